"""Readings along a line of time for the tests of the engine: seconds in, what happens to the alert out."""

from collections.abc import Iterable, Mapping

from devices.engine.building import From
from devices.engine.machine import Machine
from devices.engine.node import Sample
from devices.engine.outcomes import Cleared, Folded, Outcome, Raised, Weighed
from domain.monitoring.definitions.definition import Definition

Value = float | str
Moment = tuple[float, Mapping[str | None, Value]]


def moments(metric: str, *readings: tuple[float, Value]) -> list[Moment]:
    """Readings of one metric, by seconds."""
    return [(at, {metric: value}) for at, value in readings]


def samples(machine: Machine, at: int, values: Mapping[str | None, Value], source: From = From.OWN) -> list[Sample]:
    """The readings of one moment on the slots that want them."""
    found = []
    for slot, wanted in enumerate(machine.slots):
        if wanted.source is source and (wanted.metric in values or (wanted.metric is None and values)):
            value = values[wanted.metric if wanted.metric in values else next(iter(values))]
            text = value if isinstance(value, str) else None
            found.append(Sample(slot, at, None if isinstance(value, str) else float(value), text))
    return found


def outcomes(definition: Definition, line: Iterable[Moment], until: float | None = None) -> list[Outcome]:
    """Everything that happens along the line, and by itself until `until`."""
    machine = Machine(definition, {})
    found = [outcome for at, values in line for outcome in take(machine, at, values)]
    return found if until is None else found + machine.tick(round(until * 1000))


def take(machine: Machine, at: float, values: Mapping[str | None, Value]) -> list[Outcome]:
    """One moment of the line."""
    some = samples(machine, round(at * 1000), values)
    return machine.step(some) if some else []


def story(found: Iterable[Outcome]) -> str:
    """Outcomes in short: when it was raised, how heavy it became, when it was cleared; folding is left out."""
    return " ".join(word for outcome in found if (word := _word(outcome)))


def _word(outcome: Outcome) -> str:
    weight = outcome.figures.severity
    match outcome:
        case Raised():
            again = "again" if outcome.reopens else ""
            heavy = "" if weight is None else f"!{weight.value}"
            return f"+{_s(outcome.at)}({_s(outcome.figures.since)}){heavy}{again}"
        case Cleared():
            return f"-{_s(outcome.at)}"
        case Weighed():
            return f"={_s(outcome.at)}:{'rule' if weight is None else weight.value}"
        case Folded():
            return ""


def _s(at: int) -> str:
    return f"{at / 1000:g}"
