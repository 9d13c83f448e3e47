"""A webhook's receiver in a thread of the test: it takes everything, or says nothing at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from time import monotonic


class Ear:
    """Remembers the key of every delivery, and when it came (`time.monotonic`)."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, float]] = []
        self.port = 0
        self._is_open = Event()
        self._is_open.set()

    @property
    def url(self) -> str:
        """Where deliveries are to be posted."""
        return f"http://127.0.0.1:{self.port}/"

    @property
    def keys(self) -> list[str]:
        """The keys in the order in which they came; one stands as often as it came."""
        return [key for key, _ in self.heard]

    def hang(self) -> None:
        """Take what comes, and answer nothing before `answer`."""
        self._is_open.clear()

    def answer(self) -> None:
        """Answer whoever waits, and whoever comes."""
        self._is_open.set()

    def take(self, key: str) -> None:
        """Remember a delivery, and come back when it may be answered."""
        self.heard.append((key, monotonic()))
        self._is_open.wait(60)


@contextmanager
def listening() -> Iterator[Ear]:
    """Listen on a free port of 127.0.0.1 until the block ends."""
    ear = Ear()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            ear.take(self.headers["webhook-id"])
            try:
                self.send_response(204)
                self.end_headers()
            except OSError:  # whoever asked is gone
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        ear.port = server.server_port
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield ear
        finally:
            ear.answer()
            server.shutdown()
            thread.join()
