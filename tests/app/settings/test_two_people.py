"""Two people edit the same record in the settings: the second one is told, and nothing typed is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from app.settings.templates.template_field import TemplateField
from domain.catalogue.model import LineKind
from domain.catalogue.service import ArticleDraft, change_article, create_article
from domain.documents.template_queries import source
from domain.documents.template_service import save_template
from domain.monitoring.definitions.simple import above
from domain.monitoring.rule_service import RuleDraft, change_rule, create_rule
from domain.orders.model import StageMeaning
from domain.orders.stage_service import StageDraft, create_stage, edit_stage
from domain.orders.types import TypeDraft, create_type, edit_type
from domain.parameters.model import ReasonFor
from domain.parameters.reasons import change_reason, create_reason
from domain.pricing.service import PriceDraft, change_price, create_price
from domain.repairs.codes import CodeDraft, change_code, create_code
from domain.repairs.model import CodeKind
from domain.words import Priority, Severity
from tests.app.settings.conftest import Show, put
from tests.support.service_desk import ServiceDesk

#: Makes a record, and gives back its id and how somebody else calls it otherwise.
Make = Callable[[ServiceDesk], tuple[int, Callable[[], None]]]


def article(desk: ServiceDesk) -> tuple[int, Callable[[], None]]:
    draft = ArticleDraft("H-1", "Hour", LineKind.HOUR, "h", 40, 86)
    made = desk.store.run("ada", create_article, draft)
    other = ArticleDraft("H-1", "Working hour", LineKind.HOUR, "h", 40, 95)
    return made, lambda: desk.store.run("ada", change_article, made, other, 1)


def price(desk: ServiceDesk) -> tuple[int, Callable[[], None]]:
    def draft(name: str, sales: int) -> PriceDraft:
        return PriceDraft(name, LineKind.HOUR, date(2026, 1, 1), sales_price=sales)

    made = desk.store.run("ada", create_price, draft("List", 90))
    return made, lambda: desk.store.run("ada", change_price, made, draft("List 2027", 99), 1)


def reason(desk: ServiceDesk) -> tuple[int, Callable[[], None]]:
    made = desk.store.run("ada", create_reason, ReasonFor.PAUSE, "WAIT", "Waiting")
    return made, lambda: desk.store.run("ada", change_reason, made, "WAIT", "Waiting for parts", 1)


def stage(desk: ServiceDesk) -> tuple[int, Callable[[], None]]:
    parent = next(each.id for each in desk.company.stages if each.meaning is StageMeaning.ACTIVE)
    made = desk.store.run("ada", create_stage, StageDraft("Held", StageMeaning.ACTIVE, parent))
    other = StageDraft("On hold", StageMeaning.ACTIVE, parent, pauses_completion=True)
    return made, lambda: desk.store.run("ada", edit_stage, made, other, 1)


def order_type(desk: ServiceDesk) -> tuple[int, Callable[[], None]]:
    made = desk.store.run("ada", create_type, TypeDraft("Yearly", Priority.LOW, 90))
    return made, lambda: desk.store.run("ada", edit_type, made, TypeDraft("Inspection", Priority.LOW, 60), 1)


def repair_code(desk: ServiceDesk) -> tuple[int, Callable[[], None]]:
    made = desk.store.run("ada", create_code, CodeDraft(CodeKind.CONDITION, "10", "Worn"))
    return made, lambda: desk.store.run("ada", change_code, made, CodeDraft(CodeKind.CONDITION, "10", "Torn"), 1)


def rule(desk: ServiceDesk) -> tuple[int, Callable[[], None]]:
    draft = RuleDraft("Too warm", above("flow", 3.0), Severity.MAJOR)
    made = desk.store.run("ada", create_rule, draft)
    other = replace(draft, name="Far too warm", definition=above("flow", 5.0))
    return made, lambda: desk.store.run("ada", change_rule, made, other, 1)


@pytest.mark.parametrize(
    ("section", "make"),
    [
        ("articles", article),
        ("prices", price),
        ("reasons", reason),
        ("stages", stage),
        ("order_types", order_type),
        ("repair_codes", repair_code),
        ("rules", rule),
    ],
)
def test_the_second_is_told_keeps_what_he_typed_and_sees_what_the_first_did(
    desk: ServiceDesk, show: Show, section: str, make: Make
) -> None:
    made, change_elsewhere = make(desk)
    page = show(section)
    page.pane.show_record(made)
    put(page, "name", "Mine")
    change_elsewhere()
    page.pane.save()
    assert "Somebody else has changed" in desk.notices[-1].text
    assert page.pane.editor.draft() == {"name": "Mine"}
    assert "Changed by somebody else meanwhile: Name" in page.pane.editor.meanwhile()
    page.pane.save()
    assert desk.notices[-1].text == "Mine saved."
    assert page.pane.editor.draft() == {}
    row = page.pane.editor.row()
    assert row is not None
    assert (row.name, row.version) == ("Mine", 3)


def test_a_template_that_somebody_else_wrote_meanwhile_is_not_overwritten_unseen(desk: ServiceDesk, show: Show) -> None:
    page = show("templates")
    row = next(row for row in page.pane.list.rows() if row.name == "work_description")
    page.pane.show_record(row.id)
    field = page.pane.editor.form.fields["source"]
    assert isinstance(field, TemplateField)
    field.edit.setPlainText("<p>mine</p>")
    desk.store.run("ada", save_template, "work_description", "<p>hers</p>", None)
    page.pane.save()
    assert "Somebody else has changed" in desk.notices[-1].text
    assert field.value() == "<p>mine</p>"
    with desk.store.read() as session:
        assert source(session, "work_description") == "<p>hers</p>"
    page.pane.save()
    with desk.store.read() as session:
        assert source(session, "work_description") == "<p>mine</p>"
