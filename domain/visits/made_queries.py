"""Visits that were made, page by page, as a list shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement, AgreementLine
from domain.assets.model import Asset
from domain.orders.model import Order, Stage, StageMeaning
from domain.parties.model import Customer, Site
from domain.visits.choosing import EVERYTHING, Choice, conditions
from domain.visits.made import status_of
from domain.visits.model import Visit, VisitStatus

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class MadeRow:
    """One visit with its order; `moved` says that somebody chose its day, `conflict` that this day is closed."""

    id: int
    agreement_id: int
    agreement: str
    customer: str
    line: str
    asset: str
    site: str
    due: date
    day: date
    moved: bool
    conflict: bool
    done_on: date | None
    order_id: int
    order: str
    status: VisitStatus

    @property
    def is_to_come(self) -> bool:
        """Whether it is neither done nor cancelled."""
        return self.status is VisitStatus.ORDERED


@dataclass(frozen=True, slots=True)
class MadeQuestion:
    """Which visits are asked for: those that stand on a day from `first` to `last`, of any status if none is named."""

    first: date
    last: date
    choice: Choice = EVERYTHING
    statuses: frozenset[VisitStatus] = frozenset()


@dataclass(frozen=True, slots=True)
class MadePage:
    """The first visits by day; `following` is where the next ones begin, None that there are none."""

    rows: tuple[MadeRow, ...]
    total: int
    following: int | None = None
    at_least: bool = False


def made_page(session: Session, question: MadeQuestion, limit: int = AT_ONCE) -> MadePage:
    """The first visits that were asked for."""
    chosen = _conditions(question)
    total = session.scalar(_joined(select(func.count(Visit.id))).where(*chosen)) or 0
    statement = _with_names().where(*chosen).order_by(Visit.planned_on, Visit.id).limit(limit)
    rows = tuple(_row(*row) for row in session.execute(statement))
    return MadePage(rows, total, len(rows) if len(rows) < total else None)


def _conditions(question: MadeQuestion) -> Sequence[ColumnElement[bool]]:
    days = and_(Visit.planned_on >= question.first, Visit.planned_on <= question.last)
    found = [days, *conditions(question.choice)]
    if question.statuses:
        wanted = [meaning for meaning in StageMeaning if status_of(meaning) in question.statuses]
        found.append(Stage.meaning.in_(wanted))
    return found


def _row(meaning: StageMeaning, *columns: Any) -> MadeRow:
    """Where a visit stands follows from its order, whoever has noted it already."""
    return MadeRow(*(*columns, status_of(meaning)))


def _joined(statement: Any) -> Any:
    return (
        statement.join(AgreementLine, AgreementLine.id == Visit.agreement_line_id)
        .join(Agreement, Agreement.id == AgreementLine.agreement_id)
        .join(Order, Order.id == Visit.order_id)
        .join(Stage, Stage.id == Order.stage_id)
    )


def _with_names() -> Any:
    columns = (
        Stage.meaning,
        Visit.id,
        Agreement.id,
        Agreement.number,
        func.coalesce(Customer.name, ""),
        AgreementLine.text,
        func.coalesce(Asset.name, ""),
        Site.name,
        Visit.due_on,
        Visit.planned_on,
        Visit.moved,
        Visit.conflict,
        Visit.done_on,
        Order.id,
        Order.number,
    )
    return (
        _joined(select(*columns))
        .join(Site, Site.id == Order.site_id)
        .outerjoin(Customer, Customer.id == Agreement.customer_id)
        .outerjoin(Asset, Asset.id == AgreementLine.asset_id)
    )


def newest_order(session: Session) -> int | None:
    """The order that was made last for a visit."""
    return session.scalar(select(func.max(Visit.order_id)))
