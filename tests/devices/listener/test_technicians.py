"""The device of a technician, through a real broker, to the booking and its order."""

from collections import Counter
from datetime import datetime, timedelta

import msgspec

from devices.messages import Reason
from domain.orders.model import Origin, StageMeaning
from domain.orders.service import OrderDraft, open_order
from domain.scheduling.model import Booking, BookingStatus
from domain.scheduling.positions import last_positions
from domain.scheduling.travel.places import Place
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from domain.workforce.model import Team, Technician
from tests.devices.conftest import until
from tests.devices.listener.conftest import House


def book(work: UnitOfWork, asset_id: int) -> tuple[int, int]:
    """A booking of Kim that began half an hour ago: the ids of both."""
    team = work.add(Team(name="North"), "team.created")
    kim = Technician(name="Kim", phone="", email="", team_id=team.id, latitude=0, longitude=0, timezone="Europe/Berlin")
    work.add(kim, "technician.created")
    order = open_order(work, OrderDraft("Warm water", Priority.LOW, Origin.HAND, 60, asset_id=asset_id))
    start = work.now - timedelta(minutes=30)
    booking = Booking(order_id=order.id, technician_id=kim.id, start_at=start, finish_at=start + timedelta(hours=2))
    return work.add(booking, "booking.placed").id, kim.id


def status_of(house: House, booking: int) -> tuple[BookingStatus, StageMeaning]:
    with house.store.read() as session:
        found = session.get_one(Booking, booking)
        return found.status, found.order.stage.meaning


def report(house: House, topic: str, body: object) -> None:
    house.send(f"callout/technicians/{topic}", msgspec.json.encode(body))


def arrival(house: House, booking: int) -> datetime | None:
    with house.store.read() as session:
        return session.get_one(Booking, booking).arrived_at


def positions(house: House) -> list[Place]:
    with house.store.read() as session:
        return [place for place, _ in last_positions(session).values()]


def test_a_technician_is_followed_from_the_first_mile_to_the_end(house: House) -> None:
    house.start()
    booking, kim = house.store.run("setup", book, house.company.chiller.id)
    report(house, f"{kim}/bookings/{booking}", {"status": "travelling"})
    report(house, f"{kim}/position", {"lat": 53.55, "lon": 10.0})
    until(lambda: positions(house) == [Place(53.55, 10.0)])
    report(house, f"{kim}/bookings/{booking}", {"status": "on_site"})
    until(lambda: status_of(house, booking) == (BookingStatus.ON_SITE, StageMeaning.ACTIVE))
    report(house, f"{kim}/bookings/{booking}", {"status": "done"})
    until(lambda: status_of(house, booking)[0] is BookingStatus.DONE)
    assert house.rejected() == {}


def test_what_makes_no_sense_is_explained_and_the_next_report_taken(house: House) -> None:
    house.start()
    booking, kim = house.store.run("setup", book, house.company.chiller.id)
    report(house, f"{kim}/bookings/{booking}", {"status": "asleep"})
    report(house, f"{kim}/bookings/4711", {"status": "done"})
    report(house, f"{kim + 1}/bookings/{booking}", {"status": "done"})
    report(house, "nobody/position", {"lat": 1, "lon": 1})
    report(house, f"{kim}/bookings/{booking}", {"status": "accepted"})
    until(lambda: status_of(house, booking)[0] is BookingStatus.ACCEPTED)
    until(lambda: sum(house.rejected().values()) == 4)
    expected = {Reason.BAD_STATUS: 1, Reason.REFUSED: 2, Reason.BAD_TOPIC: 1}
    assert Counter(house.rejected()) == {reason.value: count for reason, count in expected.items()}


def test_what_was_not_acknowledged_comes_again_and_changes_nothing(small_house: House) -> None:
    house = small_house
    house.start()
    booking, kim = house.store.run("setup", book, house.company.chiller.id)
    house.lines[-1].mute = True
    report(house, f"{kim}/bookings/{booking}", {"status": "travelling"})
    report(house, f"{kim}/bookings/{booking}", {"status": "on_site"})
    until(lambda: status_of(house, booking)[0] is BookingStatus.ON_SITE)
    before = arrival(house, booking)
    house.stop()
    house.start()
    report(house, f"{kim}/position", {"lat": 53.55, "lon": 10.0})
    until(lambda: positions(house) == [Place(53.55, 10.0)])
    assert status_of(house, booking)[0] is BookingStatus.ON_SITE
    assert arrival(house, booking) == before
    assert house.rejected() == {}
