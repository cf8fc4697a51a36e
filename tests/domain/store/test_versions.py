"""Two people edit the same record: the second one is told, and what the first one did stays."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from domain.catalogue.model import LineKind
from domain.catalogue.queries import articles
from domain.catalogue.service import ArticleDraft, change_article, create_article
from domain.documents import template_queries
from domain.documents.template_service import save_template
from domain.errors import Overtaken
from domain.orders import tasks
from domain.orders.stage_queries import stage_rows
from domain.orders.stage_service import StageDraft, create_stage, edit_stage
from domain.orders.task_queries import tasks as tasks_of
from domain.orders.tasks import CheckDraft, TaskDraft
from domain.orders.type_queries import order_types
from domain.orders.types import TypeDraft, TypeLine, create_type, edit_type
from domain.parameters.model import ReasonFor
from domain.parameters.reasons import change_reason, create_reason, reasons
from domain.pricing.queries import prices
from domain.pricing.service import PriceDraft, change_price, create_price
from domain.repairs import queries as repairs
from domain.repairs.codes import CodeDraft, change_code, create_code
from domain.repairs.model import CodeKind
from domain.repairs.service import RepairDraft, add_repair, change_repair, remove_repair
from domain.store.store import Store
from domain.words import Priority
from tests.support.workshop import Workshop, order

FIRST, SECOND = "of the first", "of the second"


@dataclass(frozen=True)
class Form:
    """A kind of record: how it is changed by a form that was filled with some version of it, and how it is read."""

    change: Callable[[str, int], None]
    read: Callable[[], Sequence[Any]]
    shown: str = "name"


def forms(store: Store, workshop: Workshop) -> list[Form]:
    """A record of each kind, and the form it is edited by."""
    run = store.run
    article = run("kim", create_article, _article("F-7"))
    price = run("kim", create_price, _price("List"))
    reason = run("kim", create_reason, ReasonFor.PAUSE, "WAIT", "Waiting")
    stage = run("kim", create_stage, _stage(workshop, "Held"))
    kind = run("kim", create_type, _type("Inspection"))
    order_id = run("kim", order, workshop)
    task = run("kim", tasks.add_task, order_id, TaskDraft("Leak test"))
    code = run("kim", create_code, CodeDraft(CodeKind.CONDITION, "10", "Worn"))
    repair = run("kim", add_repair, order_id, RepairDraft("Warm"))

    def of(query: Callable[..., Sequence[Any]], *args: Any, key: int) -> Callable[[], Sequence[Any]]:
        def read() -> Sequence[Any]:
            with store.read() as session:
                return [row for row in query(session, *args) if row.id == key]

        return read

    def run_with(function: Callable[..., None], key: int, draft: Callable[[str], Any]) -> Callable[[str, int], None]:
        return lambda name, version: run("kim", function, key, draft(name), version)

    return [
        Form(run_with(change_article, article, _article), of(articles, key=article)),
        Form(run_with(change_price, price, _price), of(prices, key=price)),
        Form(
            lambda name, version: run("kim", change_reason, reason, "WAIT", name, version),
            of(reasons, ReasonFor.PAUSE, key=reason),
        ),
        Form(run_with(edit_stage, stage, lambda name: _stage(workshop, name)), of(stage_rows, key=stage)),
        Form(run_with(edit_type, kind, _type), of(order_types, key=kind)),
        Form(run_with(tasks.change_task, task, TaskDraft), of(tasks_of, order_id, key=task)),
        Form(run_with(change_code, code, _code), of(repairs.codes, key=code)),
        Form(
            lambda name, version: run("kim", change_repair, repair, RepairDraft(name), version=version),
            of(repairs.repairs, order_id, key=repair),
            "title",
        ),
    ]


def _article(name: str) -> ArticleDraft:
    return ArticleDraft("F-7", name, LineKind.ITEM, "pcs", 20, 40)


def _price(name: str) -> PriceDraft:
    return PriceDraft(name, LineKind.HOUR, date(2026, 1, 1), sales_price=90)


def _stage(workshop: Workshop, name: str) -> StageDraft:
    parent = next(iter(workshop.stages.values()))
    return StageDraft(name, next(reversed(workshop.stages)), parent)


def _type(name: str) -> TypeDraft:
    return TypeDraft(name, Priority.LOW, 60)


def _code(name: str) -> CodeDraft:
    return CodeDraft(CodeKind.CONDITION, "10", name)


def test_nobody_puts_a_change_over_one_that_he_never_saw(store: Store, workshop: Workshop) -> None:
    for form in forms(store, workshop):
        (seen,) = form.read()
        form.change(FIRST, seen.version)
        with pytest.raises(Overtaken, match="Somebody else has changed “of the first” meanwhile; look again"):
            form.change(SECOND, seen.version)
        (kept,) = form.read()
        assert getattr(kept, form.shown) == FIRST
        form.change(SECOND, kept.version)
        assert getattr(form.read()[0], form.shown) == SECOND


def test_a_change_of_the_parts_alone_is_one_of_the_record(store: Store, workshop: Workshop) -> None:
    type_id = store.run("kim", create_type, _type("Inspection"))
    line = TypeLine(LineKind.FEE, text="Call-out")
    store.run("kim", edit_type, type_id, TypeDraft("Inspection", Priority.LOW, 60, lines=(line,)), 1)
    with pytest.raises(Overtaken):
        store.run("kim", edit_type, type_id, _type("Inspection"), 1)
    order_id = store.run("kim", order, workshop)
    task_id = store.run("kim", tasks.add_task, order_id, TaskDraft("Leak test"))
    with_points = TaskDraft("Leak test", checks=(CheckDraft("Pressure held", required=True),))
    store.run("kim", tasks.change_task, task_id, with_points, 1)
    with pytest.raises(Overtaken):
        store.run("kim", tasks.change_task, task_id, TaskDraft("Leak test"), 1)
    with pytest.raises(Overtaken):
        store.run("kim", tasks.remove_task, task_id, 1)
    with store.read() as session:
        assert [check.text for check in tasks_of(session, order_id)[0].checks] == ["Pressure held"]


def test_a_repair_that_somebody_has_just_changed_is_not_taken_away(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    repair_id = store.run("kim", add_repair, order_id, RepairDraft("Warm"))
    store.run("lou", change_repair, repair_id, RepairDraft("Warm, and loud"), version=1)
    with pytest.raises(Overtaken, match="Warm, and loud"):
        store.run("kim", remove_repair, repair_id, version=1)
    store.run("kim", remove_repair, repair_id, version=2)


def test_a_template_is_not_put_over_one_that_somebody_else_has_just_made(store: Store) -> None:
    store.run("ada", save_template, "order", "<p>first</p>", None)
    with pytest.raises(Overtaken, match="Somebody else has changed"):
        store.run("kim", save_template, "order", "<p>second</p>", None)
    store.run("ada", save_template, "order", "<p>third</p>", 1)
    with pytest.raises(Overtaken):
        store.run("kim", save_template, "order", "<p>second</p>", 1)
    with store.read() as session:
        assert template_queries.source(session, "order") == "<p>third</p>"
