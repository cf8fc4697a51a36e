"""Every order and technician that is not on a board has a reason, in words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.orders.model import Order, StageMeaning
from domain.parties.model import Territory
from domain.scheduling.boards.why_absent import Answer, Shown, why_absent, why_order, why_technician
from domain.scheduling.model import Booking, BookingStatus
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Technician
from tests.support.workshop import Workshop, order

TEN = datetime(2026, 3, 3, 9, tzinfo=UTC)  # in Berlin
HOUR = timedelta(hours=1)
DAY = Shown(TEN - HOUR, TEN + 8 * HOUR)


def asked(store: Store, text: str, shown: Shown = DAY) -> list[Answer]:
    with store.read() as session:
        return list(why_absent(session, text, shown, UTC))


def book(store: Store, order_id: int, technician_id: int, **more: Any) -> int:
    def add(work: UnitOfWork) -> int:
        values = {"start_at": TEN, "finish_at": TEN + HOUR} | more
        return work.add(Booking(order_id=order_id, technician_id=technician_id, **values), "booking.placed").id

    return store.run("kim", add)


def close(store: Store, workshop: Workshop, order_id: int) -> None:
    def enter(work: UnitOfWork) -> None:
        record = work.get(Order, order_id)
        record.stage_id, record.closed_at = workshop.stages[StageMeaning.DONE], TEN
        work.note("order.changed", record)

    store.run("kim", enter)


def test_an_order_waits_is_planned_or_is_closed(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    (waiting,) = asked(store, "so-000001")
    assert (waiting.sentences, waiting.absent) == (("SO-000001 is among the orders that wait.",), False)
    booking_id = book(store, order_id, workshop.kim)
    (planned,) = asked(store, "000001")
    assert planned.sentences == ("It is on the board, with Kim, Tue 3 Mar 09:00–10:00.",)
    assert (planned.absent, planned.booking_id, planned.at) == (False, booking_id, TEN)
    never = store.run("kim", order, workshop)
    close(store, workshop, never)
    (closed,) = asked(store, "SO-000002")
    assert (closed.sentences, closed.absent) == (("SO-000002 is closed: Done.", "It was never planned."), True)


HIDDEN: list[tuple[dict[str, Any], str]] = [
    ({"technicians": frozenset({99})}, "The board shows those who were picked, and Kim is none of them."),
    ({"teams": frozenset({"South"})}, "Kim is in the team North, which the board does not show."),
    ({"kinds": frozenset({"crew"})}, "Kim is “Person”, which the board does not show."),
    ({"territories": frozenset({"Coast"})}, "Kim is in none of the territories that the board shows."),
    ({"skills": frozenset({"Lifts"})}, "Kim has none of the skills that the board shows."),
]


@pytest.mark.parametrize(("filters", "reason"), HIDDEN)
def test_a_filter_that_hides_a_technician_hides_the_orders(
    store: Store, workshop: Workshop, filters: dict[str, Any], reason: str
) -> None:
    book(store, store.run("kim", order, workshop), workshop.kim)
    shown = replace(DAY, **filters)
    (technician,) = asked(store, "kim", shown)
    assert (technician.sentences, technician.absent) == ((reason,), True)
    (found,) = asked(store, "SO-000001", shown)
    assert (found.sentences, found.absent) == ((f"It is with Kim, Tue 3 Mar 09:00–10:00. {reason}",), True)


def test_all_reasons_are_told_at_once(store: Store, workshop: Workshop) -> None:
    shown = replace(DAY, teams=frozenset({"South"}), skills=frozenset({"Lifts"}), only_with_work=True)
    (technician,) = asked(store, "Kim", shown)
    assert technician.sentences == (
        "Kim is in the team North, which the board does not show.",
        "Kim has none of the skills that the board shows.",
        "Kim has no work in the time shown, and the board shows who has.",
    )


def test_filters_that_let_somebody_through_are_no_reason(store: Store, workshop: Workshop) -> None:
    def settle(work: UnitOfWork) -> None:
        coast = work.add(Territory(name="Coast"), "territory.created")
        kim = work.get(Technician, workshop.kim)
        kim.territories.append(coast)
        work.note("technician.changed", kim)

    store.run("kim", settle)
    shown = replace(
        DAY,
        technicians=frozenset({workshop.kim}),
        teams=frozenset({"North"}),
        kinds=frozenset({"person"}),
        territories=frozenset({"Coast", "Hills"}),
        skills=frozenset({"Refrigerant circuit"}),
    )
    (technician,) = asked(store, "Kim", shown)
    assert (technician.sentences, technician.absent) == (("Kim is on the board.",), False)


def test_another_day_and_what_is_cancelled_is_told(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    book(store, order_id, workshop.kim, start_at=TEN + 48 * HOUR, finish_at=TEN + 49 * HOUR)
    book(store, order_id, workshop.lou, status=BookingStatus.CANCELLED)
    (found,) = asked(store, "SO-000001", replace(DAY, cancelled=False))
    assert found.absent
    assert found.sentences == (
        "Its booking with Lou, Tue 3 Mar 09:00–10:00, is cancelled, and these are hidden.",
        "It is with Kim, Thu 5 Mar 09:00–10:00: not in the time shown.",
    )
    (found,) = asked(store, "SO-000001")
    assert not found.absent


def test_who_does_not_work_or_has_left_is_told(store: Store, workshop: Workshop) -> None:
    sunday = Shown(datetime(2026, 3, 8, 8, tzinfo=UTC), datetime(2026, 3, 8, 18, tzinfo=UTC))
    (technician,) = asked(store, "Kim", sunday)
    assert technician.sentences == ("Kim is on the board.", "Kim has no working hours in the time shown.")

    def leave(work: UnitOfWork) -> None:
        kim = work.get(Technician, workshop.kim)
        kim.active = False
        work.note("technician.changed", kim)

    store.run("kim", leave)
    (technician,) = asked(store, "Kim")
    assert technician.absent
    assert technician.sentences[0] == "Kim is not active any more, and has nothing to do in the time shown."


def test_what_is_not_there_is_told(store: Store, workshop: Workshop) -> None:
    (nothing,) = asked(store, "100%_")
    assert nothing.sentences == ("There is no order of this number, and no technician of this name.",)
    assert asked(store, "  ") == []
    with store.read() as session:
        assert why_order(session, 999, DAY).sentences == ("There is no such order any more.",)
        assert why_technician(session, 999, DAY).sentences == ("There is no such technician any more.",)
    assert workshop.kim


def test_names_are_found_whatever_the_case_of_their_letters(store: Store, workshop: Workshop) -> None:
    def rename(work: UnitOfWork) -> None:
        technician = work.get(Technician, workshop.kim)
        technician.name = "Özgür"
        work.note("technician.changed", technician)

    store.run("ada", rename)
    for text in ("özgür", "ÖZG"):
        (answer,) = asked(store, text)
        assert answer.technician_id == workshop.kim


def test_who_has_work_is_who_has_any_on_the_days_in_view_that_is_not_cancelled(
    store: Store, workshop: Workshop
) -> None:
    order_id = store.run("kim", order, workshop)
    shown = replace(DAY, only_with_work=True)
    book(store, order_id, workshop.lou, status=BookingStatus.CANCELLED)
    book(store, order_id, workshop.kim, start_at=TEN + 10 * HOUR, finish_at=TEN + 11 * HOUR)
    assert [asked(store, name, shown)[0].absent for name in ("Kim", "Lou")] == [False, True]
