"""Response plans, read and kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.settings.plans.known import Known
from app.settings.source import Loaded, Source
from domain.errors import Overtaken, Refusal
from domain.language import tr
from domain.monitoring.plan_queries import PlanRow, names, plans, understood
from domain.monitoring.plan_service import change_plan, copy_plan, create_plan, delete_plan
from domain.store.unit_of_work import UnitOfWork


def read(session: Session) -> Loaded[PlanRow]:
    known = Known(names(session), understood(session))
    return Loaded(plans(session), {"steps": [(known, "")]}, {"names": known.names})


def save(work: UnitOfWork, before: PlanRow | None, values: Mapping[str, Any]) -> int:
    try:
        if before is None:
            return create_plan(work, values["name"], values["steps"])
        change_plan(work, before.id, values["name"], values["steps"], before.version)
    except Overtaken:
        raise
    except Refusal as refusal:
        raise at_steps(refusal) from None
    return before.id


def remove(work: UnitOfWork, row: PlanRow) -> None:
    delete_plan(work, row.id)


def copy(work: UnitOfWork, row: PlanRow) -> None:
    copy_plan(work, row.id)


def at_steps(refusal: Refusal) -> Refusal:
    """The refusal of a step beside the field that holds them all."""
    place, _, name = (refusal.field or "").partition(".")
    if not name:
        return refusal
    return Refusal(tr("Step {number}: {fault}", number=int(place) + 1, fault=refusal), field="steps")


SOURCE = Source(
    ("response plan", "rule", "command type", "calendar", "order type", "sla", "skill", "article"),
    read,
    save,
    remove,
)
