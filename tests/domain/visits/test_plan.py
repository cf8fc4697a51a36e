"""A plan shows what a period brings and, of every due day on which nothing is made, the reason."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from domain.catalogue.model import LineKind
from domain.visits.asking import Asked, ByCondition
from domain.visits.basis import Basis
from domain.visits.combine import Combine
from domain.visits.interval import ONCE, Interval, Rule, Unit
from domain.visits.plan import Period, plan
from domain.visits.plan_lines import Existing, PlanLine, Terms
from domain.visits.planned import How, PlanItem, PlannedVisit, Reason, SkippedVisit
from domain.visits.window import ClosedPolicy, Window, WindowKind

YEAR = Terms(1, date(2026, 1, 1), date(2026, 12, 31))
APRIL = Period(date(2026, 4, 1), date(2026, 4, 30))
WEEKLY = Interval((Rule(Unit.WEEK),))
BIWEEKLY = Interval((Rule(Unit.WEEK, 2),))
MONTHLY = Interval((Rule(Unit.MONTH),))


def line(line_id: int = 1, interval: Interval | None = MONTHLY, terms: Terms = YEAR, **more: object) -> PlanLine:
    starts_on = date(2026, 4, 1)
    given = {"anchor": starts_on, "starts_on": starts_on, **more}
    return PlanLine(
        line_id,
        f"Service {line_id}",
        terms,
        interval=interval,
        **{"kind": LineKind.HOUR, "site_id": 7, "zone": ZoneInfo("Europe/Berlin"), **given},  # type: ignore[arg-type]
    )


def visits(items: Iterable[PlanItem]) -> list[PlannedVisit]:
    return [item for item in items if isinstance(item, PlannedVisit)]


def skipped(items: Iterable[PlanItem]) -> list[tuple[str, Reason]]:
    return [(item.due.isoformat(), item.reason) for item in items if isinstance(item, SkippedVisit)]


def orders(items: Iterable[PlanItem]) -> set[object]:
    return {visit.group for visit in visits(items)}


def working(day: date) -> bool:
    return day.weekday() < 5


# --- the worked examples ---


def test_one_object_weekly_and_one_biweekly_and_weekly_are_ten_orders_in_april() -> None:
    terms = replace(YEAR, combine=Combine.ASSET)
    lines = [
        line(1, WEEKLY, terms, asset_id=1),
        line(2, BIWEEKLY, terms, asset_id=2),
        line(3, WEEKLY, terms, asset_id=2),
    ]
    items = list(plan(lines, APRIL))
    assert len(visits(items)) == 5 + 3 + 5
    assert len(orders(items)) == 10
    assert sorted((group.shared, group.day.day) for group in orders(items)) == [  # type: ignore[attr-defined]
        (asset, day) for asset in (1, 2) for day in (1, 8, 15, 22, 29)
    ]


def test_a_period_over_the_end_of_the_agreement_is_clipped() -> None:
    monthly = line(anchor=date(2026, 1, 15), starts_on=date(2026, 1, 1))
    items = list(plan([monthly], Period(date(2026, 11, 1), date(2027, 2, 28))))
    assert [visit.day for visit in visits(items)] == [date(2026, 11, 15), date(2026, 12, 15)]
    assert skipped(items) == [("2027-01-15", Reason.OUTSIDE), ("2027-02-15", Reason.OUTSIDE)]


def test_a_line_that_has_ended_gives_nothing() -> None:
    ended = line(anchor=date(2026, 1, 15), starts_on=date(2026, 1, 1), ends_on=date(2026, 3, 31))
    items = list(plan([ended], APRIL))
    assert visits(items) == []
    assert skipped(items) == [("2026-04-15", Reason.OUTSIDE)]


def test_ten_days_over_a_month_are_three_visits_with_the_first_day() -> None:
    ten_days = line(interval=Interval((Rule(Unit.DAY, 10),)))
    assert [visit.day.day for visit in visits(plan([ten_days], APRIL))] == [1, 11, 21]


def test_a_blank_interval_is_once() -> None:
    assert [visit.due for visit in visits(plan([line(interval=ONCE)], APRIL))] == [date(2026, 4, 1)]
    assert not list(plan([line(interval=ONCE)], Period(date(2026, 5, 1), date(2026, 5, 31))))


# --- reasons ---


@pytest.mark.parametrize(
    ("planned", "reason"),
    [
        (line(terms=replace(YEAR, template=True)), Reason.TEMPLATE),
        (line(terms=replace(YEAR, suspended=True)), Reason.SUSPENDED),
        (line(stopped=True), Reason.STOPPED),
        (line(starts_on=date(2026, 4, 2)), Reason.OUTSIDE),
        (line(terms=replace(YEAR, starts_on=date(2026, 4, 2))), Reason.OUTSIDE),
        (line(kind=LineKind.ITEM), Reason.KIND),
        (line(existing={date(2026, 4, 1): Existing.OPEN}), Reason.EXISTS),
        (line(existing={date(2026, 4, 1): Existing.DONE}), Reason.DONE),
        (line(existing={date(2026, 4, 1): Existing.CANCELLED}), Reason.CANCELLED),
        (line(is_open=lambda _: False, window=Window(closed=ClosedPolicy.DROP)), Reason.CLOSED),
    ],
    ids=lambda value: str(value) if isinstance(value, Reason) else "",
)
def test_every_day_without_a_visit_has_its_reason(planned: PlanLine, reason: Reason) -> None:
    hours = replace(APRIL, kinds=frozenset({LineKind.HOUR}))
    items = list(plan([planned], hours))
    assert skipped(items) == [("2026-04-01", reason)]
    assert [item.words for item in items if isinstance(item, SkippedVisit)] != [""]


def test_a_smaller_service_names_the_bigger_one_that_does_it_along() -> None:
    small, big = line(1, MONTHLY, asset_id=5, rank=1), line(2, Interval((Rule(Unit.YEAR),)), asset_id=5, rank=2)
    items = list(plan([small, big], Period(date(2026, 4, 1), date(2026, 5, 31))))
    assert [(visit.line_id, visit.due.month) for visit in visits(items)] == [(2, 4), (1, 5)]
    absorbed = next(item for item in items if isinstance(item, SkippedVisit))
    assert (absorbed.line_id, absorbed.by_line_id, absorbed.by_day) == (1, 2, date(2026, 4, 1))
    assert absorbed.words == "Done along with “Service 2”"


@pytest.mark.parametrize("more", [{"asset_id": 6}, {"rank": 1}, {"rank": 0}, {"anchor": date(2026, 4, 2)}])
def test_another_asset_or_an_equal_rank_or_another_time_absorbs_nothing(more: dict[str, object]) -> None:
    small, big = line(1, asset_id=5, rank=1), line(2, **{"asset_id": 5, "rank": 2, **more})  # type: ignore[arg-type]
    assert len(visits(plan([small, big], APRIL))) == 2


def test_a_bigger_service_that_was_cancelled_absorbs_nothing_but_one_that_exists_does() -> None:
    small = line(1, asset_id=5, rank=1)
    for state, made in ((Existing.CANCELLED, [1]), (Existing.OPEN, []), (Existing.DONE, [])):
        big = line(2, asset_id=5, rank=2, existing={date(2026, 4, 1): state})
        assert [visit.line_id for visit in visits(plan([small, big], APRIL))] == made


def test_one_that_gives_way_itself_is_not_named() -> None:
    week = Window(WindowKind.WEEK)
    lines = [
        line(1, asset_id=5, rank=1, window=week),
        line(2, asset_id=5, rank=2, window=week),
        line(3, asset_id=5, rank=3, anchor=date(2026, 4, 2), window=week),
    ]
    items = list(plan(lines, APRIL))
    assert [visit.line_id for visit in visits(items)] == [3]
    assert {item.by_line_id for item in items if isinstance(item, SkippedVisit)} == {3}


# --- windows and orders ---


def test_a_closed_day_is_moved_or_flagged_and_told() -> None:
    saturday = date(2026, 4, 4)
    for policy, how, number in (
        (ClosedPolicy.LATER, How.MOVED, 6),
        (ClosedPolicy.EARLIER, How.MOVED, 3),
        (ClosedPolicy.KEEP, How.FLAGGED, 4),
    ):
        (visit,) = visits(plan([line(anchor=saturday, window=Window(closed=policy), is_open=working)], APRIL))
        assert (visit.due, visit.day.day, visit.how, visit.conflict) == (saturday, number, how, number == 4)


def test_a_visit_with_a_window_joins_one_without() -> None:
    lines = [line(1, WEEKLY), line(2, anchor=date(2026, 4, 10), window=Window(WindowKind.WEEK))]
    items = list(plan(lines, APRIL))
    assert len(orders(items)) == 5
    joined = next(visit for visit in visits(items) if visit.line_id == 2)
    assert (joined.due.day, joined.day.day, joined.how) == (10, 8, How.JOINED)
    assert joined.earliest == datetime(2026, 4, 5, 22, tzinfo=UTC)
    assert joined.latest == datetime(2026, 4, 12, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("combine", "count"),
    [
        (Combine.AGREEMENT, 1),
        (Combine.TASK, 2),
        (Combine.TECHNICIAN, 3),
        (Combine.ASSET, 4),
        (Combine.LINE, 5),
    ],
)
def test_an_agreement_says_what_goes_on_one_order(combine: Combine, count: int) -> None:
    terms = replace(YEAR, combine=combine)
    lines = [line(each, terms=terms, task_id=each % 2, technician_id=each % 3, asset_id=each % 4) for each in range(5)]
    assert len(orders(plan(lines, APRIL))) == count


def test_sites_and_agreements_are_never_one_order() -> None:
    lines = [line(1), line(2, site_id=8), line(3, terms=replace(YEAR, agreement_id=2))]
    assert len(orders(plan(lines, APRIL))) == 3


def test_mornings_and_evenings_are_two_orders_of_one_day() -> None:
    morning, evening = Window(start_after=time(6), end_before=time(9)), Window(start_after=time(18))
    lines = [line(1, window=morning), line(2, window=evening), line(3)]
    found = visits(plan(lines, APRIL))
    assert len({visit.group.day for visit in found}) == 1
    assert [visit.group.minute for visit in found] == [540, 1440, 540]


def test_lines_of_an_agreement_that_are_torn_apart_are_not_planned() -> None:
    lines = [line(1), line(2, terms=replace(YEAR, agreement_id=2)), line(3)]
    with pytest.raises(ValueError, match="agreement 1"):
        list(plan(lines, APRIL))


# --- continuous, floating, by meter ---


def test_what_is_missing_since_the_start_is_filled_if_asked_for() -> None:
    weekly = line(interval=WEEKLY, existing={date(2026, 4, 8): Existing.DONE})
    late = Period(date(2026, 4, 20), date(2026, 4, 30))
    assert [visit.day.day for visit in visits(plan([weekly], late))] == [22, 29]
    assert [visit.day.day for visit in visits(plan([weekly], replace(late, continuous=True)))] == [1, 15, 22, 29]


def test_from_the_last_completion_one_visit_is_due_and_late_ones_shift_the_next() -> None:
    floating = line(basis=Basis.FLOATING)
    year = Period(date(2026, 4, 1), date(2026, 12, 31))
    assert [visit.due for visit in visits(plan([floating], year))] == [date(2026, 4, 1)]
    done = {date(2026, 4, 1): Existing.DONE}
    later = replace(floating, last_done=date(2026, 4, 20), existing=done)
    assert [visit.due for visit in visits(plan([later], year))] == [date(2026, 5, 20)]
    waiting = replace(later, existing={**done, date(2026, 5, 20): Existing.OPEN})
    assert skipped(plan([waiting], year)) == [("2026-04-01", Reason.DONE), ("2026-05-20", Reason.EXISTS)]
    assert skipped(plan([waiting], replace(year, first=date(2026, 7, 1)))) == [("2026-05-20", Reason.EXISTS)]


def test_a_floating_visit_that_is_overdue_does_not_get_lost() -> None:
    floating = line(basis=Basis.FLOATING, last_done=date(2026, 4, 1))
    (visit,) = visits(plan([floating], Period(date(2026, 9, 1), date(2026, 9, 30))))
    assert visit.due == date(2026, 5, 1)


def test_a_cancelled_floating_visit_is_not_made_again() -> None:
    floating = line(basis=Basis.FLOATING, last_done=date(2026, 4, 1), existing={date(2026, 5, 1): Existing.CANCELLED})
    (visit,) = visits(plan([floating], Period(date(2026, 4, 1), date(2026, 12, 31))))
    assert visit.due == date(2026, 6, 1)


def test_what_was_done_so_early_that_it_is_due_on_the_same_day_again_has_a_day_of_its_own() -> None:
    existing = {date(2026, 5, 1): Existing.DONE}
    floating = line(basis=Basis.FLOATING, last_done=date(2026, 4, 1), existing=existing)
    (visit,) = visits(plan([floating], Period(date(2026, 4, 1), date(2026, 12, 31))))
    assert visit.due == date(2026, 5, 2)


@pytest.mark.parametrize(
    ("interval", "meter_due", "due"),
    [
        (MONTHLY, date(2026, 4, 25), date(2026, 4, 25)),
        (MONTHLY, date(2026, 5, 25), date(2026, 5, 10)),
        (MONTHLY, None, date(2026, 5, 10)),
        (None, date(2026, 5, 25), date(2026, 5, 25)),
        (None, None, None),
    ],
)
def test_calendar_or_meter_counts_whichever_comes_first(
    interval: Interval | None, meter_due: date | None, due: date | None
) -> None:
    why = ByCondition("heat", Decimal(8), True)
    asked = None if meter_due is None else Asked(meter_due, 1, meter_due, meter_due, why)
    metered = line(interval=interval, basis=Basis.FLOATING, last_done=date(2026, 4, 10), asked=asked)
    found = [visit.due for visit in visits(plan([metered], Period(date(2026, 4, 11), date(2026, 6, 30))))]
    assert found == ([due] if due else [])


def test_what_floats_rides_along_and_moves_nobody() -> None:
    month = Window(WindowKind.MONTH)
    fixed = [line(1, anchor=date(2026, 4, 8)), line(2, anchor=date(2026, 4, 22))]
    floating = line(3, basis=Basis.FLOATING, last_done=date(2026, 3, 20), window=month)
    found = visits(plan([*fixed, floating], APRIL))
    assert [(visit.line_id, visit.day.day) for visit in found] == [(1, 8), (3, 22), (2, 22)]


def test_what_is_absorbed_by_a_visit_of_the_period_before_stays_absorbed() -> None:
    terms, first_of_may = replace(YEAR, combine=Combine.LINE), date(2026, 5, 1)
    earlier = Window(closed=ClosedPolicy.EARLIER)
    small = line(1, terms=terms, anchor=first_of_may, asset_id=5, rank=1, window=earlier, is_open=_not_in_may)
    big = line(2, terms=terms, anchor=date(2026, 4, 30), asset_id=5, rank=2, is_open=_not_in_may)
    (item,) = plan([small, big], Period(first_of_may, first_of_may))
    assert isinstance(item, SkippedVisit)
    assert (item.reason, item.by_day) == (Reason.ABSORBED, date(2026, 4, 30))


def _not_in_may(day: date) -> bool:
    return day.month != 5


def test_what_a_floating_service_did_along_is_not_made_afterwards() -> None:
    small = line(1, asset_id=5, rank=1)
    done = {date(2026, 4, 1): Existing.DONE}
    big = line(2, basis=Basis.FLOATING, asset_id=5, rank=2, existing=done, last_done=date(2026, 4, 3))
    items = list(plan([small, big], APRIL))
    assert skipped(items) == [("2026-04-01", Reason.ABSORBED), ("2026-04-01", Reason.DONE)]


def test_local_time_stays_over_every_change_of_clocks() -> None:
    daily = line(interval=Interval((Rule(Unit.DAY),)), window=Window(start_after=time(8), end_before=time(16, 30)))
    zone = ZoneInfo("Europe/Berlin")
    found = visits(plan([daily], Period(date(2026, 4, 1), date(2026, 12, 31))))
    assert {visit.earliest.astimezone(zone).time() for visit in found} == {time(8)}
    assert {visit.latest.astimezone(zone).time() for visit in found} == {time(16, 30)}
    assert len({visit.earliest.time() for visit in found}) == 2


def test_a_plan_is_told_while_lines_are_still_to_come() -> None:
    read: list[int] = []

    def lines() -> Iterator[PlanLine]:
        for number in range(1000):
            read.append(number)
            yield line(number, terms=replace(YEAR, agreement_id=number // 2))

    first = next(plan(lines(), APRIL))
    assert first.line_id == 0
    assert len(read) <= 3
