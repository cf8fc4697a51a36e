"""Amendments made with real keys, and what was agreed on any day."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.agreements.amendment_dialog import AmendmentDialog
from app.agreements.amendment_parts import Fate
from app.agreements.view import AgreementsPage
from app.shared.days import to_qt
from domain.agreements.refused_part import Part
from tests.app.agreements.agreed import Show, agreement
from tests.app.keys import CTRL, form, in_front, press, put, wrong
from tests.support.service_desk import ServiceDesk

JULY = date(2026, 7, 1)


def asked(page: AgreementsPage) -> AmendmentDialog:
    press(page.table, Qt.Key.Key_M)
    dialog = form(page)
    assert isinstance(dialog, AmendmentDialog)
    return dialog


def choose(dialog: AmendmentDialog, row: int, fate: Fate) -> None:
    """With keys: go to a row, then down to what becomes of it."""
    dialog.editor.list.setFocus()
    dialog.editor.list.setCurrentRow(row)
    combo = dialog.editor.fate.widget
    combo.setFocus()
    while dialog.editor.fate.value() is not fate:
        QTest.keyClick(combo, Qt.Key.Key_Down)


def test_lines_and_cover_end_and_begin_from_a_day_on(desk: ServiceDesk, show: Show, tacit: int) -> None:
    page = show()
    dialog = asked(page)
    dialog.form.fields["effective_on"].set_value(JULY)
    put(dialog, text="Quarterly from July on")
    choose(dialog, 0, Fate.OTHERWISE)
    quantity = dialog.editor.form(Part.SERVICES).fields["quantity"].widget
    quantity.setFocus()
    QTest.keyClick(quantity, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(quantity, "3")
    choose(dialog, 1, Fate.ENDS)
    QTest.mouseClick(dialog.editor.cover_button, Qt.MouseButton.LeftButton)
    assert dialog.editor.list.item(0).text() == "Inspection · Chiller 1 – is agreed otherwise"
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert desk.notices[-1].text == "AG-000001 is agreed otherwise from 01/07/2026 on."
    found = agreement(desk, tacit)
    assert [(line.draft.text, line.draft.starts_on, line.draft.ends_on) for line in found.lines] == [
        ("Inspection", None, date(2026, 6, 30)),
        ("Inspection", JULY, None),
        ("Water check", date(2026, 6, 1), date(2026, 6, 30)),
    ]
    assert [(cover.draft.name, cover.draft.starts_on) for cover in found.covers] == [("Labour", None), ("Labour", JULY)]


def test_what_is_refused_stands_at_its_field_and_nothing_is_lost(desk: ServiceDesk, show: Show, tacit: int) -> None:
    page = show()
    dialog = asked(page)
    dialog.form.fields["effective_on"].set_value(date(2026, 6, 1))
    put(dialog, text="Once more")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert "Nothing is agreed otherwise" in dialog.form.general()
    QTest.mouseClick(dialog.editor.line_button, Qt.MouseButton.LeftButton)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert "overlaps the amendment" in wrong(dialog, "effective_on")
    dialog.form.fields["effective_on"].set_value(JULY)
    dialog.editor.list.setCurrentRow(0)
    in_front(dialog)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert dialog.editor.list.currentRow() == 3
    assert "say what the line is for" in dialog.editor.form(Part.SERVICES).fields["text"].widget.accessibleDescription()
    assert len(agreement(desk, tacit).amendments) == 1
    choose(dialog, 3, Fate.NOT)
    choose(dialog, 1, Fate.ENDS)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert len(agreement(desk, tacit).amendments) == 2


def test_what_was_agreed_on_a_day_is_shown(desk: ServiceDesk, show: Show, tacit: int) -> None:
    page = show()
    page.detail.show_lines()
    lines = page.detail.records.lines
    assert [line.draft.text for line in lines.rows()] == ["Inspection", "Water check"]
    QTest.mouseClick(page.detail.as_of.box, Qt.MouseButton.LeftButton, pos=page.detail.as_of.box.rect().center())
    assert [line.draft.text for line in lines.rows()] == ["Inspection"]
    assert not page.bound_actions()["agreements_amend"].isEnabled()
    page.detail.as_of.day.setDate(to_qt(JULY))
    assert [line.draft.text for line in lines.rows()] == ["Inspection", "Water check"]
    press(page.detail.as_of.box, Qt.Key.Key_Space)
    assert page.bound_actions()["agreements_amend"].isEnabled()


def test_cover_that_does_not_hold_today_says_from_when_and_is_quiet(desk: ServiceDesk, show: Show, tacit: int) -> None:
    page = show()
    dialog = asked(page)
    dialog.form.fields["effective_on"].set_value(JULY)
    put(dialog, text="More from July on")
    choose(dialog, 2, Fate.OTHERWISE)
    press(dialog, Qt.Key.Key_Return, CTRL)
    desk.tail()
    columns = {each.name: each for each in page.detail.records.covers.row_model().columns}
    tone = columns["limit"].tone
    assert tone is not None
    rows = page.detail.records.covers.rows()
    assert [(columns["days"].text(row), tone(row)) for row in rows] == [
        ("until 30/06/2026", ""),
        ("from 01/07/2026", "neutral"),
    ]
