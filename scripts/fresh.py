"""Do what a newcomer does: clone, `make run`, Ctrl-C, `make run` again, `make test`.

The clone is of the committed HEAD; the environment and every cache are empty, except for what the
environment says about where packages come from. Ends with 0 when all of it went well.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

KEPT = ("PIP_", "UV_", "SSL_CERT_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
DIGEST_SECONDS = 20  # what the README promises
START_SECONDS = 5  # what the README promises for a second start
STOP_SECONDS = 30
HANG_SECONDS = 60
WHERE_TO_LOOK = "data/outbox"  # the daemon prints a line with this when it has started


class Failed(Exception):
    """A promise was not kept; the text says which."""


def main() -> int:
    """Run the walk and print what each step took."""
    tree = Path(__file__).resolve().parent.parent
    with tempfile.TemporaryDirectory(prefix="monitor-fresh-") as folder:
        try:
            walk(tree, Path(folder))
        except Failed as failure:
            print(f"fresh: FAILED: {failure}", file=sys.stderr)
            return 1
    print("fresh: all is well")
    return 0


def walk(tree: Path, folder: Path) -> None:
    """Clone, set up, run twice, test."""
    environment = empty_environment(folder)
    clone = folder / "clone"
    with timed("git clone"):
        run(
            ["git", "clone", "--quiet", "--no-hardlinks", str(tree), str(clone)],
            folder,
            environment,
        )
    with timed("make setup (the first part of make run)"):
        run(["make", "setup"], clone, environment)
    with daemon(clone, environment) as log:
        with timed("make run: until it says where to look", DIGEST_SECONDS):
            wait(lambda: WHERE_TO_LOOK in log.read_text(errors="replace"))
        with timed("make run: until the first digest", DIGEST_SECONDS):
            wait(lambda: any((clone / "data" / "outbox").rglob("*.eml")))
    with (
        daemon(clone, environment) as log,
        timed("make run, again: until it says where to look", START_SECONDS),
    ):
        wait(lambda: WHERE_TO_LOOK in log.read_text(errors="replace"))
    with timed("make test"):
        run(["make", "test"], clone, environment)


def empty_environment(folder: Path) -> dict[str, str]:
    """Build the environment: a home of its own, and only what names the package index."""
    kept = {name: value for name, value in os.environ.items() if name.upper().startswith(KEPT)}
    for name in ("PIP_CACHE_DIR", "UV_CACHE_DIR"):
        kept.pop(name, None)
    return {
        **index_settings(),
        **kept,
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PATH": f"{Path(sys.executable).resolve().parent}:{SYSTEM_PATH}",
    }


def index_settings() -> dict[str, str]:
    """Point pip and uv to the user's own settings, which the new home does not have."""
    settings = Path.home() / ".config"
    files = {
        "PIP_CONFIG_FILE": settings / "pip" / "pip.conf",
        "UV_CONFIG_FILE": settings / "uv" / "uv.toml",
    }
    return {name: str(path) for name, path in files.items() if path.exists()}


def run(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    """Run a command that must succeed."""
    done = subprocess.run(command, cwd=folder, env=environment, check=False)
    if done.returncode != 0:
        raise Failed(f"`{' '.join(command)}` ended with {done.returncode}")


@contextmanager
def daemon(clone: Path, environment: dict[str, str]) -> Iterator[Path]:
    """Keep `make run` running, give its log, then interrupt it: it must end with 0."""
    log = clone.parent / "run.log"
    with log.open("wb") as output:
        make = subprocess.Popen(
            ["make", "run"],
            cwd=clone,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        yield log
        with timed("Ctrl-C", STOP_SECONDS):
            os.kill(only_child(make.pid), signal.SIGINT)
            code = make.wait(STOP_SECONDS)
        if code != 0:
            raise Failed(f"`make run` ended with {code} after an interrupt")
    except (Failed, subprocess.TimeoutExpired):
        print(log.read_text(errors="replace"), file=sys.stderr)
        raise
    finally:
        if make.poll() is None:
            os.killpg(make.pid, signal.SIGKILL)


def only_child(pid: int) -> int:
    """Find the program that make runs: make itself would pass 130 on, whatever it ended with."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    if len(children) != 1:
        raise Failed(f"`make run` has {len(children)} children, not 1")
    return int(children[0])


def wait(is_so: Callable[[], bool]) -> None:
    """Wait until something is so, and give up after `HANG_SECONDS`."""
    deadline = monotonic() + HANG_SECONDS
    while not is_so():
        if monotonic() > deadline:
            raise Failed(f"nothing after {HANG_SECONDS} s")
        sleep(0.05)


@contextmanager
def timed(name: str, limit: float | None = None) -> Iterator[None]:
    """Print what a step took; fail when it took more than was promised (seconds)."""
    started = monotonic()
    yield
    seconds = monotonic() - started
    print(f"fresh: {seconds:7.1f} s  {name}", flush=True)
    if limit is not None and seconds > limit:
        raise Failed(f"{name} took {seconds:.1f} s; promised are {limit} s")


if __name__ == "__main__":
    sys.exit(main())
