"""Definitions that cannot be meant are refused, with a sentence at the field.

Raises Refusal; its field is `when`, `clear_when`, `levels`, `schedule` or one of the numbers of the definition.
"""

from collections.abc import Iterator
from functools import partial
from zoneinfo import ZoneInfo

import msgspec

from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.definitions.condition import All, Condition, Either, InRow, Lasting, NoData, Not, Text, Times
from domain.monitoring.definitions.definition import Clearing, Definition
from domain.monitoring.definitions.looking import is_of_asset, leading, leaves, measure_of, metric_of
from domain.monitoring.definitions.measure import OfAsset
from domain.monitoring.definitions.possible import can_fail, can_hold
from domain.monitoring.definitions.schedule import Schedule

DEEPEST = 8
MOST_PARTS = 50
_DAY = 24 * 60


def check(definition: Definition) -> None:
    """Refuse what cannot be meant."""
    for field in ("duration", "clear_duration", "silence", "reopens"):
        _check_lengths([getattr(definition, field)], field)
    _check_condition(definition.when, "when")
    if not is_of_asset(leading(definition)):
        raise Refusal(tr("The first condition must look at the asset itself."), field="when")
    _check_clearing(definition)
    _check_levels(definition)
    _check_zone(definition.zone, "zone")
    if definition.schedule is not None:
        _check_schedule(definition.schedule)


def _check_clearing(definition: Definition) -> None:
    own = definition.clear_when
    if definition.clearing is Clearing.SILENCE:
        if definition.silence <= 0:
            raise Refusal(tr("Say after how long a silence the alert is over."), field="silence")
        if isinstance(leading(definition), NoData):
            raise Refusal(tr("An alert about silence cannot end by silence."), field="clearing")
    if own is not None and definition.clearing is not Clearing.CONDITION:
        raise Refusal(tr("A condition that clears is of no use where the alert ends otherwise."), field="clear_when")
    if own is not None:
        _check_condition(own, "clear_when")
        if not can_hold(All((own, Not(definition.when)))):
            raise Refusal(
                tr("The alert could never clear: this can never be true while what raises it is not."),
                field="clear_when",
            )
    elif definition.clearing is Clearing.CONDITION and not can_fail(definition.when):
        raise Refusal(tr("The alert could never clear: the hysteresis leaves no value for it."), field="when")


def _check_levels(definition: Definition) -> None:
    ranks = [level.severity.rank for level in definition.levels]
    if ranks != sorted(set(ranks), reverse=True):
        raise Refusal(tr("Each severity stands once, the lightest first."), field="levels")
    for level in definition.levels:
        _check_condition(level.when, "levels")


def _check_condition(condition: Condition, field: str) -> None:
    if _depth(condition) > DEEPEST or sum(1 for _ in _all(condition)) > MOST_PARTS:
        raise Refusal(
            tr("A condition has at most {parts} parts, {deep} deep.", parts=MOST_PARTS, deep=DEEPEST), field=field
        )
    for part in _all(condition):
        _check_part(part, field)
    if not can_hold(condition):
        raise Refusal(tr("This can never be true: its limits contradict each other."), field=field)


def _check_part(part: Condition, field: str) -> None:
    refuse = partial(Refusal, field=field)
    match part:
        case All() | Either() if not part.parts:
            raise refuse(tr("Put at least one condition in."))
        case InRow() | Times() if part.count < 1:
            raise refuse(tr("The number of times must be at least 1."))
        case Times() if not 0 < part.seconds < float("inf"):
            raise refuse(tr("Say within how long a time."))
        case NoData() if part.silence == 0:
            raise refuse(tr("Say after how long a silence the rule is to raise an alert."))
        case Text() if not part.words or not all(word.strip() for word in part.words):
            raise refuse(tr("Say which texts the rule watches for."))
    _check_numbers(part, field)


def _check_numbers(part: Condition, field: str) -> None:
    if part in tuple(leaves(part)):
        metric = metric_of(part)
        if metric is not None and not metric.strip():
            raise Refusal(tr("Say which metric the rule watches."), field=field)
        _check_lengths([measure_of(part).over], field)
    values = msgspec.structs.asdict(part)
    lengths = ("hysteresis", "tolerance", "by", "sigmas", "fresh", "silence", "seconds")
    _check_lengths([values[name] for name in lengths if name in values], field)
    for name in ("limit", "low", "high", "value"):
        limit = values.get(name, 0.0)
        own = limit.otherwise if isinstance(limit, OfAsset) else limit
        if own is not None and not abs(own) < float("inf"):
            raise Refusal(tr("The limit must be a number."), field=field)


def _check_lengths(lengths: list[float], field: str) -> None:
    if any(not 0 <= length < float("inf") for length in lengths):
        raise Refusal(tr("Times and hysteresis cannot be negative or endless."), field=field)


def _check_schedule(schedule: Schedule) -> None:
    _check_zone(schedule.zone, "schedule")
    windows = schedule.windows
    days = [day for window in windows for day in window.weekdays]
    if not days or not all(0 <= day <= 6 for day in days):  # noqa: PLR2004 - the days of a week
        raise Refusal(tr("Choose at least one day of the week."), field="schedule")
    if not all(
        0 <= window.start < _DAY and 0 <= window.end <= _DAY and window.start != window.end for window in windows
    ):
        raise Refusal(tr("A window needs a beginning and another end within the day."), field="schedule")


def _check_zone(zone: str, field: str) -> None:
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError):
        raise Refusal(tr("There is no time zone “{zone}”.", zone=zone), field=field) from None


def _all(condition: Condition) -> Iterator[Condition]:
    yield condition
    for part in _parts(condition):
        yield from _all(part)


def _depth(condition: Condition) -> int:
    return 1 + max((_depth(part) for part in _parts(condition)), default=0)


def _parts(condition: Condition) -> tuple[Condition, ...]:
    match condition:
        case All() | Either():
            return condition.parts
        case InRow() | Times() | Lasting() | Not():
            return (condition.part,)
        case _:
            return ()
