"""Many outlets, each a slow host of its own: they answer with their feeds after a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep

from tests.rig.paper import Story, rss


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


@contextmanager
def slow_outlets(count: int, seconds: float) -> Iterator[list[str]]:
    """Serve so many feeds; give their addresses, each on another number of the loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.strip("/")
            if not name.isdigit():
                return self.send_error(404)
            sleep(seconds)
            told = Story(id=name, title=f"Sappers at bridge {name}", link=f"/page-{name}")
            body = rss([told])
            try:
                self.send_response(200)
                self.send_header("content-type", "application/rss+xml")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    with _Server(("0.0.0.0", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield [f"http://127.0.1.{n}:{server.server_port}/{n}" for n in range(1, count + 1)]
        finally:
            server.shutdown()
            thread.join()
