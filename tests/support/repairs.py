"""Repair codes, and repairs that have happened."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from domain.catalogue.model import Article, LineKind
from domain.clock import FixedClock
from domain.orders.content import OrderLine
from domain.repairs.codes import CodeDraft, create_code
from domain.repairs.model import CodeKind
from domain.repairs.service import RepairDraft, add_repair, change_repair
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.workshop import Workshop, order


class Bench:
    """Repairs that happened to the machines of a workshop; the attributes are ids."""

    def __init__(self, store: Store, workshop: Workshop, clock: FixedClock) -> None:
        self.store, self.workshop, self.clock = store, workshop, clock
        self.worn = self.code(CodeKind.CONDITION, "10", "Worn")
        self.door = self.code(CodeKind.SYMPTOM_AREA, "D", "Door")
        self.cold = self.code(CodeKind.SYMPTOM_AREA, "C", "Cold circuit")
        self.opens = self.code(CodeKind.SYMPTOM, "D1", "Opens again", area=self.door)
        self.warm = self.code(CodeKind.SYMPTOM, "C1", "Supply too warm", area=self.cold)
        self.mechanics = self.code(CodeKind.DIAGNOSIS_AREA, "M", "Mechanics")
        self.leak = self.code(CodeKind.DIAGNOSIS, "M1", "Leak at a flare joint", area=self.mechanics)
        self.dirt = self.code(CodeKind.DIAGNOSIS, "M2", "Condenser dirty", area=self.mechanics)
        self.sealed = self.code(CodeKind.RESOLUTION, "R1", "Sealed and refilled")
        self.cleaned = self.code(CodeKind.RESOLUTION, "R2", "Cleaned")
        self.waiting = self.code(CodeKind.REPAIR_STAGE, "1", "Waits for parts")
        self.finished = self.code(CodeKind.REPAIR_STAGE, "9", "Finished", finishes=True)
        self.order = store.run("kim", order, workshop)

    def code(self, kind: CodeKind, code: str, name: str, *, area: int | None = None, finishes: bool = False) -> int:
        return self.store.run("setup", create_code, CodeDraft(kind, code, name, area, finishes))

    def add(self, **draft: Any) -> int:
        return self.store.run("kim", add_repair, self.order, RepairDraft(**({"title": "Water is warm"} | draft)))

    def change(self, repair: int, version: int, **draft: Any) -> None:
        wish = RepairDraft(**({"title": "Water is warm"} | draft))
        self.store.run("kim", change_repair, repair, wish, version=version)

    def happened(self, days_ago: float, diagnosis: int, resolution: int, **more: Any) -> int:
        """A repair on an order of its own, finished so many days ago; returns the id of the order."""
        hours, part = more.pop("hours", None), more.pop("part", None)
        self.clock.advance(-timedelta(days=days_ago))
        placed = self.store.run("kim", order, self.workshop)
        values: dict[str, Any] = {"title": "Too warm", "symptom_id": self.warm, "stage_id": self.finished} | more
        wish = RepairDraft(**values, diagnosis_id=diagnosis, resolution_id=resolution)
        self.store.run("kim", add_repair, placed, wish)
        if hours is not None:
            self.store.run("kim", charge, placed, LineKind.HOUR, None, Decimal(hours))
        if part is not None:
            self.store.run("kim", charge, placed, LineKind.ITEM, part, Decimal(2))
        self.clock.advance(timedelta(days=days_ago))
        return placed

    def article(self, number: str, name: str) -> int:
        return self.store.run("setup", make_article, number, name)


def make_article(work: UnitOfWork, number: str, name: str) -> int:
    article = Article(
        number=number,
        name=name,
        kind=LineKind.ITEM,
        unit="pcs",
        cost_price=Decimal(10),
        sales_price=Decimal(18),
        tax_percent=Decimal(19),
        currency="EUR",
    )
    return work.add(article, "article.created").id


def charge(work: UnitOfWork, order_id: int, kind: LineKind, article_id: int | None, quantity: Decimal) -> None:
    line = OrderLine(
        order_id=order_id,
        position=1,
        kind=kind,
        article_id=article_id,
        text="Work" if article_id is None else "Part",
        quantity=quantity,
        unit="h" if article_id is None else "pcs",
        cost_price=Decimal(40),
        sales_price=Decimal(80),
        tax_percent=Decimal(19),
        done_on=work.now.date(),
    )
    work.add(line, "order_line.added")
