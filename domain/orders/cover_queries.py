"""The question “is this covered?” as it is asked on the telephone, and how much of every limit is used."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from domain.agreements.cover import Answer
from domain.agreements.cover_caps import CapUnit, CapWindow, Usage
from domain.agreements.cover_rules import CoverRule, Treatment, Work
from domain.agreements.cover_words import told
from domain.agreements.model import Agreement
from domain.agreements.validity import covering
from domain.assets.model import Asset
from domain.catalogue.model import LineKind
from domain.orders.cover_used import used_of
from domain.orders.covering import Covering, asked, covering_of, limit_asked, rules_of, window_of
from domain.orders.model import Order
from domain.parameters import service as parameters
from domain.parties.model import Customer


@dataclass(frozen=True, slots=True)
class KindCover:
    """How one kind of work is covered: what the customer pays, in words, until when, and how much is left."""

    kind: LineKind
    treatment: Treatment
    sentence: str
    until: date | None
    left: Decimal | None
    unit: CapUnit | None


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """How much of the limit of one rule is used in the time that counts on a day."""

    cover_id: int
    name: str
    unit: CapUnit
    limit: Decimal
    used: Decimal
    left: Decimal
    percent: Decimal
    warned: bool
    starts_on: date
    ends_on: date | None


def cover_for_order(session: Session, order_id: int, on: date) -> tuple[KindCover, ...]:
    """How further work on an order would be covered on a day, kind by kind; nothing if it is not there any more."""
    order = session.get(Order, order_id)
    if order is None:
        return ()
    found = covering_of(session, order.agreement_id, order.asset_id, order.site_id)
    return _kinds(session, found, order.currency, on)


def cover_for_asset(session: Session, asset_id: int, on: date) -> tuple[KindCover, ...]:
    """How work on an asset would be covered on a day, kind by kind, under the agreement that names it."""
    asset = session.get(Asset, asset_id)
    if asset is None:
        return ()
    line = covering(session, asset_id, on)
    found = covering_of(session, None if line is None else line.agreement_id, asset_id, asset.site_id)
    return _kinds(session, found, _currency(session, asset.customer_id), on)


def coverage(session: Session, agreement_id: int, on: date) -> tuple[CoverageRow, ...]:
    """How much is used of each limit of an agreement that holds on a day, in one question to the database."""
    agreement = session.get(Agreement, agreement_id)
    if agreement is None or agreement.customer_id is None:
        return ()
    rules = [rule for rule in rules_of(session, agreement_id, with_suspended=True) if _limited(rule, on)]
    windows = [(rule, window_of(rule, on)) for rule in rules]
    used = used_of(session, windows, _currency(session, agreement.customer_id))
    return tuple(_row(rule, window, used[rule.id, window]) for rule, window in windows)


def _limited(rule: CoverRule, on: date) -> bool:
    return rule.cap is not None and rule.starts_on <= on and (rule.ends_on is None or on <= rule.ends_on)


def _row(rule: CoverRule, window: CapWindow, used: Decimal) -> CoverageRow:
    assert rule.cap is not None, "only limits are asked for"
    usage = Usage(rule.cap, window, used)
    return CoverageRow(
        cover_id=rule.id,
        name=rule.name,
        unit=rule.cap.unit,
        limit=rule.cap.limit,
        used=used,
        left=usage.left,
        percent=usage.percent,
        warned=usage.is_warned,
        starts_on=window.starts_on,
        ends_on=window.ends_on,
    )


def _kinds(session: Session, found: Covering, currency: str, on: date) -> tuple[KindCover, ...]:
    works = [
        Work(
            on=on,
            kind=kind,
            currency=currency,
            asset_ids=found.asset_ids,
            model_id=found.model_id,
            site_id=found.site_id,
        )
        for kind in LineKind
    ]
    limits = dict.fromkeys(filter(None, (limit_asked(found.rules, work) for work in works)))
    used = used_of(session, list(limits), currency)

    def used_by(rule: CoverRule, window: CapWindow) -> Decimal:
        return used[rule.id, window]

    return tuple(_kind(asked(work, found.rules, used_by, found.warranty)) for work in works)


def _kind(answer: Answer) -> KindCover:
    return KindCover(
        kind=answer.work.kind,
        treatment=answer.shares[0].treatment,
        sentence=told(answer),
        until=answer.until,
        left=None if answer.usage is None else answer.usage.left,
        unit=None if answer.usage is None else answer.usage.cap.unit,
    )


def _currency(session: Session, customer_id: int) -> str:
    customer = session.get(Customer, customer_id)
    return (customer.currency if customer else None) or parameters.read(session).currency
