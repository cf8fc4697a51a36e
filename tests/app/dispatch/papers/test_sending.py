"""Sending a day to a technician, from the form to the mailbox and the status of the bookings."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import keyring
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.dispatch.board.look import BoardLook
from app.dispatch.papers.sending import DayPost
from app.dispatch.papers.shown import Shown
from app.shared.dialog import FormDialog
from app.shared.links import Mood, Notice
from domain.documents.mail import parse_mail
from domain.documents.post import Post
from domain.scheduling import queries
from domain.scheduling.model import Booking, BookingStatus
from domain.scheduling.placing.service import move, place
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Technician
from tests.app.dispatch.house import ALL_TIME, House
from tests.app.dispatch.plans import NOW
from tests.support.mail_server import MailServerStand


def nobody(_service: str, _user: str | None) -> None:
    """An empty keyring."""


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServerStand]:
    monkeypatch.setattr(keyring, "get_credential", nobody)
    made = MailServerStand()
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def give_address(work: UnitOfWork, technician_id: int, address: str = "kim@callout.example") -> None:
    technician = work.get(Technician, technician_id)
    technician.email = address
    work.note("technician.changed", technician)


@pytest.fixture
def sending(house: House, page: QWidget, stand: MailServerStand, tmp_path: Path) -> DayPost:
    """Kim has a job today and an address."""
    start = NOW + timedelta(hours=2)
    house.store.run("kim", place, house.people.plain, house.people.kim, start, start + timedelta(hours=1))
    house.store.run("kim", give_address, house.people.kim)
    with house.store.read() as session:
        technicians = queries.technicians(session, *ALL_TIME)
    shown = Shown(technicians, (), BoardLook(), NOW, NOW + timedelta(hours=12))
    post = Post(parse_mail(stand.url, "desk@callout.example"), tmp_path / "outbox", {})
    return DayPost(house.kit, replace(house.desk, post=post), page, lambda: shown, lambda: house.people.kim)


def answer(page: QWidget, **values: object) -> FormDialog:
    (dialog,) = (each for each in page.findChildren(FormDialog, "dialog_send_day") if each.isVisible())
    dialog.submitted.emit({**dialog.form.values(), **values})
    return dialog


def wrong(dialog: FormDialog, field: str) -> str:
    """What is said beside a field."""
    return dialog.form.fields[field].widget.accessibleDescription()


def statuses(house: House) -> list[BookingStatus]:
    return [booking.status for booking in house.bookings()]


def test_a_day_arrives_with_paper_and_calendar_and_is_dispatched(
    sending: DayPost, page: QWidget, house: House, stand: MailServerStand, qtbot: QtBot
) -> None:
    sending.ask_day()
    with qtbot.waitSignal(sending.told) as told:
        answer(page)
    assert told.args is not None
    assert told.args[0].mood is Mood.DONE
    (message,) = stand.messages
    assert message["To"] == "kim@callout.example"
    calendar, paper = message.iter_attachments()
    assert calendar.get_content_type() == "text/calendar"
    assert "METHOD:PUBLISH" in calendar.get_content()
    assert paper.get_content().startswith(b"%PDF")
    assert statuses(house) == [BookingStatus.DISPATCHED]


def test_what_cannot_be_sent_waits_and_goes_out_later(
    sending: DayPost, page: QWidget, house: House, stand: MailServerStand, qtbot: QtBot
) -> None:
    stand.refusal = "451 try later"
    sending.ask_day()
    with qtbot.waitSignal(sending.told) as told:
        answer(page)
    assert told.args is not None
    assert told.args[0].mood is Mood.WARNING
    assert "try later" in told.args[0].text
    assert statuses(house) == [BookingStatus.PLANNED]
    stand.refusal = ""
    with qtbot.waitSignal(sending.told):
        sending.send_kept()
    assert len(stand.messages) == 1
    assert statuses(house) == [BookingStatus.DISPATCHED]


def move_later(work: UnitOfWork, booking_id: int) -> None:
    booking = work.get(Booking, booking_id)
    later = timedelta(hours=3)
    move(work, booking_id, booking.technician_id, booking.start_at + later, booking.finish_at + later)


def test_what_changed_while_the_mail_was_sent_is_not_dispatched(
    sending: DayPost, page: QWidget, house: House, stand: MailServerStand, qtbot: QtBot
) -> None:
    (booking,) = house.bookings()
    start = booking.finish + timedelta(hours=1)

    def meanwhile() -> None:
        house.store.run("lea", move_later, booking.id)
        house.store.run("lea", place, house.people.skilled, house.people.kim, start, start + timedelta(hours=1))

    stand.reading = meanwhile
    sending.ask_day()
    with qtbot.waitSignal(sending.told) as told:
        answer(page)
    assert told.args is not None
    assert told.args[0].mood is Mood.WARNING
    assert "1 job in it has changed meanwhile" in told.args[0].text
    assert statuses(house) == [BookingStatus.PLANNED] * 2


def test_what_changed_while_the_mail_waited_is_not_dispatched(
    sending: DayPost, page: QWidget, house: House, stand: MailServerStand, qtbot: QtBot
) -> None:
    (moved,) = house.bookings()
    start = moved.start + timedelta(hours=1)
    house.store.run("kim", place, house.people.skilled, house.people.kim, start, start + timedelta(hours=1))
    stand.refusal = "451 try later"
    sending.ask_day()
    with qtbot.waitSignal(sending.told):
        answer(page)
    house.store.run("lea", move_later, moved.id)
    stand.refusal = ""
    with qtbot.waitSignal(sending.told) as told:
        sending.send_kept()
    assert told.args is not None
    assert told.args[0].mood is Mood.WARNING
    states = {booking.id: booking.status for booking in house.bookings()}
    assert states.pop(moved.id) is BookingStatus.PLANNED
    assert list(states.values()) == [BookingStatus.DISPATCHED]


def test_no_for_good_is_said_at_once_and_not_kept(
    sending: DayPost, page: QWidget, house: House, stand: MailServerStand, tmp_path: Path, qtbot: QtBot
) -> None:
    stand.refusal = "550 no such mailbox"
    sending.ask_day()
    dialog = answer(page)
    qtbot.waitUntil(lambda: "no such mailbox" in wrong(dialog, "technician"))
    dialog.reject()
    assert not (tmp_path / "outbox").exists()
    assert statuses(house) == [BookingStatus.PLANNED]


def test_several_wait_and_the_one_that_is_refused_is_told(
    sending: DayPost, page: QWidget, house: House, stand: MailServerStand, tmp_path: Path, qtbot: QtBot
) -> None:
    start = NOW + timedelta(hours=2)
    finish = start + timedelta(hours=1)
    at = (house.people.skilled, house.people.lea, start, finish)
    house.store.run("kim", place, *at, override=True, reason="nobody else has the skill")
    house.store.run("kim", give_address, house.people.lea, "lea@callout.example")
    stand.refusal = "451 try later"
    for technician_id in (house.people.lea, house.people.kim):
        sending.ask_day()
        with qtbot.waitSignal(sending.told):
            answer(page, technician=technician_id)
    stand.refusal, stand.refusals = "", {"lea@callout.example": "550 gone"}
    told: list[Notice] = []
    sending.told.connect(told.append)
    sending.send_kept()
    sending.send_kept()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[0].text == "1 mail that waited is sent."
    assert told[1].mood is Mood.ERROR
    assert told[1].text.startswith("lea@callout.example")
    assert [message["To"] for message in stand.messages] == ["kim@callout.example"]
    assert [path.suffix for path in (tmp_path / "outbox").iterdir()] == [".refused"]
    by_technician = {booking.technician_id: booking.status for booking in house.bookings()}
    assert by_technician == {
        house.people.kim: BookingStatus.DISPATCHED,
        house.people.lea: BookingStatus.PLANNED,
    }


def test_a_wrong_setting_is_why_nothing_can_be_sent(sending: DayPost, house: House, page: QWidget) -> None:
    desk = replace(house.desk, post_problem="“mail” is no mail server.")
    bare = DayPost(house.kit, desk, page, lambda: Shown((), (), BoardLook(), NOW, NOW), lambda: 0)
    assert not bare.can_send()
    assert bare.why_not() == "“mail” is no mail server."


def test_nobody_without_an_address_and_no_day_without_jobs(
    sending: DayPost, page: QWidget, house: House, stand: MailServerStand, qtbot: QtBot
) -> None:
    sending.ask_day()
    dialog = answer(page, technician=house.people.lea)
    qtbot.waitUntil(lambda: "no e-mail address" in wrong(dialog, "technician"))
    answer(page, day=(NOW + timedelta(days=3)).date())
    qtbot.waitUntil(lambda: "Nothing is booked" in wrong(dialog, "day"))
    dialog.reject()
    assert stand.messages == []


def test_without_a_mail_server_the_other_ways_are_told(sending: DayPost, house: House, page: QWidget) -> None:
    bare = DayPost(house.kit, house.desk, page, lambda: Shown((), (), BoardLook(), NOW, NOW), lambda: 0)
    assert not bare.can_send()
    assert "calendar file" in bare.why_not()
