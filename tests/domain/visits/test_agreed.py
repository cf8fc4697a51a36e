"""When visits may be: each open day of the window, at the times of day agreed on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.store.store import Store
from domain.visits.agreed import Agreed, agreed_times, in_common, stretches
from domain.visits.generating import generate_agreement
from domain.visits.model import Visit
from domain.visits.moments import moments
from domain.visits.moving import move_order
from domain.visits.window import Bounds, Window, WindowKind
from tests.support.contract import Contract, sign
from tests.support.replanning import SPRING, change, visits
from tests.support.workshop import Workshop

BERLIN = ZoneInfo("Europe/Berlin")
DUE = date(2026, 3, 11)


def on_weekdays(day: date) -> bool:
    return day.weekday() < 5


def around(days: int, is_open: Callable[[date], bool] = on_weekdays, times: Window | None = None) -> Agreed:
    times = times or Window()
    first, last = DUE - timedelta(days), DUE + timedelta(days)
    return Agreed(DUE, DUE, *moments(first, last, times, BERLIN), BERLIN, is_open, times)


def local(agreed: Agreed) -> list[str]:
    found = [[each.astimezone(BERLIN) for each in stretch] for stretch in stretches(agreed)]
    return [f"{start:%d. %H:%M} {finish:%d. %H:%M}" for start, finish in found]


def test_days_that_follow_each_other_are_one_time_without_what_is_closed() -> None:
    assert local(around(5)) == ["06. 00:00 07. 00:00", "09. 00:00 14. 00:00", "16. 00:00 17. 00:00"]


def test_times_of_day_hold_on_each_day_by_the_clock_on_the_wall() -> None:
    times = Window(start_after=time(8), end_before=time(12))
    assert local(around(1, times=times)) == ["10. 08:00 10. 12:00", "11. 08:00 11. 12:00", "12. 08:00 12. 12:00"]
    spring = replace(around(1, times=times), due=date(2026, 3, 29), is_open=lambda _: True)
    spring = replace(
        spring, earliest=datetime(2026, 3, 28, 7, tzinfo=UTC), latest=datetime(2026, 3, 29, 10, tzinfo=UTC)
    )
    assert local(spring) == ["28. 08:00 28. 12:00", "29. 08:00 29. 12:00"]


def test_it_reaches_half_way_to_its_neighbours() -> None:
    bounds = Bounds(due_before=DUE - timedelta(4), due_after=DUE + timedelta(6))
    assert local(replace(around(9), bounds=bounds)) == ["10. 00:00 14. 00:00"]


def test_on_a_closed_day_it_is_where_no_other_is_left() -> None:
    assert local(around(1, is_open=lambda _: False)) == ["11. 00:00 12. 00:00"]


@given(
    st.integers(0, 20),
    st.integers(0, 127),
    st.sampled_from([Window(), Window(start_after=time(7), end_before=time(15))]),
)
def test_it_lies_in_the_window_and_on_open_days(days: int, weekdays: int, times: Window) -> None:
    def is_open(day: date) -> bool:
        return bool(weekdays >> day.weekday() & 1)

    agreed = around(days, is_open, times)
    found = stretches(agreed)
    assert all(agreed.earliest <= start < finish <= agreed.latest for start, finish in found)
    held = {day for day in range(-days, days + 1) if is_open(DUE + timedelta(day))}
    noons = {day: datetime.combine(DUE + timedelta(day), time(12), BERLIN) for day in range(-days - 1, days + 2)}
    inside = {day for day, noon in noons.items() if any(start < noon < finish for start, finish in found)}
    assert inside == (held or {0})


def test_what_is_in_common_lies_in_both() -> None:
    one, two, three, four = (datetime(2026, 3, day, tzinfo=UTC) for day in (1, 2, 3, 4))
    assert in_common([(one, three)], [(two, four)]) == ((two, three),)
    assert in_common([(one, two)], [(two, four)]) == ()


@pytest.fixture
def contract(store: Store, workshop: Workshop) -> Contract:
    return store.run("setup", sign, workshop)


def generate(store: Store, contract: Contract, chiller: Window, cellar: Window | None = None) -> list[Visit]:
    """Have visits made with these windows."""
    change(store, contract.chiller, window=chiller)
    change(store, contract.cellar, window=cellar or Window())
    store.run("setup", generate_agreement, contract.agreement, SPRING)
    return visits(store, contract.chiller)


def test_orders_are_asked_for_all_at_once(store: Store, contract: Contract) -> None:
    everything = generate(store, contract, Window(WindowKind.DAYS, 3, 2, start_after=time(9)))
    taken = {each.order_id for each in visits(store, contract.cellar)}
    found = [each for each in everything if each.order_id not in taken]
    assert found
    with store.read() as session:
        asked = agreed_times(session, [each.order_id for each in found] + [10_000])
    assert set(asked) == {each.order_id for each in found}
    for each in found:
        days = [each.due_on + timedelta(day) for day in range(-3, 3)]
        begins = [datetime.combine(day, time(9), BERLIN) for day in days]
        assert [start for start, _ in asked[each.order_id]] == begins


def test_two_visits_on_one_order_are_at_a_time_of_both(store: Store, contract: Contract) -> None:
    generate(store, contract, Window(WindowKind.DAYS, 9, 9), Window(WindowKind.DAYS, 2, 0))
    of_order: dict[int, set[int]] = {}
    for each in visits(store):
        of_order.setdefault(each.order_id, set()).add(each.agreement_line_id)
    together = [key for key, lines in of_order.items() if len(lines) == 2]
    assert together
    with store.read() as session:
        asked = agreed_times(session, together)
    for each in visits(store, contract.cellar):
        for start, finish in asked.get(each.order_id, ()):
            assert each.earliest <= start < finish <= each.latest
    assert all(asked.values())


def test_moved_by_hand_it_is_on_that_day_alone(store: Store, contract: Contract) -> None:
    first, *_ = generate(store, contract, Window(WindowKind.MONTH))
    store.run("kim", move_order, first.order_id, first.planned_on, date(2026, 4, 8))
    with store.read() as session:
        asked = agreed_times(session, [first.order_id])
    begin = datetime(2026, 4, 8, tzinfo=BERLIN)
    assert asked == {first.order_id: ((begin, begin + timedelta(1)),)}
