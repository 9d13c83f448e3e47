# The image's steps are the Makefile's: what runs here is what `make run` runs.
FROM python:3.11-slim

RUN apt-get update \
    && apt-get install -y --no-install-recommends make \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY Makefile pyproject.toml requirements.lock LICENSE ./
COPY scripts/setup.sh scripts/setup.sh
# The libraries are a layer of their own: a change of our source does not fetch them again.
RUN mkdir src && PIP_NO_CACHE_DIR=1 make setup
COPY schema schema
COPY seeds seeds
COPY config config
COPY src src
RUN .venv/bin/python -m compileall -q src

# The program writes to /data only, as a user who owns nothing else.
RUN useradd --system --uid 10001 --user-group --no-create-home monitor \
    && mkdir /data \
    && chown monitor:monitor /data \
    && ln -s /data data
USER monitor
VOLUME /data

HEALTHCHECK --interval=60s --timeout=10s --start-period=60s --retries=3 \
    CMD ["/app/.venv/bin/monitor", "healthcheck"]
STOPSIGNAL SIGINT
ENTRYPOINT ["/app/.venv/bin/monitor"]
CMD ["run"]
