"""A file and a server that hostile documents ask for; whoever calls the server is counted."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.hostile.documents import Trap

SECRET = "the secret word is quince"


@dataclass(slots=True, kw_only=True)
class Watched:
    """The trap, and how many have called its server so far."""

    trap: Trap
    port: int
    calls: int = 0

    def reach(self) -> None:
        """Call the server, as a document would."""
        with socket.create_connection(("127.0.0.1", self.port)) as link:
            link.recv(1)  # the end: we were counted


@contextmanager
def trap_in(folder: Path) -> Iterator[Watched]:
    """Lay the trap; its server answers nothing, and closes with the block."""
    file = folder / "secret.txt"
    file.write_text(SECRET)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        trap = Trap(file=str(file), secret=SECRET, server=f"http://127.0.0.1:{port}")
        watched = Watched(trap=trap, port=port)
        counting = threading.Thread(target=_count, args=(server, watched))
        counting.start()
        yield watched
        with suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)
        counting.join()


def _count(server: socket.socket, watched: Watched) -> None:
    with suppress(OSError):  # the server was shut
        while True:
            link, _ = server.accept()
            watched.calls += 1
            link.close()
