"""What an order asks for, point by point, and whether a technician at a time gives it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.shared.times import Times
from domain.language import tr
from domain.scheduling.board_rows import BoardTechnician
from domain.scheduling.needs.needs import Need


@dataclass(frozen=True, slots=True)
class Asked:
    """One point; `met` is None where nobody is there yet to say."""

    words: str
    met: bool | None


def asked(need: Need, technician: BoardTechnician | None, start: datetime | None, times: Times) -> tuple[Asked, ...]:
    """All points: what one must be, must know and must have, then when."""
    return (
        *_person(need, technician),
        *_skills(need, technician, start),
        *_van(need, technician),
        *_when(need, start, times),
    )


def _person(need: Need, technician: BoardTechnician | None) -> Iterator[Asked]:
    if technician is None:
        if need.territory:
            yield Asked(tr("Territory {name}", name=need.territory), None)
        return
    if technician.kind is not need.kind:
        yield Asked(need.kind.label, False)
    if need.territory:
        covers = not technician.territories or need.territory in technician.territories
        yield Asked(tr("Territory {name}", name=need.territory), covers)
    if need.only:
        yield Asked(tr("One of those whom the customer accepts"), technician.id in need.only)
    if technician.id in need.restricted:
        yield Asked(tr("The customer does not want this technician"), False)
    if technician.id in need.preferred:
        yield Asked(tr("Preferred by the customer"), True)


def _skills(need: Need, technician: BoardTechnician | None, start: datetime | None) -> Iterator[Asked]:
    ratings = dict(need.ratings)
    for skill in sorted(need.skills):
        least = ratings.get(skill, 0)
        words = tr("{skill}, rating {count} or better", skill=skill, count=least) if least else skill
        yield Asked(words, None if technician is None else _can(technician, skill, least, start))


def _can(technician: BoardTechnician, skill: str, least: int, start: datetime | None) -> bool:
    if skill not in technician.skills:
        return False
    known = next((each for each in technician.abilities if each.skill == skill), None)
    if known is None:
        return True
    ended = known.valid_until is not None and start is not None and known.valid_until < start.date()
    return not ended and not 0 < known.rating < least


def _van(need: Need, technician: BoardTechnician | None) -> Iterator[Asked]:
    van = {} if technician is None else dict(technician.van)
    for part in need.parts:
        has = None if technician is None else van.get(part.article_id, 0) >= part.quantity
        yield Asked(
            tr("{quantity} × {name} in the van", quantity=f"{part.quantity.normalize():f}", name=part.name), has
        )


def _when(need: Need, start: datetime | None, times: Times) -> Iterator[Asked]:
    if need.window_from is not None and need.window_until is not None:
        since, until = times.short(need.window_from), times.clock_time(need.window_until)
        inside = None if start is None else need.window_from <= start <= need.window_until
        yield Asked(tr("Arrival promised {since} to {until}", since=since, until=until), inside)
    for after in need.after:
        done = None if start is None else after.finish is not None and after.finish <= start
        yield Asked(tr("After {number}", number=after.number), done)
