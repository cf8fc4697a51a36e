"""Planning anew moves only what is to come and untouched, and says of each visit what becomes of it and why."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.catalogue.model import LineKind
from domain.visits.basis import Basis
from domain.visits.combine import Combine
from domain.visits.interval import Interval, Rule, Unit
from domain.visits.plan import Period, plan
from domain.visits.plan_lines import Existing, PlanLine, Terms
from domain.visits.planned import PlannedVisit
from domain.visits.replan import Action, Change, StandingVisit, Touched, replan
from domain.visits.window import ClosedPolicy, Window, WindowKind

KEEP, STAY, MOVE, ADD, REMOVE, _ = Action
JUNE = Period(date(2026, 6, 1), date(2026, 6, 30))
YESTERDAY = date(2026, 5, 31)
WEEKLY, BIWEEKLY = (Interval((Rule(Unit.WEEK, every),)) for every in (1, 2))
LINE = PlanLine(
    1,
    "Service",
    Terms(1, date(2026, 1, 1)),
    LineKind.HOUR,
    anchor=date(2026, 6, 1),
    site_id=1,
    zone=ZoneInfo("Europe/Berlin"),
    starts_on=date(2026, 6, 1),
    interval=WEEKLY,
)


def june(day: int) -> date:
    return date(2026, 6, day)


def made(lines: Iterable[PlanLine], **touched: Touched) -> list[StandingVisit]:
    """What planning makes, with what was done to the visit of each day since."""
    return [
        StandingVisit(item.line_id, item.due, item.day, touched.get(f"d{item.due.day}"), item.group)
        for item in plan(lines, JUNE)
        if isinstance(item, PlannedVisit)
    ]


def seen(line: PlanLine, standing: Iterable[StandingVisit]) -> PlanLine:
    """The line with its visits, as it is read once they were made."""
    states = {each.due: Existing.DONE if each.touched is Touched.DONE else Existing.OPEN for each in standing}
    return replace(line, existing=states)


def told(changes: Iterable[Change]) -> list[tuple[Action, int, int | None]]:
    return [(each.action, each.due.day, each.after.day if each.after else None) for each in changes]


def test_nothing_changed_means_everything_is_kept() -> None:
    standing = made([LINE])
    changes = list(replan([seen(LINE, standing)], standing, JUNE, YESTERDAY))
    assert told(changes) == [(KEEP, day, day) for day in (1, 8, 15, 22, 29)]


def test_one_that_is_done_early_shifts_no_other() -> None:
    standing = made([LINE], d8=Touched.DONE)
    changes = list(replan([seen(LINE, standing)], standing, JUNE, YESTERDAY))
    assert told(changes) == [(KEEP, 1, 1), (STAY, 8, 8), (KEEP, 15, 15), (KEEP, 22, 22), (KEEP, 29, 29)]


def test_a_longer_interval_removes_only_what_nobody_touched() -> None:
    standing = made([LINE], d8=Touched.BOOKED)
    changes = list(replan([replace(seen(LINE, standing), interval=BIWEEKLY)], standing, JUNE, YESTERDAY))
    assert told(changes) == [(KEEP, 1, 1), (KEEP, 15, 15), (KEEP, 29, 29), (STAY, 8, 8), (REMOVE, 22, None)]
    assert [each.words for each in changes if each.action in {STAY, REMOVE}] == [
        "It is booked, though it would not be made now: It no longer falls due on this day",
        "It no longer falls due on this day",
    ]


def test_a_shorter_interval_adds_between() -> None:
    line = replace(LINE, interval=BIWEEKLY)
    standing = made([line])
    changes = list(replan([replace(seen(line, standing), interval=WEEKLY)], standing, JUNE, YESTERDAY))
    assert told(changes) == [(KEEP, 1, 1), (ADD, 8, 8), (KEEP, 15, 15), (ADD, 22, 22), (KEEP, 29, 29)]


@pytest.mark.parametrize("touched", Touched)
def test_whatever_was_done_to_a_visit_it_stays(touched: Touched) -> None:
    standing = made([LINE], d15=touched)
    line = replace(seen(LINE, standing), is_open=_not_on_mondays)
    changes = list(replan([line], standing, JUNE, YESTERDAY))
    assert (STAY, 15, 15) in told(changes)
    assert (MOVE, 22, 23) in told(changes)


def test_what_is_moved_names_both_days_and_why() -> None:
    standing = made([LINE])
    line = replace(seen(LINE, standing), is_open=_not_on_mondays)
    first = next(replan([line], standing, JUNE, YESTERDAY))
    assert (first.action, first.before, first.after, first.words) == (MOVE, june(1), june(2), "Moved from a closed day")


def test_the_past_and_today_are_left_alone() -> None:
    standing = made([LINE])
    line = replace(seen(LINE, standing), interval=BIWEEKLY)
    changes = list(replan([line], standing, JUNE, june(15)))
    assert told(changes) == [(KEEP, 29, 29), (REMOVE, 22, None)]


def test_nothing_moves_to_a_day_that_has_passed() -> None:
    window = Window(closed=ClosedPolicy.EARLIER)
    standing = made([replace(LINE, window=window)])
    line = replace(seen(LINE, standing), window=window, is_open=_not_on_mondays)
    changes = list(replan([line], standing, JUNE, june(7)))
    assert told(changes)[0] == (STAY, 8, 8)
    assert told(changes)[1] == (MOVE, 15, 14)


def test_a_line_that_is_stopped_loses_its_visits_with_the_reason() -> None:
    standing = made([LINE], d1=Touched.BEGUN)
    changes = list(replan([replace(seen(LINE, standing), stopped=True)], standing, JUNE, YESTERDAY))
    assert [each.action for each in changes] == [STAY, REMOVE, REMOVE, REMOVE, REMOVE]
    assert {each.words for each in changes[1:]} == {"The line is stopped"}


def test_what_was_cancelled_is_not_brought_back() -> None:
    standing = [each for each in made([LINE]) if each.due != june(8)]
    line = seen(LINE, standing)
    line = replace(line, existing={**line.existing, june(8): Existing.CANCELLED})
    assert june(8) not in {each.due for each in replan([line], standing, JUNE, YESTERDAY)}


def test_another_order_of_the_same_day_is_told_of() -> None:
    lines = [LINE, replace(LINE, line_id=2)]
    standing = made(lines)
    apart = [replace(each, terms=replace(each.terms, combine=Combine.LINE)) for each in lines]
    changes = list(replan(apart, standing, JUNE, YESTERDAY))
    assert {(each.action, each.words) for each in changes} == {(MOVE, "It goes on another order")}


def test_all_kinds_are_planned_anew_whichever_were_chosen() -> None:
    standing = made([LINE])
    changes = replan([seen(LINE, standing)], standing, replace(JUNE, kinds=frozenset({LineKind.ITEM})), YESTERDAY)
    assert {each.action for each in changes} == {KEEP}


def test_a_floating_visit_follows_a_later_completion() -> None:
    line = replace(LINE, basis=Basis.FLOATING, last_done=june(1), existing={june(8): Existing.OPEN})
    standing = [StandingVisit(1, june(8), june(8))]
    changes = list(replan([replace(line, last_done=june(3))], standing, JUNE, june(3)))
    assert told(changes) == [(ADD, 10, 10), (REMOVE, 8, None)]


def test_each_action_has_its_word() -> None:
    assert len({action.label for action in Action}) == len(Action)


def _not_on_mondays(day: date) -> bool:
    return day.weekday() != 0


# --- properties ---

windows = st.builds(Window, st.sampled_from(WindowKind), st.integers(0, 6), st.integers(0, 6))
lines = st.builds(
    lambda interval, shift, window, stopped: replace(
        LINE, interval=interval, anchor=june(1) + timedelta(shift), window=window, stopped=stopped
    ),
    st.sampled_from((WEEKLY, BIWEEKLY, Interval((Rule(Unit.DAY, 5),)))),
    st.integers(0, 6),
    windows,
    st.booleans(),
)
touches = st.dictionaries(st.integers(1, 30).map(lambda day: f"d{day}"), st.sampled_from(Touched))


@given(lines, lines, touches, st.integers(1, 30))
def test_after_the_change_everything_stands_as_if_planned_anew(
    before: PlanLine, now: PlanLine, touched: dict[str, Touched], today: int
) -> None:
    standing = made([before], **touched)
    changes = list(replan([seen(now, standing)], standing, JUNE, june(today)))
    assert max(Counter((each.line_id, each.due) for each in changes).values(), default=1) == 1
    by_due = {each.due: each for each in standing}
    for change in changes:
        if change.action in {MOVE, REMOVE, KEEP}:
            assert by_due[change.due].touched is None
            assert by_due[change.due].day > june(today)
        assert change.words
    kept = [each for each in changes if each.after is not None]
    after = [StandingVisit(1, each.due, each.after, _touched(by_due.get(each.due))) for each in kept if each.after]
    again = replan([seen(now, after)], after, JUNE, june(today))
    assert {each.action for each in again} <= {KEEP, STAY}


def _touched(visit: StandingVisit | None) -> Touched | None:
    return visit.touched if visit else None
