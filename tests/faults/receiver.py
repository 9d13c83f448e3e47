"""The other side of the socket: keeps what it was sent, by key, in a file of its own.

It is a process of its own, so that no kill of ours reaches it. Unless it is calm, some first
requests go wrong, as in life: stored but never answered, refused for a moment, refused for good.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """A running receiver: where it listens, and the file that it keeps."""

    port: int
    file: Path

    def kept(self) -> dict[str, tuple[str, list[str]]]:
        """Say which reader and addresses each key brought; a key may have come many times."""
        found: dict[str, tuple[str, list[str]]] = {}
        for line in self.file.read_text().splitlines():
            key, body = json.loads(line)
            said = (body["reader"], body["addresses"])
            assert found.setdefault(key, said) == said, "the bytes of a key changed"
        return found


@contextmanager
def receiver(file: Path, root: Path, *, is_calm: bool) -> Iterator[Receiver]:
    """Run a receiver that appends to `file`, until the block ends."""
    file.touch()
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "tests.faults.receiver", str(file), "calm" * is_calm]
    with subprocess.Popen(command, cwd=root, env=env, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        yield Receiver(port=int(process.stdout.readline()), file=file)
        process.kill()


class Handler(BaseHTTPRequestHandler):
    """Answers one delivery."""

    times: ClassVar[Counter[str]] = Counter()
    file: ClassVar[Path]
    is_calm: ClassVar[bool]

    def do_POST(self) -> None:
        key = self.headers["webhook-id"]
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.times[key] += 1
        is_moody = self.times[key] == 1 and not self.is_calm
        mood = int(key[:8], 16) % 6 if is_moody else 5
        if mood == 0:
            self._answer(503)
        elif mood == 1:
            self._answer(410)
        else:
            self._keep(key, body)
            if mood == 2:
                self.close_connection = True  # kept, but the answer never comes
            else:
                self._answer(204)

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _keep(self, key: str, body: object) -> None:
        with self.file.open("a") as file:
            file.write(json.dumps([key, body]) + "\n")

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("content-length", "0")
        self.end_headers()


def main(file: str, temper: str) -> None:
    Handler.file = Path(file)
    Handler.is_calm = temper == "calm"
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        print(server.server_port, flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
