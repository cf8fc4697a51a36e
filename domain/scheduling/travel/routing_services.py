"""What OSRM or Valhalla, where a service centre runs one, say of ways on the road."""

import json
from collections.abc import Mapping, Sequence
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

from domain.errors import Unavailable
from domain.language import tr
from domain.parameters.registry import RoutingKind
from domain.scheduling.travel.places import Place

SECONDS = 10.0
OK = 200
LONGEST = 4_000_000

Row = list[Any]


class Leg(NamedTuple):
    """A way on the road; None stands where there is none, or none is known."""

    seconds: float
    metres: float


def ways_from(kind: RoutingKind, url: str, start: Place, ends: Sequence[Place]) -> list[Leg | None]:
    """The ways from a place to others, in their order. Raises Unavailable with what to do about it."""
    ask = _osrm if kind is RoutingKind.OSRM else _valhalla
    try:
        seconds, metres = ask(urlsplit(url), start, ends)
    except (OSError, HTTPException) as error:
        raise Unavailable(tr("No answer from the routing service at {url}: {why}.", url=url, why=error)) from error
    except (ValueError, LookupError, TypeError) as error:
        raise Unavailable(tr("What answers at {url} is no {kind}.", url=url, kind=kind.label)) from error
    if len(seconds) != len(ends) or len(metres) != len(ends):
        raise Unavailable(tr("What answers at {url} is no {kind}.", url=url, kind=kind.label))
    return [
        None if time is None or length is None else Leg(float(time), float(length))
        for time, length in zip(seconds, metres, strict=True)
    ]


def _osrm(url: SplitResult, start: Place, ends: Sequence[Place]) -> tuple[Row, Row]:
    where = ";".join(f"{place.longitude:.6f},{place.latitude:.6f}" for place in (start, *ends))
    wanted = ";".join(str(at) for at in range(1, len(ends) + 1))
    path = f"/table/v1/driving/{where}?sources=0&destinations={wanted}&annotations=duration,distance"
    said = _answer(url, "GET", path, None)
    return said["durations"][0], said["distances"][0]


def _valhalla(url: SplitResult, start: Place, ends: Sequence[Place]) -> tuple[Row, Row]:
    asked = {
        "sources": [_corner(start)],
        "targets": [_corner(end) for end in ends],
        "costing": "auto",
        "units": "kilometers",
        "verbose": True,
    }
    cells = _answer(url, "POST", "/sources_to_targets", asked)["sources_to_targets"][0]
    km = [cell["distance"] for cell in cells]
    return [cell["time"] for cell in cells], [None if one is None else one * 1000 for one in km]


def _corner(place: Place) -> dict[str, float]:
    return {"lat": round(place.latitude, 6), "lon": round(place.longitude, 6)}


def _answer(url: SplitResult, method: str, path: str, body: Mapping[str, Any] | None) -> Any:
    """What is said at a path below the address; a service that says no is not there either."""
    kind = HTTPSConnection if url.scheme == "https" else HTTPConnection
    connection = kind(url.hostname or "", url.port, timeout=SECONDS)
    try:
        text = None if body is None else json.dumps(body)
        headers = {} if body is None else {"Content-Type": "application/json"}
        connection.request(method, url.path.rstrip("/") + path, text, headers)
        response = connection.getresponse()
        said = response.read(LONGEST)
    finally:
        connection.close()
    if response.status != OK:
        raise HTTPException(f"{response.status} {response.reason}")
    return json.loads(said)
