"""The section of SLAs."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.settings.slas.spans import parsed, written
from app.settings.slas.targets_field import TargetsField
from app.settings.view import SettingsPage
from app.shared.rows_field import RowsField
from domain.calendars.closing import CalendarDraft
from domain.calendars.hours import Window
from domain.calendars.service import create_calendar
from domain.sla.clock import TargetKind
from domain.sla.draft import LevelDraft, SlaDraft
from domain.sla.model import LevelAction
from domain.sla.queries import SlaRow, slas
from domain.sla.service import create_sla
from domain.words import Priority
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, put, wrong
from tests.support.service_desk import ServiceDesk

DAY = 8 * 60


def office(desk: ServiceDesk) -> int:
    windows = tuple(Window(day, 480, 960) for day in range(5))
    return desk.store.run("ada", create_calendar, CalendarDraft("Office", windows))


def make(desk: ServiceDesk, name: str, calendar_id: int) -> int:
    targets = {(TargetKind.COMPLETION, priority): 480 for priority in Priority}
    return desk.store.run("ada", create_sla, SlaDraft(name, calendar_id, targets))


def kept(desk: ServiceDesk) -> dict[str, SlaRow]:
    with desk.store.read() as session:
        return {row.name: row for row in slas(session)}


def targets(page: SettingsPage) -> TargetsField:
    field = page.pane.editor.form.fields["targets"]
    assert isinstance(field, TargetsField)
    return field


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("4 h", 240),
        ("2 d 4 h", 1200),
        ("30 min", 30),
        ("30", 30),
        ("1.5h", 90),
        ("1,5 h", 90),
        ("1 h 30", 90),
        ("2 Tage 1 Std.", 1020),
        ("", None),
        ("soon", None),
        ("4 weeks", None),
        ("0 h", None),
        ("-4 h", None),
    ],
)
def test_a_span_of_working_time_is_read_as_people_write_it(typed: str, minutes: int | None) -> None:
    assert parsed(typed, DAY) == minutes


@pytest.mark.parametrize("minutes", [1, 59, 60, 90, 480, 1200, 100_000])
def test_a_span_is_written_so_that_it_reads_the_same(minutes: int) -> None:
    assert parsed(written(minutes), DAY) == minutes


def test_an_sla_is_entered_as_a_grid_and_a_day_is_that_of_the_calendar(desk: ServiceDesk, show: Show) -> None:
    office(desk)
    page = show("slas")
    page.pane.begin_new()
    put(page, "name", "Gold")
    page.pane.editor.form.fields["calendar"].set_value(1)
    lines = targets(page).lines
    for priority in Priority:
        lines[TargetKind.COMPLETION, priority].setFocus()
        QTest.keyClicks(lines[TargetKind.COMPLETION, priority], "2 d 4 h")
    lines[TargetKind.RESPONSE, Priority.CRITICAL].setFocus()
    QTest.keyClicks(lines[TargetKind.RESPONSE, Priority.CRITICAL], "30 min")
    assert lines[TargetKind.COMPLETION, Priority.LOW].text() == "20 h"
    levels = page.pane.editor.form.fields["levels"]
    assert isinstance(levels, RowsField)
    QTest.mouseClick(levels.add_button, Qt.MouseButton.LeftButton)
    levels.lines()[0].set_value(LevelDraft(90, LevelAction.REASSIGN, TargetKind.COMPLETION, "lea"))
    page.pane.save()
    gold = kept(desk)["Gold"]
    assert gold.minutes(TargetKind.COMPLETION, Priority.NORMAL) == 1200
    assert gold.minutes(TargetKind.RESPONSE, Priority.CRITICAL) == 30
    assert gold.draft.levels == (LevelDraft(90, LevelAction.REASSIGN, TargetKind.COMPLETION, "lea"),)
    assert gold.is_default


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ((TargetKind.COMPLETION, Priority.LOW), "soon", "“soon” is no span of time"),
        ((TargetKind.COMPLETION, Priority.LOW), "", "Nothing is promised for orders of priority “Low”."),
        ((TargetKind.ARRIVAL, Priority.HIGH), "40 h", "this one is promised too early"),
    ],
)
def test_a_wrong_promise_is_refused_beside_the_grid(
    desk: ServiceDesk, show: Show, key: tuple[TargetKind, Priority], typed: str, sentence: str
) -> None:
    made = make(desk, "Gold", office(desk))
    page = show("slas")
    page.pane.show_record(made)
    targets(page).lines[key].setText(typed)
    page.pane.save()
    assert sentence in wrong(page, "targets")
    assert kept(desk)["Gold"].version == 1


def test_another_sla_becomes_the_default_and_the_default_is_not_taken_away(desk: ServiceDesk, show: Show) -> None:
    calendar = office(desk)
    gold, silver = make(desk, "Gold", calendar), make(desk, "Silver", calendar)
    page = show("slas")
    page.pane.show_record(gold)
    page.pane.editor.form.fields["is_default"].set_value(False)
    page.pane.save()
    assert wrong(page, "is_default") == "Make another SLA the default instead."
    page.pane.editor.discard()
    page.pane.show_record(silver)
    page.pane.editor.form.fields["is_default"].set_value(True)
    page.pane.save()
    assert {row.name: row.is_default for row in kept(desk).values()} == {"Gold": False, "Silver": True}


def test_slas_are_translated(desk: ServiceDesk, show: Show) -> None:
    made = make(desk, "Gold", office(desk))
    with pseudo_language():
        page = show("slas")
        page.pane.show_record(made)
        field = page.pane.editor.form.fields["levels"]
        field.set_value((LevelDraft(90, LevelAction.NOTIFY),))
        assert untranslated(page.pane, frozenset({"Gold", "Office"})) == set()
