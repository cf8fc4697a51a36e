"""The hands of the tests of planning: where prices are typed, what is ticked, what is said and kept."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.settings.planning_profiles.grid_field import GridField
from app.settings.planning_profiles.rows import CountField, PriceField
from app.settings.planning_profiles.small_fields import NoteField
from app.settings.view import SettingsPage
from domain.planning.queries import ProfileRow, profiles
from domain.planning.standard import ensure_profiles
from tests.support.service_desk import ServiceDesk

CONTROL = Qt.KeyboardModifier.ControlModifier
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier


def price(page: SettingsPage, name: str) -> PriceField:
    field = page.pane.editor.form.fields[name]
    assert isinstance(field, PriceField)
    return field


def grid(page: SettingsPage, name: str) -> GridField:
    field = page.pane.editor.form.fields[name]
    assert isinstance(field, GridField)
    return field


def count(page: SettingsPage, name: str) -> CountField:
    field = page.pane.editor.form.fields[name]
    assert isinstance(field, CountField)
    return field


def type_into(line: QWidget, text: str) -> None:
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, text)


def tick(box: QWidget) -> None:
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)


def said(page: SettingsPage, name: str) -> str:
    note = page.pane.editor.form.fields[name]
    assert isinstance(note, NoteField)
    return note.said.text()


def names(page: SettingsPage) -> list[str]:
    """The names in the list."""
    model = page.pane.list.model()
    assert model is not None
    return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


def kept_goals(desk: ServiceDesk) -> dict[str, ProfileRow]:
    """The goals in the store by name."""
    with desk.store.read() as session:
        return {row.name: row for row in profiles(session)}


def delivered(desk: ServiceDesk) -> dict[str, int]:
    """The ids of the usual goals by name."""
    desk.store.run("ada", ensure_profiles)
    return {name: row.id for name, row in kept_goals(desk).items()}
