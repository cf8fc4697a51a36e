"""The sections of technicians, teams and skills, driven with keys."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit

from app.settings.technicians.shifts import parsed, written
from app.settings.view import SettingsPage
from app.shared.calm import CalmCombo
from app.shared.calm_date import CalmDate
from app.shared.rows_field import RowsField
from domain.errors import Refusal
from domain.orders.model import Origin
from domain.orders.service import OrderDraft, open_order
from domain.parties.choices import zones
from domain.scheduling.placing.service import place
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from domain.workforce.drafts import HeldSkill, Membership, TechnicianDraft
from domain.workforce.group_service import TeamDraft, create_team
from domain.workforce.model import Bookable
from domain.workforce.queries import TechnicianRow, skill_rows, teams, technician_rows
from domain.workforce.service import create_technician
from domain.workforce.working_hours import WeeklyShift
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, is_of_the_system, put, wrong
from tests.support.service_desk import ServiceDesk

NIGHT = WeeklyShift(4, time(22), time(6))
BREAK = WeeklyShift(0, time(8), time(17), 30, time(12), time(13))
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def technicians(desk: ServiceDesk) -> list[TechnicianRow]:
    with desk.store.read() as session:
        return list(technician_rows(session))


def book(work: UnitOfWork, robin: int, asset: int) -> None:
    order_id = open_order(work, OrderDraft("Warm water", Priority.LOW, Origin.HAND, 60, asset_id=asset)).id
    start = work.now + timedelta(days=1)
    place(work, order_id, robin, start, start + timedelta(hours=1), override=True, reason="agreed")


def begun(page: SettingsPage) -> SettingsPage:
    """A new row, begun with its key."""
    QTest.keyClick(page, Qt.Key.Key_N)
    return page


def save(page: SettingsPage) -> None:
    QTest.mouseClick(page.pane.editor.save_button, Qt.MouseButton.LeftButton)


def with_team(desk: ServiceDesk, page: SettingsPage) -> int:
    team = desk.store.run("ada", create_team, TeamDraft("North"))
    page.pane.presenter.load()
    return team


def entered(desk: ServiceDesk, show: Show) -> SettingsPage:
    """The section with one technician in it, who is chosen."""
    team = desk.store.run("ada", create_team, TeamDraft("North"))
    draft = TechnicianDraft("Robin", team, "Europe/Berlin", 53.5, 10.0)
    key = desk.store.run("ada", create_technician, draft)
    page = show("technicians")
    assert page.pane.list.choose(key)
    return page


def test_a_team_is_made_renamed_and_deleted(desk: ServiceDesk, show: Show) -> None:
    page = begun(show("teams"))
    put(page, "name", "South")
    save(page)
    put(page, "name", "South-west")
    put(page, "owner", "ada")
    save(page)
    with desk.store.read() as session:
        assert [(row.name, row.draft.owner) for row in teams(session)] == [("South-west", "ada")]
    page.pane.remove()
    with desk.store.read() as session:
        assert teams(session) == ()


def test_a_skill_that_a_model_needs_stays(desk: ServiceDesk, show: Show) -> None:
    page = show("skills")
    page.pane.list.choose(desk.company.skill.id)
    page.pane.remove()
    assert "is needed by models" in page.pane.editor.form.general()
    with desk.store.read() as session:
        assert [row.name for row in skill_rows(session)] == ["Refrigerant circuit"]


def test_a_technician_is_entered_with_hours_and_skills(desk: ServiceDesk, show: Show) -> None:
    page = show("technicians")
    team = with_team(desk, page)
    begun(page)
    fields = page.pane.editor.form.fields
    put(page, "name", "Robin")
    put(page, "category", "senior")
    put(page, "coordinates", "53.55 9.99")
    held = HeldSkill(desk.company.skill.id, 4, date(2027, 1, 31))
    fields["skills"].set_value([held])
    put(page, "cost_rate", "48.50")
    put(page, "vehicle", "Van 3")
    fields["timezone"].set_value("Europe/Berlin")
    save(page)
    assert "Choose the team" in wrong(page, "team_id")
    fields["team_id"].set_value(team)
    save(page)
    (row,) = technicians(desk)
    assert (row.name, row.team, row.skills, row.draft.category) == ("Robin", "North", "Refrigerant circuit", "senior")
    assert len(row.draft.shifts) == 5
    assert (row.draft.latitude, row.draft.longitude) == (53.55, 9.99)
    assert row.draft.skills == {held}
    assert (row.draft.cost_rate, row.draft.vehicle) == (Decimal("48.5"), "Van 3")


def test_a_skill_is_added_rated_and_ends_with_the_mouse_and_keys(desk: ServiceDesk, show: Show) -> None:
    page = entered(desk, show)
    lines = page.pane.editor.form.fields["skills"]
    assert isinstance(lines, RowsField)
    QTest.mouseClick(lines.add_button, Qt.MouseButton.LeftButton)
    save(page)
    assert "Choose something" in wrong(page, "skills")
    skill, rating = lines.widget.findChildren(CalmCombo)
    QTest.keyClick(skill, Qt.Key.Key_Down)
    for _ in range(3):
        QTest.keyClick(rating, Qt.Key.Key_Down)
    save(page)
    (row,) = technicians(desk)
    assert row.draft.skills == {HeldSkill(desk.company.skill.id, 3)}


def test_only_a_crew_has_members_and_only_a_facility_takes_several(desk: ServiceDesk, show: Show) -> None:
    page = entered(desk, show)
    kim = technicians(desk)[0].id
    begun(page)
    put(page, "name", "Night crew")
    fields = page.pane.editor.form.fields
    combo = fields["kind"].widget
    assert fields["members"].widget.isHidden()
    QTest.keyClick(combo, Qt.Key.Key_End)
    assert not fields["members"].widget.isHidden()
    fields["members"].set_value([Membership(kim, leader=True)])
    save(page)
    crew = next(row for row in technicians(desk) if row.name == "Night crew")
    assert (crew.draft.kind, crew.draft.members) == (Bookable.CREW, frozenset({Membership(kim, leader=True)}))
    QTest.keyClick(combo, Qt.Key.Key_Up)
    assert not fields["capacity"].widget.isHidden()


def test_a_territory_is_made_and_looked_after(desk: ServiceDesk, show: Show) -> None:
    page = begun(show("territories"))
    put(page, "name", "North")
    save(page)
    page = entered(desk, show)
    fields = page.pane.editor.form.fields
    (box,) = fields["territories"].widget.findChildren(QCheckBox)
    QTest.keyClick(box, Qt.Key.Key_Space)
    save(page)
    (territory,) = technicians(desk)[0].draft.territory_ids
    page = show("territories")
    assert page.pane.list.choose(territory)
    page.pane.remove()
    assert "look after" in page.pane.editor.form.general()


def test_a_technician_who_left_is_kept_and_marked(desk: ServiceDesk, show: Show) -> None:
    page = show("technicians")
    team = with_team(desk, page)
    begun(page)
    values = {"team_id": team, "timezone": "Europe/Berlin", "coordinates": "53.5, 10"}
    put(page, "name", "Robin")
    for name, value in values.items():
        page.pane.editor.form.fields[name].set_value(value)
    save(page)
    page.pane.editor.form.fields["active"].set_value(value=False)
    save(page)
    assert [row.active for row in technicians(desk)] == [False]
    model = page.pane.list.model()
    assert model.index(0, 0).data() == "Robin (left)"
    page.pane.remove()
    assert technicians(desk) == []


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("8 to noon", "no span of hours"),
        ("08:00-12:00, 11:00-15:00", "Monday: these hours overlap"),
        ("00:00-24:00", "write two"),
        ("8-17 / lunch", "no break"),
        ("8-17 / 30 in 18-19", "fits into"),
    ],
)
def test_hours_that_make_no_sense_are_refused_at_the_week(desk: ServiceDesk, show: Show, typed: str, says: str) -> None:
    page = show("technicians")
    team = with_team(desk, page)
    begun(page)
    put(page, "name", "Robin")
    fields = page.pane.editor.form.fields
    for name, value in {"team_id": team, "timezone": "Europe/Berlin", "coordinates": "53.5, 10"}.items():
        fields[name].set_value(value)
    fields["windows"].set_value((typed, *[""] * 6))
    save(page)
    assert says in wrong(page, "windows")
    assert technicians(desk) == []
    lines = fields["windows"].widget.findChildren(QLineEdit)
    framed = [line for line in lines if line.property("wrong")]
    assert framed == (lines[:1] if ":" in wrong(page, "windows") else [])
    QTest.keyClick(lines[0], Qt.Key.Key_Home)
    QTest.keyClick(lines[0], Qt.Key.Key_Delete)
    assert not any(line.property("wrong") for line in lines)


def test_a_certificate_without_an_end_shows_no_day(desk: ServiceDesk, show: Show) -> None:
    page = entered(desk, show)
    lines = page.pane.editor.form.fields["skills"]
    assert isinstance(lines, RowsField)
    QTest.mouseClick(lines.add_button, Qt.MouseButton.LeftButton)
    (until,), (day,) = lines.widget.findChildren(QCheckBox), lines.widget.findChildren(CalmDate)
    assert day.isHidden()
    until.click()
    assert not day.isHidden()
    until.click()
    assert day.isHidden()


def test_who_has_bookings_is_switched_off_instead_of_deleted(desk: ServiceDesk, show: Show) -> None:
    page = entered(desk, show)
    (robin,) = technicians(desk)
    desk.store.run("ada", book, robin.id, desk.company.chiller.id)
    page.resize(1100, 420)
    page.pane.editor.form.fields["name"].widget.setFocus()
    QTest.mouseClick(page.pane.editor.remove_button, Qt.MouseButton.LeftButton)
    assert "Switch off here" in wrong(page, "active")
    active = page.pane.editor.form.fields["active"].widget
    assert not active.visibleRegion().isEmpty()
    assert active.hasFocus()
    assert [row.name for row in technicians(desk)] == ["Robin"]


def test_shifts_are_written_and_read_back_the_same() -> None:
    shifts = frozenset({NIGHT, WeeklyShift(0, time(8), time(12, 30)), WeeklyShift(0, time(16), time(0))})
    assert written(shifts)[0] == "08:00–12:30, 16:00–24:00"
    assert written({BREAK})[0] == "08:00–17:00 / 30 in 12:00–13:00"
    assert parsed(written({BREAK, NIGHT}), NAMES) == {BREAK, NIGHT}
    assert parsed(("8-17/30 min", *[""] * 6), NAMES) == {WeeklyShift(0, time(8), time(17), 30)}
    assert written(shifts)[4] == "22:00–06:00"
    assert parsed(written(shifts), NAMES) == shifts
    with pytest.raises(Refusal, match="Mon"):
        parsed(("00:00-24:00", *[""] * 6), NAMES)


@pytest.mark.parametrize("section", ["technicians", "teams", "skills", "territories"])
def test_the_sections_are_translated(desk: ServiceDesk, show: Show, section: str) -> None:
    with pseudo_language():
        page = begun(show(section))
        data = frozenset({"Refrigerant circuit", *zones()})
        assert {text for text in untranslated(page.pane, data) if not is_of_the_system(text)} == set()
