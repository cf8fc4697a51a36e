"""What changes when visits are planned anew: only those that are to come and that nobody has touched."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from domain.language import tr
from domain.visits.plan import Key, Period, plan
from domain.visits.plan_lines import PlanLine
from domain.visits.planned import Group, PlanItem, PlannedVisit, Reason, SkippedVisit

_AS_AGREED = frozenset({Reason.EXISTS, Reason.DONE})


class Touched(StrEnum):
    """Why a visit that was made stays as it is."""

    BOOKED = "booked"
    BEGUN = "begun"
    MOVED = "moved"
    DONE = "done"
    PAST = "past"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Touched.BOOKED: tr("It is booked"),
            Touched.BEGUN: tr("It has begun"),
            Touched.MOVED: tr("It was moved by hand"),
            Touched.DONE: tr("The visit is done already"),
            Touched.PAST: tr("Its day has come"),
        }[self]


@dataclass(frozen=True, slots=True)
class StandingVisit:
    """A visit that was made: its key, the day it stands on, and what was done to it, if anything was.

    With its `group`, a visit that goes to another order of the same day is told of, too; with its `window`, one that
    may be at other times than before. One that a meter or a condition has `asked` for keeps its day as long as its
    line holds.
    """

    line_id: int
    due: date
    day: date
    touched: Touched | None = None
    group: Group | None = None
    asked: bool = False
    window: tuple[datetime, datetime] | None = None


class Action(StrEnum):
    """What planning anew does to a visit."""

    KEEP = "keep"
    STAY = "stay"
    MOVE = "move"
    ADD = "add"
    REMOVE = "remove"
    CHANGE = "change"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            Action.KEEP: tr("As before"),
            Action.STAY: tr("Stays"),
            Action.MOVE: tr("Moved"),
            Action.ADD: tr("New"),
            Action.REMOVE: tr("Removed"),
            Action.CHANGE: tr("Changed"),
        }[self]


class Change(NamedTuple):
    """One line of the difference: from which day to which, the visit as planned now, and the reason in words."""

    action: Action
    line_id: int
    due: date
    before: date | None
    after: date | None
    visit: PlannedVisit | None
    words: str


def replan(
    lines: Iterable[PlanLine], standing: Iterable[StandingVisit], period: Period, today: date
) -> Iterator[Change]:
    """The difference for the due days of a period after today, whatever kinds it names; the lines are as for `plan`.

    Their `existing` visits may or may not hold the standing ones. Visits stay that are touched, or whose day has come.
    """
    after = Period(max(period.first, date.fromordinal(today.toordinal() + 1)), period.last)
    stand = {(each.line_id, each.due): _aged(each, today) for each in standing if after.first <= each.due <= after.last}
    free = {key for key, each in stand.items() if each.touched is None and not each.asked}
    named: set[Key] = set()
    for item in plan((_without(line, free) for line in lines), after):
        key = item.line_id, item.due
        named.add(key)
        found = stand.get(key)
        if found is not None:
            yield _stays(found, item) if found.touched is not None else _changed(found, item, today)
        elif isinstance(item, PlannedVisit):
            yield Change(Action.ADD, *key, None, item.day, item, item.words)
    for key, left in sorted(stand.items(), key=lambda each: each[0]):
        if key not in named:
            yield _left(left)


def _without(line: PlanLine, free: set[Key]) -> PlanLine:
    """The line as if the visits that are free to move had not been made."""
    return replace(
        line, existing={due: state for due, state in line.existing.items() if (line.line_id, due) not in free}
    )


def _aged(visit: StandingVisit, today: date) -> StandingVisit:
    return replace(visit, touched=Touched.PAST) if visit.touched is None and visit.day <= today else visit


def _stays(visit: StandingVisit, item: PlanItem) -> Change:
    assert visit.touched is not None
    words = visit.touched.label
    if isinstance(item, SkippedVisit) and item.reason not in _AS_AGREED:
        words = tr("{why}, though it would not be made now: {reason}", why=words, reason=item.words)
    return Change(Action.STAY, visit.line_id, visit.due, visit.day, visit.day, None, words)


def _changed(visit: StandingVisit, item: PlanItem, today: date) -> Change:
    key = visit.line_id, visit.due
    if visit.asked and isinstance(item, SkippedVisit) and item.reason is Reason.EXISTS:
        return Change(Action.KEEP, *key, visit.day, visit.day, None, tr("A meter or a condition asked for it"))
    if isinstance(item, SkippedVisit):
        return Change(Action.REMOVE, *key, visit.day, None, None, item.words)
    if item.day <= today:
        return Change(Action.STAY, *key, visit.day, visit.day, None, tr("It would move to a day that has passed"))
    action, words = _compared(visit, item)
    return Change(action, *key, visit.day, item.day, item, words)


def _compared(visit: StandingVisit, item: PlannedVisit) -> tuple[Action, str]:
    """What is another about a visit as it is planned now, in words."""
    if item.day != visit.day:
        return Action.MOVE, item.how.label
    if visit.group not in {None, item.group}:
        return Action.MOVE, tr("It goes on another order")
    if visit.window not in {None, (item.earliest, item.latest)}:
        return Action.CHANGE, tr("It may be at other times now")
    return Action.KEEP, item.how.label


def _left(visit: StandingVisit) -> Change:
    """What is no longer due on its day at all."""
    words = tr("It no longer falls due on this day")
    key = visit.line_id, visit.due
    if visit.touched is None:
        return Change(Action.REMOVE, *key, visit.day, None, None, words)
    words = tr("{why}, though it would not be made now: {reason}", why=visit.touched.label, reason=words)
    return Change(Action.STAY, *key, visit.day, visit.day, None, words)
