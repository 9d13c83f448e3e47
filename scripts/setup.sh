#!/bin/sh
# Usage: scripts/setup.sh LOCK STAMP
# Makes .venv hold what LOCK says, and our source; writes STAMP when all of it is done.
set -eu

lock=$1
stamp=$2
venv=$PWD/.venv
export UV_PYTHON_DOWNLOADS=never PIP_DISABLE_PIP_VERSION_CHECK=1

find_python() {
    for name in python3.11 python3.12 python3.13 python3; do
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
            2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "setup: no Python 3.11, 3.12 or 3.13 on PATH" >&2
    exit 1
}

# No stamp at all means that an install was interrupted: a half-written package looks whole to
# pip, so begin anew. Without pip inside: Debian's python3 often lacks ensurepip, and the pip
# outside can serve.
make_venv() {
    if ! ls "$venv"/installed-* >/dev/null 2>&1 || ! "$venv/bin/python" -c '' 2>/dev/null; then
        "$python" -m venv --clear --without-pip "$venv"
    fi
    rm -f "$venv"/installed-*
}

install_lock() {
    if command -v uv >/dev/null; then
        uv pip install --quiet --python "$venv/bin/python" --require-hashes -r "$lock"
    elif "$python" -m pip --version >/dev/null 2>&1; then
        # --no-deps: the lock is complete, and pip 23 cannot resolve lxml's extra with hashes
        "$python" -m pip --python "$venv/bin/python" install --quiet --quiet --progress-bar off \
            --no-input --no-deps --require-hashes -r "$lock"
    else
        echo "setup: neither uv nor pip: apt-get install python3-pip" >&2
        exit 1
    fi
}

# The source is on the path by one line, so that starting needs no build tool.
add_source() {
    packages=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    echo "$PWD/src" >"$packages/news-monitor.pth"
    printf '#!/bin/sh\nexec "%s/bin/python" -m monitor "$@"\n' "$venv" >"$venv/bin/monitor"
    chmod +x "$venv/bin/monitor"
}

python=$(find_python)
echo "setup: installing $lock into .venv (once; about half a minute)"
make_venv
install_lock
add_source
touch "$stamp"
