"""What technicians have in their vans: counted, changed, read."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from domain.errors import Overtaken, Refusal
from domain.language import grouped, tr
from domain.scheduling.requirement_model import VanStock
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Bookable, Team, Technician

#: Articles, each with its quantity.
Stock = frozenset[tuple[int, Decimal]]
MOST = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class VanRow:
    """A technician and the van; the id is that of the technician. Without stock no account of the van is kept."""

    id: int
    name: str
    team: str
    stock: Stock


def vans(session: Session) -> tuple[VanRow, ...]:
    """The vans of all who work here and can have one."""
    stocks: defaultdict[int, set[tuple[int, Decimal]]] = defaultdict(set)
    held = select(VanStock.technician_id, VanStock.article_id, VanStock.quantity)
    for technician_id, article_id, quantity in session.execute(held):
        stocks[technician_id].add((article_id, quantity))
    statement = (
        select(Technician.id, Technician.name, Team.name)
        .join(Technician.team)
        .where(Technician.active, Technician.kind != Bookable.FACILITY)
        .order_by(Technician.name)
    )
    return tuple(
        VanRow(key, name, team, frozenset(stocks.get(key, ()))) for key, name, team in session.execute(statement)
    )


def count_van(work: UnitOfWork, technician_id: int, seen: Stock, wanted: Stock) -> None:
    """Say what is in the van now. Raises Overtaken where somebody else has counted meanwhile."""
    technician = work.get(Technician, technician_id, lock=True)
    there = {row.article_id: row for row in work.session.scalars(_rows(technician.id))}
    if frozenset((key, row.quantity) for key, row in there.items()) != seen:
        sentence = tr("Somebody else has just changed this; close the form, look again and repeat.")
        raise Overtaken(sentence, field="stock")
    quantities = _checked(wanted)
    for article_id, row in there.items():
        if article_id not in quantities:
            work.session.delete(row)
            work.note("van stock.removed", row)
        elif row.quantity != quantities[article_id]:
            row.quantity = quantities[article_id]
            work.note("van stock.counted", row)
    new = sorted(quantities.keys() - there.keys())
    work.add_all(
        (VanStock(technician_id=technician.id, article_id=key, quantity=quantities[key]) for key in new),
        "van stock.counted",
    )


def _rows(technician_id: int) -> Select[VanStock]:
    return select(VanStock).where(VanStock.technician_id == technician_id).order_by(VanStock.id)


def _checked(wanted: Stock) -> dict[int, Decimal]:
    quantities = dict(wanted)
    if len(quantities) < len(wanted):
        raise Refusal(tr("The same article stands here twice."), field="stock")
    if any(not 0 <= quantity <= MOST for quantity in quantities.values()):
        raise Refusal(tr("A quantity is from 0 to {most}.", most=grouped(MOST)), field="stock")
    return quantities
