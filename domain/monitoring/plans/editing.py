"""Plans as people edit them: steps are put in, taken out, moved, renamed and turned into others.

Whatever cannot be done leaves the plan as it is.
"""

from dataclasses import dataclass

import msgspec

from domain.monitoring.plans.plan import (
    END,
    AnyStep,
    CloseOrder,
    Escalate,
    Mail,
    Notify,
    OpenOrder,
    SendCommand,
    Steps,
    Wait,
    Webhook,
)

KINDS: tuple[type[AnyStep], ...] = (Notify, Mail, Webhook, SendCommand, Wait, OpenOrder, Escalate, CloseOrder)


@dataclass(frozen=True, slots=True)
class Way:
    """A step leads to another one than the next; `to` is behind the last step for the end."""

    start: int
    to: int
    then: bool
    """After it is done; else where it cannot be."""


def added(steps: Steps, place: int) -> Steps:
    """With another step at a place."""
    return (*steps[:place], Notify(), *steps[place:])


def removed(steps: Steps, place: int) -> Steps:
    """Without the step at a place; steps that led to it by name still say so."""
    return (*steps[:place], *steps[place + 1 :])


def moved(steps: Steps, place: int, by: int) -> Steps:
    """With a step in the place of its neighbour."""
    to = place + by
    if not 0 <= to < len(steps):
        return steps
    made = list(steps)
    made[place], made[to] = made[to], made[place]
    return tuple(made)


def replaced(steps: Steps, place: int, step: AnyStep) -> Steps:
    """With another step in a place."""
    return (*steps[:place], step, *steps[place + 1 :])


def followed(steps: Steps, place: int, led: str) -> tuple[Steps, str]:
    """Steps that led to one under its former name do so under its present one; and the name they lead to it under.

    A name that is empty or taken, as happens while one is typed, leads nowhere, and the former one is kept in mind.
    """
    name = steps[place].name
    if not name or name in {END, *(step.name for at, step in enumerate(steps) if at != place)}:
        return steps, led
    return tuple(_following(step, led, name) for step in steps) if led else steps, name


def turned(step: AnyStep, kind: type[AnyStep]) -> AnyStep:
    """A step of another kind that keeps whatever both kinds have."""
    same = set(kind.__struct_fields__) & set(step.__struct_fields__)
    if type(step) is kind:
        return step
    kept = {name: getattr(step, name) for name in same - {"minutes"}}
    return kind(**kept)


def ways(steps: Steps) -> tuple[Way, ...]:
    """Where steps lead to by name; names that no step has lead nowhere."""
    places = {END: len(steps)} | {step.name: place for place, step in enumerate(steps) if step.name}
    return tuple(
        Way(start, places[name], then)
        for start, step in enumerate(steps)
        for name, then in ((step.then, True), (step.otherwise, False))
        if name in places
    )


def lanes(found: tuple[Way, ...]) -> dict[Way, int]:
    """Ways beside each other without touching: the lane of each, the shortest ones innermost."""
    taken: list[list[Way]] = []
    made: dict[Way, int] = {}
    for way in sorted(found, key=lambda each: (abs(each.to - each.start), each.start, each.then)):
        lane = next((at for at, there in enumerate(taken) if not any(_touch(way, each) for each in there)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append(way)
        made[way] = lane
    return made


def _touch(one: Way, other: Way) -> bool:
    if one.to == other.to and one.then == other.then:
        return False
    low, high = sorted((one.start, one.to))
    return low <= max(other.start, other.to) and min(other.start, other.to) <= high


def _following(step: AnyStep, before: str, after: str) -> AnyStep:
    changes = {field: after for field in ("then", "otherwise") if getattr(step, field) == before}
    return msgspec.structs.replace(step, **changes) if changes else step
