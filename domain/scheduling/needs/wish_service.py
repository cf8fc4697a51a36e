"""Whom a customer, or one site of it, wants to come, alone, or not at all."""

from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from domain.errors import Overtaken, Refusal
from domain.language import tr
from domain.parties.model import Customer, Site
from domain.scheduling.requirement_model import TechnicianWish, Wish
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Technician


class Wished(NamedTuple):
    """A wish for a technician; without a site it holds at all sites."""

    technician_id: int
    wish: Wish
    site_id: int | None = None


def wishes_of(session: Session, customer_id: int) -> frozenset[Wished]:
    """What a customer wishes now."""
    columns = (TechnicianWish.technician_id, TechnicianWish.wish, TechnicianWish.site_id)
    return frozenset(Wished(*row) for row in session.execute(select(*columns).where(_of(customer_id))))


def wish(work: UnitOfWork, customer_id: int, seen: frozenset[Wished], wanted: frozenset[Wished]) -> None:
    """Keep what a customer wishes. Raises Overtaken where somebody else has changed it meanwhile."""
    customer = work.get(Customer, customer_id, lock=True)
    if wishes_of(work.session, customer_id) != seen:
        sentence = tr("Somebody else has just changed this; close the form, look again and repeat.")
        raise Overtaken(sentence, field="wishes")
    _check(work, customer, wanted)
    there = {_key(row): row for row in work.session.scalars(select(TechnicianWish).where(_of(customer_id)))}
    kinds = {(one.site_id, one.technician_id): one.wish for one in wanted}
    for key, row in there.items():
        if key not in kinds:
            work.session.delete(row)
            work.note("technician wish.withdrawn", row)
        elif row.wish is not kinds[key]:
            row.wish = kinds[key]
            work.note("technician wish.changed", row)
    new = [each for each in kinds if each not in there]
    work.add_all(
        (TechnicianWish(customer_id=customer_id, site_id=key[0], technician_id=key[1], wish=kinds[key]) for key in new),
        "technician wish.made",
    )


def _check(work: UnitOfWork, customer: Customer, wanted: frozenset[Wished]) -> None:
    if len({(one.site_id, one.technician_id) for one in wanted}) < len(wanted):
        raise Refusal(tr("The same technician stands here twice for the same place."), field="wishes")
    for one in wanted:
        work.get(Technician, one.technician_id)
        if one.site_id is not None and work.get(Site, one.site_id).customer_id != customer.id:
            raise Refusal(tr("This site belongs to another customer."), field="wishes")


def _of(customer_id: int) -> ColumnElement[bool]:
    return TechnicianWish.customer_id == customer_id


def _key(row: TechnicianWish) -> tuple[int | None, int]:
    return row.site_id, row.technician_id
