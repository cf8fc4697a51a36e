"""The section of order types."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.settings.view import SettingsPage
from app.shared.rows_field import RowsField
from domain.catalogue.model import LineKind
from domain.catalogue.service import ArticleDraft, create_article
from domain.orders.tasks import CheckDraft, TaskDraft
from domain.orders.type_queries import TypeRow, order_types
from domain.orders.types import TypeDraft, TypeLine, create_type
from domain.words import Priority
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, put, wrong
from tests.app.settings.test_stages import standard
from tests.support.service_desk import ServiceDesk


def hour(desk: ServiceDesk) -> int:
    return desk.store.run("ada", create_article, ArticleDraft("H-1", "Technician", LineKind.HOUR, "h", 40, 86))


def make(desk: ServiceDesk) -> int:
    task = TaskDraft("Clean the coil", "Ask for the ladder", "", (CheckDraft("Fins straight", required=True),))
    line = TypeLine(LineKind.HOUR, hour(desk), "", Decimal("1.5"))
    skills = frozenset({desk.company.skill.id})
    return desk.store.run("ada", create_type, TypeDraft("Yearly", Priority.LOW, 90, skills, (line,), (task,)))


def kept(desk: ServiceDesk) -> tuple[TypeRow, ...]:
    with desk.store.read() as session:
        return order_types(session, with_inactive=True)


def rows(page: SettingsPage, name: str) -> RowsField:
    field = page.pane.editor.form.fields[name]
    assert isinstance(field, RowsField)
    return field


def test_a_type_is_made_with_lines_and_tasks(desk: ServiceDesk, show: Show) -> None:
    article = hour(desk)
    page = show("order_types")
    page.pane.begin_new()
    put(page, "name", "Repair")
    page.pane.editor.form.fields["skills"].set_value({desk.company.skill.id})
    QTest.mouseClick(rows(page, "lines").add_button, Qt.MouseButton.LeftButton)
    rows(page, "lines").lines()[0].set_value(TypeLine(LineKind.HOUR, article, "", Decimal("1.5")))
    QTest.mouseClick(rows(page, "tasks").add_button, Qt.MouseButton.LeftButton)
    task = TaskDraft("Clean", "inside", "outside", (CheckDraft("Fins", required=True), CheckDraft("Drain")))
    rows(page, "tasks").lines()[0].set_value(task)
    page.pane.save()
    made = kept(desk)[0]
    assert [(line.article_id, line.text, line.quantity) for line in made.lines] == [
        (article, "Technician", Decimal("1.5"))
    ]
    assert made.tasks[0].checks == (("Fins", True), ("Drain", False))
    assert made.skills == ("Refrigerant circuit",)


def test_looking_at_a_type_is_not_editing_it(desk: ServiceDesk, show: Show) -> None:
    made = make(desk)
    page = show("order_types")
    page.pane.show_record(made)
    assert page.pane.editor.draft() == {}


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("lines", (TypeLine(LineKind.ITEM),), "Choose an article or say what the line is for."),
        ("lines", (TypeLine(LineKind.HOUR, None, "Work", Decimal(-1)),), "Hours cannot be negative."),
        ("tasks", (TaskDraft(""),), "A task has a name of at most"),
        ("minutes", 0.0, "The expected work is between"),
    ],
)
def test_a_wrong_part_is_refused_beside_its_list(
    desk: ServiceDesk, show: Show, field: str, value: object, sentence: str
) -> None:
    made = make(desk)
    page = show("order_types")
    page.pane.show_record(made)
    page.pane.editor.form.fields[field].set_value(value)
    page.pane.save()
    assert sentence in wrong(page, field)
    assert kept(desk)[0].minutes == 90


def test_a_type_gets_stages_of_its_own_and_gives_them_back(desk: ServiceDesk, show: Show) -> None:
    standard(desk)
    made = make(desk)
    page = show("order_types")
    page.pane.show_record(made)
    actions = page.bound_actions()
    assert not actions["settings_type_no_stages"].isEnabled()
    actions["settings_type_stages"].trigger()
    assert kept(desk)[0].own_stages
    assert actions["settings_type_no_stages"].isEnabled()
    actions["settings_type_no_stages"].trigger()
    assert not kept(desk)[0].own_stages


def test_order_types_are_translated(desk: ServiceDesk, show: Show) -> None:
    made = make(desk)
    own = frozenset({"Yearly", "Refrigerant circuit", "H-1 Technician"})
    with pseudo_language():
        page = show("order_types")
        page.pane.show_record(made)
        assert untranslated(page.pane, own) == set()
