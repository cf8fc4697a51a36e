"""What speaks for a slot, in sentences a dispatcher can repeat on the phone."""

from collections.abc import Iterator
from datetime import datetime

from domain.language import duration, tr
from domain.scheduling.assistant.values import Slot, Way
from domain.scheduling.needs.needs import Need
from domain.scheduling.rules.case import Case


def promise_of(need: Need, finish: datetime) -> tuple[str, bool]:
    """What becomes of the due time, and whether it is broken."""
    if need.due is None:
        return "", False
    if finish > need.due:
        return tr("{span} late", span=duration(finish - need.due)), True
    if finish == need.due:
        return tr("just in time"), False
    return tr("{span} to spare", span=duration(need.due - finish)), False


def reasons_for(slot: Slot, case: Case) -> tuple[str, ...]:
    """The ways, the promise, the skills, and what the customer wants."""
    return (*_ways(slot), *_promises(slot, case), *_person(case))


def _ways(slot: Slot) -> Iterator[str]:
    if slot.before is not None:
        yield _way_there(slot.before)
    if slot.after is not None:
        yield _way_on(slot.after)
    if slot.before is not None:
        if slot.extra:
            yield tr("{minutes} min more on the road than without it.", minutes=slot.extra)
        else:
            yield tr("It lies on the way.")


def _way_there(way: Way) -> str:
    if way.number and not way.minutes:
        return tr("At the place of {number}, the job before.", number=way.number)
    if way.number:
        return tr("{minutes} min from {number}, the job before.", minutes=way.minutes, number=way.number)
    return tr("{minutes} min from where the day begins.", minutes=way.minutes)


def _way_on(way: Way) -> str:
    if way.number and not way.minutes:
        return tr("At the place of {number}, the job after.", number=way.number)
    if way.number:
        return tr("{minutes} min on to {number}, the job after.", minutes=way.minutes, number=way.number)
    return tr("{minutes} min to where the day ends.", minutes=way.minutes)


def _promises(slot: Slot, case: Case) -> Iterator[str]:
    need = case.need
    if need.window_from is not None or need.window_until is not None:
        yield tr("Arrives in the promised window.")
    if need.due is not None:
        span = duration(abs(need.due - slot.finish))
        yield (
            tr("Ends {span} after the due time.", span=span)
            if slot.late
            else tr("Ends {span} before the due time.", span=span)
        )


def _person(case: Case) -> Iterator[str]:
    technician, need = case.technician, case.need
    rated = {ability.skill: ability.rating for ability in technician.abilities}
    has = [
        f"{skill} {rated[skill]}" if rated.get(skill) else skill for skill in sorted(need.skills & technician.skills)
    ]
    if has:
        yield tr("Has {skills}.", skills=", ".join(has))
    if need.territory and need.territory in technician.territories:
        yield tr("Looks after {territory}.", territory=need.territory)
    if need.preferred & case.people:
        yield tr("The customer prefers {name}.", name=technician.name)
