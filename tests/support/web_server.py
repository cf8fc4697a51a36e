"""A web server on the loopback that keeps what is posted to it, and answers as it is told."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class WebServerStand:
    """`answers` are the next statuses, 200 after these; None hangs until `release` is called."""

    def __init__(self) -> None:
        self.posts: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int | None] = []
        self._released = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Talk)
        self._server.stand = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/hook?from=callout"

    def take(self, headers: dict[str, str], body: bytes) -> int | None:
        self.posts.append((headers, body))
        answer = self.answers.pop(0) if self.answers else 200
        if answer is None:
            self._released.wait(30)
        return answer

    def release(self) -> None:
        self._released.set()

    def close(self) -> None:
        self.release()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    stand: WebServerStand


class _Talk(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        answer = self.server.stand.take(dict(self.headers), body)
        if answer is not None:
            self.send_response(answer)
            self.send_header("Content-Length", "0")
            self.end_headers()

    def log_message(self, *_words: Any) -> None:
        """Say nothing."""
