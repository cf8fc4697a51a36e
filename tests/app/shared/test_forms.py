"""Forms: filling is not editing, what is wrong stands beside its field."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from app.shared.fields import CheckField, ChoiceField, LongTextField, MomentField, NumberField, TextField
from app.shared.forms import Form
from domain.errors import CalloutError, Refusal

MOMENT = datetime(2026, 3, 3, 8, 30, tzinfo=UTC)
VALUES = {"title": "Noise", "notes": "a\nb", "stage": 2, "hours": 1.5, "start": MOMENT, "urgent": True}


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form(
        [
            TextField("title", "Title"),
            LongTextField("notes", "Notes"),
            ChoiceField("stage", "Stage", [(1, "New"), (2, "Planned")]),
            NumberField("hours", "Hours", decimals=2, unit="h"),
            MomentField("start", "Start"),
            CheckField("urgent", "Urgent"),
        ]
    )
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_is_filled_in_comes_out(form: Form) -> None:
    form.fill(VALUES)
    assert form.values() == VALUES


def test_filling_is_not_editing(qtbot: QtBot, form: Form) -> None:
    with qtbot.assertNotEmitted(form.edited):
        form.fill(VALUES)
        with form.filling(), form.filling():
            form.fields["title"].set_value("x")


def test_typing_is_editing_and_makes_a_draft(qtbot: QtBot, form: Form) -> None:
    form.fill(VALUES)
    with qtbot.waitSignal(form.edited) as edited:
        QTest.keyClick(form.fields["title"].widget, Qt.Key.Key_S)
    assert edited.args == ["title"]
    assert form.draft() == {"title": "Noises"}


def test_a_draft_is_laid_over_what_somebody_else_changed(qtbot: QtBot, form: Form) -> None:
    form.fill(VALUES)
    QTest.keyClick(form.fields["title"].widget, Qt.Key.Key_S)
    draft = form.draft()
    form.fill(VALUES | {"hours": 3.0})
    form.restore(draft)
    assert form.values() == VALUES | {"hours": 3.0, "title": "Noises"}


def test_a_refusal_stands_beside_its_field_until_it_is_edited(qtbot: QtBot, form: Form) -> None:
    form.show_refusal(Refusal("Say what is to be done.", field="title"))
    assert form._wrongs["title"].isVisible()
    assert form._wrongs["title"].text() == "Say what is to be done."
    assert form.fields["title"].widget.hasFocus()
    QTest.keyClick(form.fields["title"].widget, Qt.Key.Key_S)
    assert not form._wrongs["title"].isVisible()


def test_a_refusal_far_below_is_brought_into_view_with_its_sentence(qtbot: QtBot) -> None:
    form = Form([LongTextField(f"text{at}", "Text") for at in range(12)])
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidget(form)
    area.setWidgetResizable(True)
    area.resize(400, 300)
    with qtbot.waitExposed(area):
        area.show()
    form.show_refusal(Refusal("An address needs a country.", field="text11"))
    for each in (form.fields["text11"].widget, form._wrongs["text11"]):
        seen = each.visibleRegion().boundingRect()
        assert seen.height() == each.height() > 0


def test_what_belongs_to_no_field_stands_above_all(form: Form) -> None:
    form.show_refusal(CalloutError("The database is read-only."))
    assert form._general.isVisible()


def test_new_choices_keep_the_value_that_is_still_there(form: Form) -> None:
    form.fill(VALUES)
    field = form.fields["stage"]
    assert isinstance(field, ChoiceField)
    field.offer([(2, "Planned"), (3, "Done")])
    assert field.value() == 2
    field.offer([(3, "Done")])
    assert field.value() is None


def test_a_record_that_is_offered_no_more_is_lost_where_the_field_does_not_keep_it(qtbot: QtBot) -> None:
    lax, keeping = ChoiceField("sla", "SLA", [(1, "Gold")]), ChoiceField("kept", "SLA", [(1, "Gold")], keeps=True)
    form = Form([lax, keeping])
    qtbot.addWidget(form)
    form.fill({"sla": 7, "kept": 7})
    assert form.values() == {"sla": None, "kept": 7}
    assert keeping.word(7) == "Archived"
    form.fill({"sla": 1, "kept": None})
    assert form.values() == {"sla": 1, "kept": None}
    keeping.set_value(7)
    keeping.offer([(1, "Gold"), (2, "Silver")])
    assert keeping.value() is None
