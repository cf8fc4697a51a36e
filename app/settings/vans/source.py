"""Vans, read and kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from domain.catalogue.model import LineKind
from domain.catalogue.queries import articles
from domain.errors import Refusal
from domain.language import tr
from domain.money import exact
from domain.scheduling.needs.van_service import VanRow, count_van, vans
from domain.store.unit_of_work import UnitOfWork

SUBJECTS = ("van stock", "technician", "team", "article")


def read(session: Session) -> Loaded[VanRow]:
    rows = vans(session)
    held = {article_id for row in rows for article_id, _ in row.stock}
    offered = [
        (row.id, f"{row.number}  {row.name}")
        for row in articles(session, kind=LineKind.ITEM)
        if row.active or row.id in held
    ]
    return Loaded(rows, {"stock": offered})


def save(work: UnitOfWork, before: VanRow | None, values: Mapping[str, Any]) -> int:
    if before is None:
        raise Refusal(tr("Technicians are entered in the section “Technicians”."))
    if None in values["stock"]:
        raise Refusal(tr("Choose an article in each line, or remove the line."), field="stock")
    stock = frozenset((article_id, exact(quantity or "", "stock")) for article_id, quantity in values["stock"])
    count_van(work, before.id, before.stock, stock)
    return before.id


SOURCE = Source(SUBJECTS, read, save)
