"""The sections of technicians, teams and skills, driven with keys."""

from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.settings.technicians.shifts import parsed, written
from app.settings.view import SettingsPage
from domain.errors import Refusal
from domain.parties.choices import zones
from domain.workforce.group_service import TeamDraft, create_team
from domain.workforce.queries import TechnicianRow, skill_rows, teams, technician_rows
from domain.workforce.working_hours import WeeklyShift
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, is_of_the_system, put, wrong
from tests.support.service_desk import ServiceDesk

NIGHT = WeeklyShift(4, time(22), time(6))
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def technicians(desk: ServiceDesk) -> list[TechnicianRow]:
    with desk.store.read() as session:
        return list(technician_rows(session))


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


def test_a_team_is_made_renamed_and_deleted(desk: ServiceDesk, show: Show) -> None:
    page = begun(show("teams"))
    put(page, "name", "South")
    save(page)
    put(page, "name", "South-west")
    save(page)
    with desk.store.read() as session:
        assert [row.name for row in teams(session)] == ["South-west"]
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
    fields["skills"].set_value({desk.company.skill.id})
    fields["timezone"].set_value("Europe/Berlin")
    save(page)
    assert "Choose the team" in wrong(page, "team_id")
    fields["team_id"].set_value(team)
    save(page)
    (row,) = technicians(desk)
    assert (row.name, row.team, row.skills, row.draft.category) == ("Robin", "North", "Refrigerant circuit", "senior")
    assert len(row.draft.shifts) == 5
    assert (row.draft.latitude, row.draft.longitude) == (53.55, 9.99)


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
    page.pane.remove()
    assert technicians(desk) == []


@pytest.mark.parametrize(
    ("typed", "says"),
    [("8 to noon", "no span of hours"), ("08:00-12:00, 11:00-15:00", "overlap"), ("00:00-24:00", "write two")],
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


def test_shifts_are_written_and_read_back_the_same() -> None:
    shifts = frozenset({NIGHT, WeeklyShift(0, time(8), time(12, 30)), WeeklyShift(0, time(16), time(0))})
    assert written(shifts)[0] == "08:00–12:30, 16:00–24:00"
    assert written(shifts)[4] == "22:00–06:00"
    assert parsed(written(shifts), NAMES) == shifts
    with pytest.raises(Refusal, match="Mon"):
        parsed(("00:00-24:00", *[""] * 6), NAMES)


@pytest.mark.parametrize("section", ["technicians", "teams", "skills"])
def test_the_sections_are_translated(desk: ServiceDesk, show: Show, section: str) -> None:
    with pseudo_language():
        page = begun(show(section))
        data = frozenset({"Refrigerant circuit", *zones()})
        assert {text for text in untranslated(page.pane, data) if not is_of_the_system(text)} == set()
