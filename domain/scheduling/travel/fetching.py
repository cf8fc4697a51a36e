"""Asks the routing service for ways that nobody knows yet, and keeps what it says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.parameters.registry import RoutingKind
from domain.parameters.service import read
from domain.scheduling.board_model import travel_leg
from domain.scheduling.travel.places import Place
from domain.scheduling.travel.routing_services import Leg, ways_from
from domain.scheduling.travel.travel import STEPS, LegKey, step
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.store.upsert import upsert

#: Roads change, but seldom.
FRESH = timedelta(days=180)
#: OSRM answers for a hundred places at once, if it is not told otherwise.
AT_ONCE = 99
ACTOR = "routing"
KEYS = ("from_latitude", "from_longitude", "to_latitude", "to_longitude")

Step = tuple[int, int]


def fetch_legs(store: Store, pairs: Iterable[tuple[Place, Place]]) -> int:
    """Ask for the ways of `pairs` that are not known; returns how many are known now. Raises Unavailable.

    That no road leads somewhere is kept too, so that it is not asked again before roads may have changed.
    Nothing is held while the service is waited for: what one place's ways are is kept before the next is asked about.
    """
    with store.read() as session:
        parameters = read(session)
        if parameters.routing_kind is RoutingKind.OFF or not parameters.routing_url:
            return 0
        wanted = _unknown(session, pairs, store.clock.now())
    fetched = 0
    for start, ends in _portions(wanted):
        legs = ways_from(parameters.routing_kind, parameters.routing_url, _place(start), [_place(end) for end in ends])
        store.run(ACTOR, _keep, start, dict(zip(ends, legs, strict=True)))
        fetched += sum(leg is not None for leg in legs)
    return fetched


def _unknown(session: Session, pairs: Iterable[tuple[Place, Place]], now: datetime) -> Mapping[Step, Sequence[Step]]:
    """By where they begin: the ways not known yet."""
    asked = {(*step(a), *step(b)) for a, b in pairs if step(a) != step(b)}
    missing: dict[Step, list[Step]] = {}
    for a, b, c, d in sorted(asked - _known(session, {key[0] for key in asked}, now)):
        missing.setdefault((a, b), []).append((c, d))
    return missing


def _known(session: Session, latitudes: Iterable[int], now: datetime) -> set[LegKey]:
    columns = [travel_leg.c[name] for name in KEYS]
    statement = select(*columns).where(
        travel_leg.c.from_latitude.in_(list(latitudes)), travel_leg.c.asked_at > now - FRESH
    )
    return {(a, b, c, d) for a, b, c, d in session.execute(statement)}


def _portions(wanted: Mapping[Step, Sequence[Step]]) -> Iterator[tuple[Step, Sequence[Step]]]:
    for start, ends in wanted.items():
        for first in range(0, len(ends), AT_ONCE):
            yield start, ends[first : first + AT_ONCE]


def _place(where: Step) -> Place:
    return Place(where[0] / STEPS, where[1] / STEPS)


def _keep(work: UnitOfWork, start: Step, said: Mapping[Step, Leg | None]) -> None:
    rows = [
        {
            **dict(zip(KEYS, (*start, *end), strict=True)),
            "seconds": None if leg is None else round(leg.seconds),
            "metres": None if leg is None else round(leg.metres),
            "asked_at": work.now,
        }
        for end, leg in said.items()
    ]
    connection = work.session.connection()
    statement = upsert(connection, travel_leg)
    news = {name: statement.excluded[name] for name in ("seconds", "metres", "asked_at")}
    connection.execute(statement.on_conflict_do_update(index_elements=KEYS, set_=news), rows)
