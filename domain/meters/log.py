"""The readings of one counter: late ones find their place, the same one twice is one, and edits are checked.

Of a long log the readings after some point are enough, if what is added, changed or taken away lies among them: the
point is handed in as `before`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from domain.errors import Refusal
from domain.language import day_words, figure, tr
from domain.meters.counter import Counter, Point, Reading, totals
from domain.money import PLACES

#: By how much the clock of a device may be ahead of ours.
AHEAD = timedelta(minutes=5)


def added(
    counter: Counter, readings: Sequence[Reading], reading: Reading, now: datetime, before: Point | None = None
) -> tuple[Point, ...]:
    """The points with a further reading, in its place by time. Raises Refusal.

    A reading that is there already changes nothing; another value for the same moment is refused.
    """
    check_moment(reading.at, now)
    there = next((each for each in readings if each.at == reading.at), None)
    if there is None:
        return _fitting(counter, readings, reading, before)
    if there.value != reading.value:
        raise Refusal(
            tr("There is a reading for this moment already: {value}. Change that one.", value=_number(there.value)),
            field="taken_at",
        )
    return totals(counter, readings, before)


def edited(
    counter: Counter, readings: Sequence[Reading], at: datetime, reading: Reading, before: Point | None = None
) -> tuple[Point, ...]:
    """The points with the reading of a moment changed; all later totals follow. Raises Refusal."""
    others = _without(readings, at)
    if any(each.at == reading.at for each in others):
        raise Refusal(tr("There is another reading for this moment."), field="taken_at")
    return _fitting(counter, others, reading, before)


def removed(
    counter: Counter, readings: Sequence[Reading], at: datetime, before: Point | None = None
) -> tuple[Point, ...]:
    """The points without the reading of a moment. Raises Refusal."""
    return totals(counter, _without(readings, at), before)


def check_moment(at: datetime, now: datetime) -> None:
    """Refuse what would have been read later than now."""
    if at > now + AHEAD:
        raise Refusal(tr("This reading lies in the future."), field="taken_at")


def _without(readings: Iterable[Reading], at: datetime) -> list[Reading]:
    kept, found = [], False
    for each in readings:
        if each.at == at:
            found = True
        else:
            kept.append(each)
    if not found:
        raise Refusal(tr("This reading is not there any more."))
    return kept


def _fitting(counter: Counter, others: Sequence[Reading], reading: Reading, before: Point | None) -> tuple[Point, ...]:
    """The points, if the reading fits between its neighbours; the sentence speaks of it and not of a later one."""
    totals(counter, [*(each for each in others if each.at < reading.at), reading], before)
    try:
        return totals(counter, [*others, reading], before)
    except Refusal:
        later = min((each for each in others if each.at > reading.at), key=lambda each: each.at)
        raise Refusal(
            tr(
                "On {day}, later on, the counter showed {after}, so it cannot show {value} here.",
                day=day_words(later.at.astimezone().date()),
                after=_number(later.value),
                value=_number(reading.value),
            ),
            field="value",
        ) from None


def _number(number: Decimal) -> str:
    return figure(float(number), PLACES)
