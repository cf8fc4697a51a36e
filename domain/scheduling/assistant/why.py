"""Why a technician, or a time, is not offered, or stands below others."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from domain.language import duration, near_day, tr
from domain.scheduling.assistant.assistant import LACKING, PERSON, Assistant
from domain.scheduling.assistant.values import Search, Slot
from domain.scheduling.board_rows import BoardTechnician
from domain.scheduling.rules.checks import Finding, Level, check

#: Differences below this are not worth a word.
NOTABLE = 1.0
MOST = 3


def why_not(
    assistant: Assistant, search: Search, technician_id: int, best: Slot | None, start: datetime | None = None
) -> tuple[str, ...]:
    """In sentences, what speaks against this technician, at that time if one is given; compared with `best`."""
    technician = next((one for one in assistant.technicians if one.id == technician_id), None)
    if technician is None:
        return (tr("This technician is not on the board at that time."),)
    if start is not None:
        found = _findings(assistant, search, technician, start)
        if found:
            return tuple(finding.sentence for finding in found)
    against = tuple(_personal(assistant, search, technician))
    own = _own(assistant, search, technician)
    if own is None:
        return against or (_no_gap(assistant, search, technician),)
    return (*against, *_compared(own, best))


def _findings(
    assistant: Assistant, search: Search, technician: BoardTechnician, start: datetime
) -> tuple[Finding, ...]:
    case = assistant.case(search, technician, start)
    return check(case.proposed, technician, assistant.others(technician), search.need, assistant.terms, assistant.zone)


def _personal(assistant: Assistant, search: Search, technician: BoardTechnician) -> Iterator[str]:
    """What holds for the technician at any time."""
    for finding in _findings(assistant, search, technician, search.since):
        refused = finding.level is Level.REFUSAL
        if finding.kind in PERSON and (refused or finding.kind in LACKING):
            yield finding.sentence


def _own(assistant: Assistant, search: Search, technician: BoardTechnician) -> Slot | None:
    """The best that this technician could do, skills aside."""
    own = replace(search, only=frozenset((technician.id,)), lacking=True, most=1)
    return next(iter(assistant.slots(own)), None)


def _no_gap(assistant: Assistant, search: Search, technician: BoardTechnician) -> str:
    since, until = (moment.astimezone(assistant.zone).date() for moment in (search.since, search.until))
    return tr(
        "{name} has no {span} free with the ways there between {since} and {until}.",
        name=technician.name,
        span=duration(search.length),
        since=near_day(since, until),
        until=near_day(until, since),
    )


def _compared(own: Slot, best: Slot | None) -> Iterator[str]:
    """How the best slot of this technician compares with the best of all."""
    if best is None or own.technician_id == best.technician_id:
        yield tr("{name} is offered.", name=own.name)
        return
    differences = {point: value - best.points.get(point, 0.0) for point, value in own.points.items()}
    worse = sorted((each for each in differences.items() if each[1] >= NOTABLE), key=_by_value)
    if own.start > best.start:
        yield tr("Comes {span} later than {name}.", span=duration(own.start - best.start), name=best.name)
    if own.extra > best.extra:
        yield tr("{minutes} min more travel than with {name}.", minutes=own.extra - best.extra, name=best.name)
    if worse:
        words = ", ".join(f"{point.label} +{value:.0f}" for point, value in worse[:MOST])
        yield tr(
            "Ranks {count} points below {name}: {words}.",
            count=round(own.total - best.total),
            name=best.name,
            words=words,
        )
    if not worse:
        yield tr("Is as good as {name}.", name=best.name)


def _by_value(each: tuple[object, float]) -> float:
    return -each[1]
