"""What runs in a child: all that strangers wrote is read here; nothing else is imported here."""

import logging
from collections.abc import Mapping
from multiprocessing.connection import Connection

from monitor.intake.extract import extract
from monitor.intake.parse.document import parse_document
from monitor.intake.robots_text import may_read, news_sitemaps
from monitor.outside.serve import Job, Limits, serve

JOBS: Mapping[str, Job] = {
    "parse": parse_document,
    "extract": extract,
    "robots": may_read,
    "sitemaps": news_sitemaps,
}


def main(pipe: Connection, limits: Limits) -> None:
    """Serve jobs until the parent goes away.

    What the libraries log about a stranger's document is no news: the job's answer says it.
    """
    logging.disable(logging.CRITICAL)
    serve(pipe, JOBS, limits)
