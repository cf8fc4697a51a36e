"""Agreements as rows: to choose one for an order, and its lines to copy."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.agreements.line_name import line_name
from domain.agreements.model import Agreement, AgreementGroup, AgreementLine
from domain.agreements.validity import line_holds
from domain.assets.model import Asset
from domain.catalogue.model import LineKind
from domain.parties.model import Customer


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement. `version` goes back with every change."""

    id: int
    version: int
    number: str
    name: str
    customer_id: int
    customer: str
    group: str | None
    sla_id: int | None
    starts_on: date
    ends_on: date | None
    suspended: bool

    def holds(self, on: date) -> bool:
        """Whether orders can be opened under it on a day."""
        return not self.suspended and self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


@dataclass(frozen=True, slots=True)
class AgreementLineRow:
    """A service that is promised."""

    id: int
    kind: LineKind
    text: str
    article_id: int | None
    asset_id: int | None
    asset: str | None
    sla_id: int | None
    quantity: Decimal
    stopped: bool

    @property
    def name(self) -> str:
        """The service with its asset."""
        return line_name(self.text, self.asset or "")


def agreements(session: Session, *, customer_id: int | None = None, on: date | None = None) -> list[AgreementRow]:
    """Agreements by number: of one customer, or only those under which orders can be opened on a day."""
    statement = (
        select(
            Agreement.id,
            Agreement.version,
            Agreement.number,
            Agreement.name,
            Customer.id,
            Customer.name,
            AgreementGroup.name,
            Agreement.sla_id,
            Agreement.starts_on,
            Agreement.ends_on,
            Agreement.suspended,
        )
        .join(Customer, Customer.id == Agreement.customer_id)
        .outerjoin(AgreementGroup, AgreementGroup.id == Agreement.group_id)
        .order_by(Agreement.number)
    )
    if customer_id is not None:
        statement = statement.where(Agreement.customer_id == customer_id)
    if on is not None:
        ends = or_(Agreement.ends_on.is_(None), Agreement.ends_on >= on)
        statement = statement.where(~Agreement.suspended, Agreement.starts_on <= on, ends)
    return [AgreementRow(*row) for row in session.execute(statement)]


def agreement_lines(session: Session, agreement_id: int, *, on: date | None = None) -> list[AgreementLineRow]:
    """The lines of an agreement in their order: all that there ever were, or those that hold on a day."""
    statement = (
        select(
            AgreementLine.id,
            AgreementLine.kind,
            AgreementLine.text,
            AgreementLine.article_id,
            AgreementLine.asset_id,
            Asset.name,
            AgreementLine.sla_id,
            AgreementLine.quantity,
            AgreementLine.stopped,
        )
        .outerjoin(Asset, Asset.id == AgreementLine.asset_id)
        .where(AgreementLine.agreement_id == agreement_id, *(() if on is None else (line_holds(on),)))
        .order_by(AgreementLine.position, AgreementLine.id)
    )
    return [AgreementLineRow(*row) for row in session.execute(statement)]


def groups(session: Session) -> list[tuple[int, str]]:
    """The groups as (id, name)."""
    found = session.execute(select(AgreementGroup.id, AgreementGroup.name).order_by(AgreementGroup.name))
    return [(key, name) for key, name in found]
