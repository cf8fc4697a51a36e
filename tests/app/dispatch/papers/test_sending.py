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
from app.shared.links import Mood
from domain.documents.mail import parse_mail
from domain.documents.post import Post
from domain.scheduling import queries
from domain.scheduling.model import BookingStatus
from domain.scheduling.placing.service import place
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


def give_address(work: UnitOfWork, technician_id: int) -> None:
    technician = work.get(Technician, technician_id)
    technician.email = "kim@callout.example"
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
    dialog = page.findChild(FormDialog, "dialog_send_day")
    assert isinstance(dialog, FormDialog)
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
    stand.refusal = "try later"
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
