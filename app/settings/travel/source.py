"""Entered ways, read and kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from domain.money import exact
from domain.scheduling.travel.queries import WayRow, site_choices, way_rows
from domain.scheduling.travel.service import WayDraft, change_way, create_way, delete_way
from domain.store.unit_of_work import UnitOfWork


def read(session: Session) -> Loaded[WayRow]:
    sites = site_choices(session)
    return Loaded(way_rows(session), {"from_site_id": sites, "to_site_id": sites})


def save(work: UnitOfWork, before: WayRow | None, values: Mapping[str, Any]) -> int:
    km = None if values["km"] is None else float(exact(values["km"], "km"))
    draft = WayDraft(values["from_site_id"], values["to_site_id"], int(values["minutes"]), km)
    if before is None:
        return create_way(work, draft)
    change_way(work, before.id, before.draft, draft)
    return before.id


def remove(work: UnitOfWork, row: WayRow) -> None:
    delete_way(work, row.id)


SOURCE = Source(("travel override", "site", "customer", "parameter"), read, save, remove)
