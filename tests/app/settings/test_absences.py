"""The section of absences: asked for in the form, approved and refused with keys."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from app.settings.view import SettingsPage
from app.shared.links import Notice
from domain.orders.model import Origin
from domain.orders.service import OrderDraft, open_order
from domain.scheduling.placing.service import place
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from domain.workforce.absence_queries import AbsenceRow, absence_rows
from domain.workforce.absence_service import AbsenceDraft, ask_absence
from domain.workforce.drafts import TechnicianDraft
from domain.workforce.group_service import TeamDraft, create_team
from domain.workforce.model import Technician
from domain.workforce.service import create_technician
from domain.workforce.time_model import AbsenceKind, AbsenceStatus
from domain.workforce.working_hours import WeeklyShift
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, is_of_the_system, put, wrong
from tests.support.service_desk import ServiceDesk

EIGHT = datetime(2026, 3, 4, 7, tzinfo=UTC)
DAY = timedelta(days=1)
HOURS = frozenset(WeeklyShift(day, EIGHT.time(), (EIGHT + timedelta(hours=9)).time()) for day in range(5))


@pytest.fixture
def robin(desk: ServiceDesk) -> int:
    team = desk.store.run("ada", create_team, TeamDraft("North"))
    return desk.store.run("ada", create_technician, TechnicianDraft("Robin", team, "UTC", 53.5, 10.0, shifts=HOURS))


def rows(desk: ServiceDesk) -> tuple[AbsenceRow, ...]:
    with desk.store.read() as session:
        return absence_rows(session)


def save(page: SettingsPage) -> None:
    QTest.mouseClick(page.pane.editor.save_button, Qt.MouseButton.LeftButton)


def do(page: SettingsPage, name: str) -> None:
    """One of the deeds of the section."""
    page.pane.do(next(deed for deed in page.pane.section.deeds if deed.name == name))


def book(work: UnitOfWork, robin: int, asset: int) -> None:
    draft = OrderDraft("Warm water", Priority.LOW, Origin.HAND, 60, asset_id=asset)
    order_id = open_order(work, draft).id
    place(work, order_id, robin, EIGHT, EIGHT + timedelta(hours=1), override=True, reason="agreed")


def test_an_absence_is_asked_for_and_one_that_ends_before_it_starts_is_refused(
    desk: ServiceDesk, show: Show, robin: int
) -> None:
    page = show("absences")
    QTest.keyClick(page, Qt.Key.Key_N)
    fields = page.pane.editor.form.fields
    fields["start"].set_value(EIGHT)
    fields["finish"].set_value(EIGHT - DAY)
    put(page, "note", "Sweden")
    save(page)
    assert "Say who" in wrong(page, "technician_id")
    fields["technician_id"].set_value(robin)
    save(page)
    assert "ends after it starts" in wrong(page, "finish")
    fields["finish"].set_value(EIGHT + DAY)
    save(page)
    (row,) = rows(desk)
    assert row.draft == AbsenceDraft(robin, EIGHT, EIGHT + DAY, AbsenceKind.VACATION, "Sweden")
    assert row.status is AbsenceStatus.ASKED


def test_approving_says_what_is_booked_then_and_refusing_is_possible_afterwards(
    desk: ServiceDesk, show: Show, robin: int
) -> None:
    desk.store.run("ada", ask_absence, AbsenceDraft(robin, EIGHT, EIGHT + DAY))
    desk.store.run("ada", book, robin, desk.company.chiller.id)
    page = show("absences")
    told: list[Notice] = []
    page.pane.told.connect(told.append)
    page.pane.list.choose(rows(desk)[0].id)
    do(page, "absence_approve")
    assert [notice.text for notice in told] == ["Robin has 1 booking then: SO-000001. Give it to somebody else."]
    assert rows(desk)[0].status is AbsenceStatus.APPROVED
    do(page, "absence_refuse")
    assert rows(desk)[0].status is AbsenceStatus.REFUSED
    page.pane.remove()
    assert rows(desk) == ()


def move_home(work: UnitOfWork, robin: int, zone: str) -> None:
    technician = work.get(Technician, robin)
    technician.timezone = zone
    work.note("technician.changed", technician)


def test_whole_days_are_told_by_their_first_and_last_day(desk: ServiceDesk, show: Show, robin: int) -> None:
    monday = datetime(2026, 3, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    desk.store.run("ada", move_home, robin, "Europe/Berlin")
    desk.store.run("ada", ask_absence, AbsenceDraft(robin, monday, monday + 5 * DAY))
    desk.store.run("ada", ask_absence, AbsenceDraft(robin, EIGHT, EIGHT + timedelta(hours=2)))
    page = show("absences")
    told = {tuple(column.text(row) for column in page.pane.section.columns[2:4]) for row in rows(desk)}
    hours = tuple(map(desk.kit.times.short, (EIGHT, EIGHT + timedelta(hours=2))))
    assert told == {("Mon 9 Mar", "Fri 13 Mar"), hours}


def test_the_section_is_translated(desk: ServiceDesk, show: Show, robin: int) -> None:
    desk.store.run("ada", ask_absence, AbsenceDraft(robin, EIGHT, EIGHT + DAY))
    with pseudo_language():
        page = show("absences")
        found = untranslated(page.pane, frozenset({"Robin"}))
        assert {text for text in found if not is_of_the_system(text)} == set()


def test_letters_typed_into_a_choice_choose_there_and_begin_no_record(show: Show, robin: int) -> None:
    page = show("absences")
    QTest.keyClick(page, Qt.Key.Key_N)
    choice = page.pane.editor.form.fields["kind"].widget
    assert isinstance(choice, QComboBox)
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_T)
    assert choice.currentText() == "Training"
    QTest.keyClick(choice, Qt.Key.Key_N)
    assert choice.hasFocus()
    assert choice.currentText() == "Training"
