"""Days as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.shared.calm_date import CalmDate
from app.shared.date_fields import DateField
from app.shared.dialog import FormDialog
from app.shared.typed_day import is_whole, typed_day
from tests.app.keys import CTRL, press, wrong

SHOWN = date(2026, 11, 22)


@pytest.fixture
def field(qtbot: QtBot) -> CalmDate:
    made = CalmDate()
    qtbot.addWidget(made)
    made.setDate(QDate(SHOWN.year, SHOWN.month, SHOWN.day))
    made.show()
    made.setFocus()
    return made


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("01/01/2027", date(2027, 1, 1)),
        ("31/12/2027", date(2027, 12, 31)),
        ("5/6/2027", date(2027, 6, 5)),
        ("1.1.2027", date(2027, 1, 1)),
        ("5-6-27", date(2027, 6, 5)),
        ("01012027", date(2027, 1, 1)),
        ("010127", date(2027, 1, 1)),
        ("2027-06-05", date(2027, 6, 5)),
        ("5/6", date(2026, 6, 5)),
        ("0506", date(2026, 6, 5)),
        ("5", date(2026, 11, 5)),
        ("29/2/2028", date(2028, 2, 29)),
    ],
)
def test_what_is_typed_is_what_is_meant(field: CalmDate, typed: str, meant: date) -> None:
    QTest.keyClicks(field, typed)
    assert field.date().toPython() == meant
    assert field.misread() == ""
    assert field.text() == meant.strftime("%d/%m/%Y")


@pytest.mark.parametrize(
    "typed", ["31/02/2027", "29/2/2027", "1/13/2027", "1/1/20277", "1/1/202", "31", "//", "1/1/1/1"]
)
def test_what_is_no_day_stays_and_is_told(field: CalmDate, typed: str) -> None:
    QTest.keyClicks(field, typed)
    field.clearFocus()
    assert field.text() == typed
    assert field.misread() == f"“{typed}” is not a day."
    assert field.property("wrong")
    assert field.date().toPython() == SHOWN


def test_a_slip_is_mended_where_it_stands(field: CalmDate) -> None:
    QTest.keyClicks(field, "31/02/2027")
    field.clearFocus()
    field.setFocus()
    for _ in "2/2027":
        QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClicks(field, "3/2027")
    assert field.date().toPython() == date(2027, 3, 31)
    assert not field.property("wrong")


def test_a_day_is_pasted(field: CalmDate) -> None:
    QApplication.clipboard().setText(" 5.6.2027 ")
    QTest.keyClick(field, Qt.Key.Key_V, CTRL)
    assert field.date().toPython() == date(2027, 6, 5)


def test_arrows_turn_what_was_typed(field: CalmDate) -> None:
    QTest.keyClicks(field, "5/6/2027")
    QTest.keyClick(field, Qt.Key.Key_Home)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.date().toPython() == date(2027, 6, 6)


def test_a_form_is_not_sent_with_what_is_no_day(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    dialog = FormDialog("Begin", [DateField("begins", "Begins")], "Keep", page)
    dialog.begin({"begins": SHOWN})
    sent: list[object] = []
    dialog.submitted.connect(sent.append)
    QTest.keyClicks(dialog.form.fields["begins"].widget, "31/02/2027")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "begins") == "“31/02/2027” is not a day."
    assert not sent
    dialog.form.fields["begins"].set_value(SHOWN)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert sent == [{"begins": SHOWN}]


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)), st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%d%m%Y", "%Y-%m-%d"]))
def test_every_day_that_is_written_out_is_read(day: date, form: str) -> None:
    typed = day.strftime(form)
    assert typed_day(typed, SHOWN) == day
    assert is_whole(typed) == (form == "%d%m%Y" or not typed.isdigit())
