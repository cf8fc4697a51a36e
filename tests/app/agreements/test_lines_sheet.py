"""The lines of an agreement typed into like a sheet, with real keys."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget

from app.agreements.lines_tab import LinesTab
from app.agreements.view import AgreementsPage
from domain.agreements.detail import LineDetail
from domain.agreements.line_service import change_line
from domain.catalogue.model import LineKind
from tests.app.agreements.agreed import Show, agreement
from tests.support.service_desk import ServiceDesk


def lines_of(page: AgreementsPage) -> LinesTab:
    """Bring them in front, wide enough for all columns."""
    page.frame.set_detail_alone(True)
    page.detail.show_lines()
    tab = page.detail.records.lines
    tab.sheet.setFocus()
    return tab


def type_in(tab: LinesTab, line_id: int, name: str, words: str) -> None:
    """Type over what stands in a cell, and go on with Enter."""
    assert tab.sheet.go_to(line_id, name)
    QTest.keyClick(tab.sheet, Qt.Key.Key_F2)
    editor = tab.sheet.findChildren(QWidget, f"editor_{name}")[-1]
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, words)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def line(desk: ServiceDesk, agreement_id: int, at: int) -> LineDetail:
    return agreement(desk, agreement_id).lines[at]


def test_a_line_is_typed_into_the_empty_row_and_filled_cell_by_cell(desk: ServiceDesk, show: Show, tacit: int) -> None:
    tab = lines_of(show())
    type_in(tab, 0, "text", "Oil change")
    made = line(desk, tacit, 2)
    assert (made.draft.text, made.draft.kind, made.draft.unit) == ("Oil change", LineKind.HOUR, "h")
    assert tab.chosen() == tab.rows()[2]
    type_in(tab, made.id, "quantity", "1,5")
    type_in(tab, made.id, "starts_on", "1.4.2026")
    type_in(tab, made.id, "note", "Only with gloves")
    now = line(desk, tacit, 2).draft
    assert (now.quantity, now.starts_on, now.note) == (Decimal("1.5"), date(2026, 4, 1), "Only with gloves")


def test_what_is_refused_stays_in_its_cell_with_the_reason(desk: ServiceDesk, show: Show, tacit: int) -> None:
    tab = lines_of(show())
    first = tab.rows()[0].id
    type_in(tab, first, "quantity", "-2")
    assert tab.sheet.refusal() == "A quantity cannot be negative."
    assert tab.sheet.sheet_model().index_of(first, "quantity").data() == "-2"
    type_in(tab, first, "quantity", "4")
    assert tab.sheet.refusal() == ""
    type_in(tab, first, "ends_on", "1.1.2020")
    assert tab.sheet.refusal() == "The agreement begins on 01/01/2026 only."
    assert line(desk, tacit, 0).draft.quantity == 4


def test_an_asset_is_chosen(desk: ServiceDesk, show: Show, tacit: int) -> None:
    tab = lines_of(show())
    first = tab.rows()[0].id
    assert tab.sheet.go_to(first, "asset_id")
    QTest.keyClick(tab.sheet, Qt.Key.Key_F2)
    combo = tab.sheet.findChild(QComboBox, "editor_asset_id")
    assert isinstance(combo, QComboBox)
    assert combo.itemText(0) == "all assets"
    combo.setCurrentIndex(0)
    QTest.keyClick(combo, Qt.Key.Key_Return)
    assert line(desk, tacit, 0).draft.asset_id is None


def test_somebody_elses_change_is_never_lost(desk: ServiceDesk, show: Show, tacit: int) -> None:
    tab = lines_of(show())
    seen = line(desk, tacit, 0)
    theirs = seen.draft.__class__(LineKind.HOUR, "Theirs", asset_id=seen.draft.asset_id, quantity=2, unit="h")
    desk.store.run("lou", change_line, seen.id, theirs, seen.version)
    type_in(tab, seen.id, "text", "Mine")
    assert "Somebody else" in tab.sheet.refusal()
    type_in(tab, seen.id, "quantity", "7")
    now = line(desk, tacit, 0).draft
    assert (now.text, now.quantity) == ("Theirs", 7)


def test_del_stops_a_line_and_lets_it_go_on(desk: ServiceDesk, show: Show, tacit: int) -> None:
    tab = lines_of(show())
    first = tab.rows()[0].id
    tab.choose(first)
    for stopped in (True, False):
        QTest.keyClick(tab.sheet, Qt.Key.Key_Delete)
        assert line(desk, tacit, 0).stopped is stopped
        assert tab.rows()[0].stopped is stopped


def test_what_held_on_a_day_is_only_read(desk: ServiceDesk, show: Show, tacit: int) -> None:
    page = show()
    tab = lines_of(page)
    page.detail.as_of.box.setChecked(True)
    model = tab.sheet.sheet_model()
    assert model.rowCount() == 1
    assert not model.is_editable(model.index(0, 0))
    page.detail.as_of.box.setChecked(False)
    assert model.rowCount() == 3
    assert model.is_editable(model.index(0, 0))
