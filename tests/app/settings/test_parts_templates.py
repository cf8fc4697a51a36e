"""The section of parts templates: made by hand and from four sources, frozen once used, copied."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from app.settings.parts_templates.file_field import FileField
from app.settings.parts_templates.part_line import PartLine
from app.settings.parts_templates.source import Beginning
from app.settings.view import SettingsPage
from app.shared.rows_field import RowsField
from domain.parts.drafts import PartDraft
from domain.parts.model import PartKind
from domain.parts.template_queries import TemplateRow, templates
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, put, wrong
from tests.support.parts import Chiller
from tests.support.service_desk import ServiceDesk

LEFT = Qt.MouseButton.LeftButton


def kept(desk: ServiceDesk, name: str) -> TemplateRow:
    with desk.store.read() as session:
        return next(row for row in templates(session) if row.name == name)


def lines(page: SettingsPage) -> list[PartLine]:
    field = page.pane.editor.form.fields["lines"]
    assert isinstance(field, RowsField)
    return [line for line in field.lines() if isinstance(line, PartLine)]


def add_line(page: SettingsPage, kind: int, text: str, quantity: str) -> PartLine:
    """Begin a line with the mouse, go on with the keyboard."""
    field = page.pane.editor.form.fields["lines"]
    assert isinstance(field, RowsField)
    QTest.mouseClick(field.add_button, LEFT)
    line = lines(page)[-1]
    line.kind.setFocus()
    QTest.keyClick(line.kind, Qt.Key.Key_Home)
    for _ in range(kind):
        QTest.keyClick(line.kind, Qt.Key.Key_Down)
    for edit, typed in ((line.text, text), (line.quantity, quantity)):
        edit.selectAll()
        QTest.keyClicks(edit, typed)
    return line


def begin(page: SettingsPage, name: str, beginning: Beginning) -> None:
    page.pane.begin_new()
    put(page, "name", name)
    combo = page.pane.editor.form.fields["beginning"].widget
    combo.setFocus()
    for _ in range(list(Beginning).index(beginning)):
        QTest.keyClick(combo, Qt.Key.Key_Down)


def pick_first(page: SettingsPage, field: str) -> None:
    combo = page.pane.editor.form.fields[field].widget
    assert combo.isVisible()
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)


def test_a_template_is_made_by_hand_as_a_tree(desk: ServiceDesk, show: Show) -> None:
    page = show("parts_templates")
    begin(page, "Pumps", Beginning.HAND)
    add_line(page, 0, "Drive", "1")
    inner = add_line(page, 1, "Belt", "0")
    QTest.mouseClick(inner.in_button, LEFT)
    page.pane.save()
    assert "above 0" in wrong(page, "lines")
    inner.quantity.selectAll()
    QTest.keyClicks(inner.quantity, "2")
    page.pane.save()
    assert kept(desk, "Pumps").lines == (
        PartDraft(PartKind.ASSEMBLY, text="Drive"),
        PartDraft(PartKind.PART, text="Belt", quantity=2, level=1),
    )


def test_a_line_too_far_inside_is_refused_at_the_lines(show: Show) -> None:
    page = show("parts_templates")
    begin(page, "Pumps", Beginning.HAND)
    QTest.mouseClick(add_line(page, 1, "Belt", "1").in_button, LEFT)
    page.pane.save()
    assert wrong(page, "lines") == "Line 1 is in nothing; it is too far inside."


@pytest.mark.parametrize(
    ("beginning", "field"),
    [
        (Beginning.TEMPLATE, "from_template"),
        (Beginning.ASSET, "from_asset"),
        (Beginning.MODEL, "from_model"),
    ],
)
def test_a_template_begins_from_what_is_there(
    desk: ServiceDesk, show: Show, chiller: Chiller, beginning: Beginning, field: str
) -> None:
    chiller.begin()
    page = show("parts_templates")
    begin(page, "Copy", beginning)
    page.pane.save()
    assert wrong(page, field) == "Choose what the template is made from."
    pick_first(page, field)
    page.pane.save()
    assert [line.text for line in kept(desk, "Copy").lines] == ["Fan unit", "Fan", "Filter", "Refilling"]


def test_a_template_begins_from_a_file(desk: ServiceDesk, show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "parts.csv"
    file.write_text("line;parent;kind;text;quantity\n1;;assembly;Drive;1\n2;1;part;Belt;0\n", encoding="utf-8")
    page = show("parts_templates")
    begin(page, "From a file", Beginning.FILE)
    field = page.pane.editor.form.fields["file"]
    assert isinstance(field, FileField)
    QTest.mouseClick(field.button, LEFT)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.selectFile(str(file))
    dialog.accept()
    qtbot.waitUntil(lambda: field.value() == str(file))
    page.pane.save()
    assert wrong(page, "file") == "Line “2”: A quantity is above 0 and at most 1,000,000."
    file.write_text(file.read_text(encoding="utf-8").replace("Belt;0", "Belt;2"), encoding="utf-8")
    page.pane.save()
    assert [(line.level, line.text) for line in kept(desk, "From a file").lines] == [(0, "Drive"), (1, "Belt")]


def test_a_file_that_is_not_there_is_refused_at_its_field(show: Show) -> None:
    page = show("parts_templates")
    begin(page, "From a file", Beginning.FILE)
    field = page.pane.editor.form.fields["file"]
    assert isinstance(field, FileField)
    QTest.keyClicks(field.line, "nowhere.csv")
    page.pane.save()
    assert wrong(page, "file").startswith("nowhere.csv cannot be read")


def test_a_used_template_keeps_its_lines_and_is_copied_instead(desk: ServiceDesk, show: Show, chiller: Chiller) -> None:
    chiller.begin()
    page = show("parts_templates")
    page.pane.show_record(chiller.template)
    fields = page.pane.editor.form.fields
    assert not fields["lines"].widget.isVisible()
    assert not fields["beginning"].widget.isVisible()
    frozen = fields["frozen"].widget
    assert isinstance(frozen, QLabel)
    assert [line.strip() for line in frozen.text().splitlines()] == [
        "1  Fan unit",
        "2 pcs  Fan",
        "1 pcs  Filter",
        "3 h  Refilling",
    ]
    put(page, "name", "Old chillers")
    page.pane.save()
    assert kept(desk, "Old chillers").lines == chiller.lines
    page.pane.do(page.pane.section.deeds[0])
    copy = kept(desk, "Old chillers, copy")
    page.pane.show_record(copy.id)
    assert fields["lines"].widget.isVisible()
    QTest.mouseClick(lines(page)[2].remove_button, LEFT)
    page.pane.save()
    assert [line.text for line in kept(desk, "Old chillers, copy").lines] == ["Fan unit", "Fan", "Refilling"]


def test_looking_at_a_template_is_not_editing_it(desk: ServiceDesk, show: Show, chiller: Chiller) -> None:
    page = show("parts_templates")
    page.pane.show_record(chiller.template)
    assert page.pane.editor.draft() == {}
    assert [line.value().level for line in lines(page)] == [0, 1, 0, 0]


def test_every_word_of_the_section_can_be_translated(show: Show, chiller: Chiller) -> None:
    with pseudo_language():
        page = show("parts_templates")
        page.pane.begin_new()
        found = untranslated(page.pane.editor)
    assert {words for words in found if not words.startswith(("Chillers", "Nordfrost", "Airon"))} == set()
