"""The week of a technician: on paper, and as a calendar."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from domain.documents.sheets import week_sheet
from domain.documents.week_calendar import calendar_name, week_calendar
from domain.documents.week_content import WeekPaper
from domain.documents.week_loading import load_week, week_of
from domain.errors import Gone, Refusal
from domain.orders.content import OrderAddress, OrderTask
from domain.orders.model import Order
from domain.parameters.registry import Parameters
from domain.parties.model import Contact
from domain.scheduling.model import Booking, BookingStatus
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.workshop import Workshop, order

MONDAY = date(2026, 3, 2)
NINE = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)  # in Berlin
HOUR = timedelta(hours=1)


def book(work: UnitOfWork, /, order_id: int, technician_id: int, start: datetime, **more: Any) -> int:
    booking = Booking(
        order_id=order_id, technician_id=technician_id, start_at=start, finish_at=start + 2 * HOUR, **more
    )
    return work.add(booking, "booking.placed").id


def furnish(work: UnitOfWork, order_id: int) -> None:
    """Everything that the paper can tell."""
    found = work.get(Order, order_id)
    contact = Contact(customer_id=found.customer_id, site_id=None, name="Bo Falk", role="", phone="040 1", email="")
    work.add(contact, "contact.created")
    found.contact_id, found.description, found.internal_note = contact.id, "Since <b>yesterday", "Long ladder"
    work.note("order.changed", found)
    for position, name in enumerate(("Leak test", "Tell the cellarman")):
        work.add(OrderTask(order_id=order_id, position=position, name=name), "order_task.created")
    address = OrderAddress(
        order_id=order_id, name="Pier 4", street="Kai 9", postcode="20457", city="Hamburg", country="DE", hint="Gate 3"
    )
    work.add(address, "order_address.created")


def week(store: Store, technician_id: int, *, cancelled: bool = False) -> WeekPaper:
    with store.read() as session:
        return load_week(session, technician_id, *week_of(date(2026, 3, 4)), Parameters(), cancelled=cancelled)


def test_a_week_tells_all_that_one_must_know(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", furnish, order_id)
    store.run("kim", book, order_id, workshop.kim, NINE, travel_minutes=25, note="Ring twice")
    found = week(store, workshop.kim)
    assert (found.first, found.last, len(found.days)) == (MONDAY, date(2026, 3, 8), 7)
    ((job,),) = [day.jobs for day in found.days if day.jobs]
    assert f"{job.start:%a %H:%M} {job.leave:%H:%M}" == "Tue 09:00 08:35"
    assert job.place.rows == ("Pier 4", "Kai 9", "20457 Hamburg")
    assert job.contact is not None
    assert (job.contact.name, job.tasks) == ("Bo Falk", ("Leak test", "Tell the cellarman"))
    assert job.note == "Ring twice\nLong ladder"
    with store.read() as session:
        sheet = week_sheet(session, workshop.kim, found.first, found.last)
    for told in ("Kim", "Pier 4", "Gate 3", "040 1", "Leak test", "Since &lt;b&gt;yesterday", "Ring twice"):
        assert told in sheet.html


def test_cancelled_bookings_are_in_the_calendar_alone(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    booking_id = store.run("kim", book, order_id, workshop.kim, NINE, status=BookingStatus.CANCELLED)
    assert week(store, workshop.kim).jobs == ()
    calendar = week_calendar(week(store, workshop.kim, cancelled=True), NINE).decode()
    assert "STATUS:CANCELLED\r\n" in calendar
    assert f"UID:booking-{booking_id}@callout\r\n" in calendar


def test_a_change_has_the_same_uid_and_a_higher_sequence(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", book, order_id, workshop.kim, NINE)

    def sequence() -> int:
        lines = week_calendar(week(store, workshop.kim), NINE).decode().split("\r\n")
        return int(next(line for line in lines if line.startswith("SEQUENCE:")).partition(":")[2])

    def move(work: UnitOfWork) -> None:
        booking = work.session.scalars(select(Booking)).one()
        booking.start_at -= HOUR
        work.note("booking.moved", booking)

    before = sequence()
    store.run("kim", move)
    assert sequence() > before


def test_days_are_those_of_the_technician_in_nights_when_clocks_change(store: Store, workshop: Workshop) -> None:
    last, first = datetime(2026, 3, 29, 21, 30, tzinfo=UTC), datetime(2026, 3, 29, 22, 30, tzinfo=UTC)
    for start in (last, first + HOUR):
        store.run("kim", book, store.run("kim", order, workshop), workshop.kim, start)
    with store.read() as session:
        sunday = load_week(session, workshop.kim, date(2026, 3, 29), date(2026, 3, 29), Parameters())
        monday = load_week(session, workshop.kim, date(2026, 3, 30), date(2026, 3, 30), Parameters())
    assert [f"{job.start:%H:%M}" for job in sunday.jobs] == ["23:30"]
    assert [f"{job.start:%H:%M}" for job in monday.jobs] == ["01:30"]


def test_what_cannot_be_printed_is_refused_in_a_sentence(store: Store, workshop: Workshop) -> None:
    with store.read() as session:
        with pytest.raises(Gone):
            load_week(session, 4711, MONDAY, MONDAY, Parameters())
        with pytest.raises(Refusal, match="before"):
            load_week(session, workshop.kim, MONDAY, date(2026, 3, 1), Parameters())
        with pytest.raises(Refusal, match="months"):
            load_week(session, workshop.kim, MONDAY, date(2027, 3, 1), Parameters())


def test_a_file_name_has_no_slash(store: Store, workshop: Workshop) -> None:
    assert calendar_name(week(store, workshop.kim)) == f"{week(store, workshop.kim).technician} 2026-03-02.ics"
