"""A bigger service of an asset does the smaller one along with it, when both are due at the same time."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple


class Service(NamedTuple):
    """A visit as far as absorbing goes: what it is, its asset, how big it is, when it is due, and when it is planned.

    Only days of the same `month` are compared, so that the period somebody generates has no say. A service without a
    `rank` neither absorbs nor is absorbed. `alive` says whether it takes place, so that it can take others along.
    """

    line_id: int
    asset_id: int | None
    rank: int
    due: date
    day: date
    month: int
    alive: bool = True


def absorbers(services: Iterable[Service]) -> dict[tuple[int, date], Service]:
    """The biggest service that takes each smaller one along, by line and due day of the smaller one.

    At the same time means due on one day, or planned on one day. Of two equally big ones neither gives way, and
    the first line is named.
    """
    ranked = [service for service in services if service.rank and service.asset_id is not None]
    biggest: dict[tuple[object, ...], Service] = {}
    for service in ranked:
        for time in _times(service) if service.alive else ():
            known = biggest.get(time)
            if known is None or _size(service) > _size(known):
                biggest[time] = service
    found: dict[tuple[int, date], Service] = {}
    for service in ranked:
        bigger = max((biggest[time] for time in _times(service) if time in biggest), key=_size, default=service)
        if bigger.rank > service.rank:
            found[service.line_id, service.due] = bigger
    return {key: _last(bigger, found) for key, bigger in found.items()}


def _last(bigger: Service, found: dict[tuple[int, date], Service]) -> Service:
    """The one that is made in the end, where a bigger service gives way to one still bigger."""
    while (above := found.get((bigger.line_id, bigger.due))) is not None:
        bigger = above
    return bigger


def _times(service: Service) -> Iterator[tuple[object, ...]]:
    yield service.asset_id, service.due
    yield service.asset_id, service.month, service.day


def _size(service: Service) -> tuple[int, int, int]:
    return service.rank, -service.line_id, -service.due.toordinal()
