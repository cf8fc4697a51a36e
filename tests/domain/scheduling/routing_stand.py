"""A small routing service on this machine: answers as OSRM and as Valhalla do, from a table of its own."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

SECONDS_PER_DEGREE = 6_000.0
METRES_PER_DEGREE = 130_000.0

Corner = tuple[float, float]


class RoutingStand:
    """Where one drives straight along meridian and parallel; what was asked stands in `asked`."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answer: str | None = None
        self.status = 200
        self.no_way_north_of = 90.0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def way(self, start: Corner, end: Corner) -> tuple[float, float] | tuple[None, None]:
        """Seconds and metres."""
        if end[0] > self.no_way_north_of:
            return None, None
        degrees = abs(start[0] - end[0]) + abs(start[1] - end[1])
        return degrees * SECONDS_PER_DEGREE, degrees * METRES_PER_DEGREE

    def osrm(self, path: str) -> Any:
        parts = urlsplit(path)
        asked = parse_qs(parts.query)
        corners = [(float(lat), float(lon)) for lon, lat in (each.split(",") for each in parts.path[18:].split(";"))]
        ends = [corners[int(at)] for at in asked["destinations"][0].split(";")]
        ways = [self.way(corners[int(asked["sources"][0])], end) for end in ends]
        return {"code": "Ok", "durations": [[w[0] for w in ways]], "distances": [[w[1] for w in ways]]}

    def valhalla(self, body: Any) -> Any:
        rows = [
            [self._cell(at, s, to, t) for to, t in enumerate(body["targets"])] for at, s in enumerate(body["sources"])
        ]
        return {"sources_to_targets": rows, "units": "kilometers"}

    def _cell(self, at: int, source: Any, to: int, target: Any) -> dict[str, Any]:
        seconds, metres = self.way((source["lat"], source["lon"]), (target["lat"], target["lon"]))
        km = None if metres is None else metres / 1000
        return {"from_index": at, "to_index": to, "time": seconds, "distance": km}


def _handler(stand: RoutingStand) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Answers one question."""

        def do_GET(self) -> None:
            self._say(stand.osrm(self.path) if stand.answer is None else None)

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            assert self.path == "/sources_to_targets"
            self._say(stand.valhalla(body) if stand.answer is None else None)

        def log_message(self, *_args: object) -> None:
            """Say nothing on the terminal."""

        def _say(self, answer: Any) -> None:
            stand.asked.append(self.path)
            text = (stand.answer if answer is None else json.dumps(answer)) or ""
            self.send_response(stand.status)
            self.end_headers()
            self.wfile.write(text.encode())

    return Handler
