"""A plan that was loaded in two goes is the plan that is loaded at once; on the page nothing vanishes between them."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from app.dispatch.plan import SUBJECTS, Plan, load, renew, widen
from app.dispatch.presenter import DispatchPresenter
from domain.calendars.model import CalendarWindow, Closure, OpenHoliday, WorkingCalendar
from domain.orders.content import OrderAddress
from domain.scheduling import queries
from domain.scheduling.board_rows import Span
from domain.scheduling.placing import service
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Bookable, Technician
from domain.workforce.time_model import CrewMember
from tests.app.dispatch.house import House
from tests.app.dispatch.plans import at

DAY = timedelta(days=1)
VIEW = (at(7), at(19))
AROUND = (VIEW[0] - 7 * DAY, VIEW[1] + 7 * DAY)
#: Days from the one in view, and hours; one lies over the begin of the view, the last two beyond what is loaded.
BOOKED = ((-6, 9), (-1, 12), (0, 6.5), (0, 10), (0, 18.5), (1, 9), (5, 8), (9, 8), (-9, 8))


@pytest.fixture
def booked(house: House) -> list[int]:
    return [_book(house, day, hour) for day, hour in BOOKED]


def _book(house: House, day: float, hour: float) -> int:
    people, start = house.people, at(hour) + day * DAY

    def place(work: UnitOfWork) -> int:
        finish = start + timedelta(hours=1)
        return service.place(work, people.plain, people.lea, start, finish, extra=True, override=True, reason="agreed")

    return house.store.run("kim", place)


def _keys(plan: Plan) -> set[int]:
    return {booking.id for booking in plan.bookings}


def _same(one: Plan, other: Plan) -> bool:
    """Whether both say the same; bookings may stand in any order."""
    both = [{booking.id: booking for booking in plan.bookings} for plan in (one, other)]
    return (
        both[0] == both[1]
        and len(one.bookings) == len(other.bookings)
        and (one.since, one.until, one.technicians, one.orders)
        == (other.since, other.until, other.technicians, other.orders)
    )


@pytest.mark.parametrize("view", [VIEW, (at(0), at(0)), (at(6), at(7)), (at(12) - 4 * DAY, at(12) + 4 * DAY)])
@pytest.mark.parametrize("worked", [None, AROUND])
def test_a_widened_plan_is_the_plan_that_is_loaded_at_once(
    house: House, booked: list[int], view: Span, worked: Span | None
) -> None:
    first = load(house.store, *view, worked)
    assert _same(widen(house.store, first, *AROUND), load(house.store, *AROUND))
    assert _keys(load(house.store, *AROUND)) == set(booked[:7])


def test_what_a_plan_knows_already_stays_the_very_same(house: House, booked: list[int]) -> None:
    first = load(house.store, *VIEW, AROUND)
    wide = widen(house.store, first, *AROUND)
    assert _keys(first) == set(booked[2:5])
    assert all(one is other for one, other in zip(first.bookings, wide.bookings, strict=False))
    assert wide.technicians is first.technicians


def test_a_plan_that_moves_on_lets_go_of_what_lies_behind_it(house: House, booked: list[int]) -> None:
    plan = load(house.store, *AROUND)
    on = widen(house.store, plan, AROUND[0] + 5 * DAY, AROUND[1] + 5 * DAY)
    assert _keys(on) == set(booked[1:8])
    assert _same(on, load(house.store, AROUND[0] + 5 * DAY, AROUND[1] + 5 * DAY))


@pytest.mark.parametrize("index", [3, 5])
def test_what_moves_between_the_two_goes_is_right_once_it_is_told_of(
    house: House, booked: list[int], index: int
) -> None:
    """From the view into what is not loaded yet, and from there into the view."""
    first, key = load(house.store, *VIEW, AROUND), booked[index]
    start = at(14) + (2 * DAY if index == 3 else 0 * DAY)
    house.store.run(
        "lea",
        lambda work: service.move(
            work, key, house.people.lea, start, start + timedelta(hours=1), override=True, reason="as agreed"
        ),
    )
    wide = widen(house.store, first, *AROUND)
    assert _same(renew(house.store, wide, {("booking", key)}), load(house.store, *AROUND))


def test_technicians_renewed_while_only_the_view_is_loaded_keep_their_time(house: House, booked: list[int]) -> None:
    first = load(house.store, *VIEW, AROUND)
    renewed = renew(house.store, first, {("technician", house.people.lea)})
    assert _same(widen(house.store, renewed, *AROUND), load(house.store, *AROUND))
    assert _same(widen(house.store, renew(house.store, first, {("shift", 1)}), *AROUND), load(house.store, *AROUND))


def test_the_view_comes_first_and_nothing_vanishes_until_all_is_there(
    house: House, booked: list[int], qtbot: QtBot
) -> None:
    presenter = DispatchPresenter(house.kit, house.desk)
    told = QSignalSpy(presenter.plan_changed)
    presenter.set_visible(True)
    presenter.look(*VIEW)
    # What was booked before may be told of late, and be a third.
    qtbot.waitUntil(lambda: told.count() >= 2)
    first, wide, *_ = _plans(told)
    assert _keys(first) == set(booked[2:5])
    assert first.orders == wide.orders
    assert {booking.id: booking for booking in first.bookings}.items() <= {b.id: b for b in wide.bookings}.items()
    assert _same(wide, load(house.store, *AROUND))
    with house.store.read() as session:
        assert set(wide.bookings) == set(queries.bookings(session, *AROUND))


def test_more_is_loaded_before_the_view_reaches_the_end_of_it(house: House, booked: list[int], qtbot: QtBot) -> None:
    presenter = DispatchPresenter(house.kit, house.desk)
    told = QSignalSpy(presenter.plan_changed)
    presenter.look(*VIEW)
    qtbot.waitUntil(lambda: told.count() == 2)
    presenter.look(VIEW[0] + 3 * DAY, VIEW[1] + 3 * DAY)
    assert told.count() == 2
    on = (VIEW[0] + 4 * DAY, VIEW[1] + 4 * DAY)
    presenter.look(*on)
    qtbot.waitUntil(lambda: told.count() == 3)
    assert presenter.plan is not None
    assert presenter.plan.covers(on[0] - 7 * DAY, on[1] + 7 * DAY)
    assert booked[7] in _keys(presenter.plan)


def _plans(told: QSignalSpy) -> Iterable[Plan]:
    return (told.at(place)[0] for place in range(told.count()))


def test_the_board_hears_of_whatever_changes_hours_and_places() -> None:
    kinds = (WorkingCalendar, CalendarWindow, OpenHoliday, Closure, OrderAddress)
    assert {kind.subject for kind in kinds} <= set(SUBJECTS)


def test_orders_renewed_by_their_ids_wait_as_if_all_were_read(house: House, booked: list[int]) -> None:
    plan = load(house.store, *AROUND)
    for key in booked:
        house.store.run("lea", service.remove, key)
        plan = renew(house.store, plan, {("booking", key)})
        assert _same(plan, load(house.store, *AROUND))
    key = house.store.run("lea", _placed, house, house.people.skilled)
    assert _same(renew(house.store, plan, {("booking", key)}), load(house.store, *AROUND))


def test_what_was_not_touched_stays_the_very_same(house: House, booked: list[int]) -> None:
    plan = load(house.store, *AROUND)
    again = renew(house.store, plan, {("booking", booked[3]), ("order", house.people.skilled)})
    assert again.orders is plan.orders
    assert all(one is other for one, other in zip(plan.bookings, again.bookings, strict=True))
    assert again.news is not None
    assert (again.news.before, again.news.gone, again.news.come) == (plan.bookings, frozenset(), {})
    house.store.run("lea", service.remove, booked[3])
    news = renew(house.store, again, {("booking", booked[3])}).news
    assert news is not None
    assert news.gone == {booked[3]}
    assert not news.come


def _placed(work: UnitOfWork, house: House, order_id: int) -> int:
    start = at(13)
    return service.place(
        work, order_id, house.people.lea, start, start + timedelta(hours=1), override=True, reason="agreed"
    )


def test_who_is_renamed_is_called_so_in_the_crew_too(house: House) -> None:
    def man_crew(work: UnitOfWork) -> None:
        team_id = work.get(Technician, house.people.kim).team_id
        at_home = {"latitude": 53.5, "longitude": 10.0, "timezone": "Europe/Berlin"}
        crew = Technician(name="Crew", phone="", email="", team_id=team_id, kind=Bookable.CREW, **at_home)
        work.add(crew, "technician.created")
        work.add(CrewMember(crew_id=crew.id, member_id=house.people.kim), "crew member.created")

    def rename(work: UnitOfWork) -> None:
        kim = work.get(Technician, house.people.kim)
        kim.name = "Kimberly"
        work.note("technician.changed", kim)

    house.store.run("kim", man_crew)
    plan = load(house.store, at(0), at(24))
    house.store.run("kim", rename)
    renewed = renew(house.store, plan, [("technician", house.people.kim)])
    assert {member.name for one in renewed.technicians for member in one.members} == {"Kimberly"}
    assert _same(renewed, load(house.store, at(0), at(24)))
