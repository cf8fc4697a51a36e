"""Territories as rows: how many sites are in them, and how many technicians look after them."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.parties.model import Site, Territory
from domain.workforce.model import Technician, technician_territory


@dataclass(frozen=True, slots=True)
class TerritoryRow:
    """A territory; `version` is what a change of it has to name."""

    id: int
    version: int
    name: str
    sites: int
    technicians: int


def territory_rows(session: Session) -> tuple[TerritoryRow, ...]:
    """All territories, by name."""
    table = technician_territory.c
    sites = select(func.count()).where(Site.territory_id == Territory.id, Site.active).scalar_subquery()
    people = (
        select(func.count())
        .select_from(technician_territory)
        .join(Technician, Technician.id == table.technician_id)
        .where(table.territory_id == Territory.id, Technician.active)
        .scalar_subquery()
    )
    statement = select(Territory.id, Territory.version, Territory.name, sites, people).order_by(Territory.name)
    return tuple(TerritoryRow(*row) for row in session.execute(statement))
