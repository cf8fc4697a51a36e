"""The repairs of the demo company: a line on every order that was done, or is under way, because of a trouble."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from sqlalchemy import select

from domain.assets.model import Asset, AssetModel
from domain.catalogue.model import Article
from domain.demo.bulk import add_rows
from domain.demo.repair_codes import Cause, Codes, Trouble, enter_codes
from domain.orders.content import OrderLine
from domain.orders.model import Order, Stage, StageMeaning
from domain.repairs.cases import AGAIN
from domain.repairs.model import RepairLine
from domain.scheduling.model import Booking
from domain.store.unit_of_work import UnitOfWork

SEED = 20_260_304
#: How much likelier a cause is whose part was used; and how unlikely one whose part was not.
USED, UNUSED = 8.0, 0.1
#: How much likelier it is that what came back soon was only patched up, and that what stayed away was not.
PATCHED = 5.0


@dataclass(frozen=True, slots=True)
class Job:
    """An order with the trouble that it is for."""

    order_id: int
    asset_id: int
    model_id: int
    technician_id: int
    title: str
    trouble: Trouble
    opened_at: datetime
    closed_at: datetime | None


def note_repairs(work: UnitOfWork) -> None:
    """Store the codes, and what was found and done; on orders under way that is still to be found out."""
    dice = Random(SEED)  # noqa: S311  # the same at every build
    codes = enter_codes(work)
    jobs = list(_jobs(work, codes))
    parts = _parts(work)
    again = _came_back(jobs)
    rows = []
    for job in jobs:
        cause = _cause(job, parts.get(job.order_id, set()), job.order_id in again, dice)
        rows.append(_row(job, cause, codes) if job.closed_at else _begun(job, codes))
    add_rows(work, RepairLine, rows)


def _jobs(work: UnitOfWork, codes: Codes) -> Iterator[Job]:
    statement = (
        select(Order, AssetModel.id, AssetModel.kind, Booking.technician_id)
        .join(Booking, Booking.order_id == Order.id)
        .join(Order.stage)
        .join(Asset, Order.asset_id == Asset.id)
        .join(AssetModel, Asset.model_id == AssetModel.id)
        .where(Stage.meaning.in_((StageMeaning.ACTIVE, StageMeaning.DONE)))
        .order_by(Order.opened_at, Order.id)
    )
    for order, model_id, kind, technician_id in work.session.execute(statement):
        title = order.title.split(" – ")[0]
        trouble = codes.troubles.get((kind, title))
        if trouble is not None and order.asset_id is not None:
            yield Job(
                order.id, order.asset_id, model_id, technician_id, title, trouble, order.opened_at, order.closed_at
            )


def _came_back(jobs: Sequence[Job]) -> set[int]:
    """The orders after which the same machine had the same trouble soon again."""
    by_trouble: dict[tuple[int, int], list[Job]] = defaultdict(list)
    for job in jobs:
        by_trouble[job.asset_id, job.trouble.symptom_id].append(job)
    return {
        job.order_id
        for group in by_trouble.values()
        for job in group
        if job.closed_at and any(job.closed_at < later.opened_at <= job.closed_at + AGAIN for later in group)
    }


def _parts(work: UnitOfWork) -> Mapping[int, set[str]]:
    """The numbers of the articles on each order."""
    found: dict[int, set[str]] = defaultdict(set)
    statement = select(OrderLine.order_id, Article.number).join(Article, OrderLine.article_id == Article.id)
    for order_id, number in work.session.execute(statement):
        found[order_id].add(number)
    return found


def _cause(job: Job, parts: set[str], came_back: bool, dice: Random) -> Cause:
    weights = []
    for cause in job.trouble.causes:
        fits = 1.0 if not cause.part else USED if cause.part in parts else UNUSED
        weights.append(cause.weight * fits * (PATCHED if cause.lasts is not came_back else 1.0))
    return dice.choices(job.trouble.causes, weights)[0]


def _row(job: Job, cause: Cause, codes: Codes) -> dict[str, Any]:
    return _begun(job, codes) | {
        "condition_id": cause.condition_id,
        "diagnosis_id": cause.diagnosis_id,
        "resolution_id": cause.resolution_id,
        "stage_id": codes.finished_id,
        "finished_at": job.closed_at,
    }


def _begun(job: Job, codes: Codes) -> dict[str, Any]:
    """What the desk knows before anybody has looked."""
    return {
        "order_id": job.order_id,
        "asset_id": job.asset_id,
        "asset_model_id": job.model_id,
        "title": job.title,
        "note": "",
        "condition_id": None,
        "symptom_id": job.trouble.symptom_id,
        "diagnosis_id": None,
        "resolution_id": None,
        "stage_id": codes.begun_id,
        "technician_id": job.technician_id,
        "created_at": job.opened_at,
        "finished_at": None,
        "version": 1,
    }
