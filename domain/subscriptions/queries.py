"""Subscriptions as rows of a list: found by words, group and standing, with what waits to be billed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement
from domain.language import tr
from domain.parties.model import Customer
from domain.subscriptions.model import Fee, FeeStatus, Subscription, SubscriptionGroup
from domain.subscriptions.paid import bills_days
from domain.subscriptions.periods import PeriodCode

Chosen = TypeVarTuple("Chosen")
AT_ONCE = 100
MOST_WORDS = 8
SOON = timedelta(days=60)
"""How long before its end a subscription is looked at again."""


class Shown(StrEnum):
    """Which subscriptions a list shows."""

    ALL = "all"
    RUNNING = "running"
    ENDS_SOON = "ends_soon"
    ENDED = "ended"
    INACTIVE = "inactive"
    OPEN_FEES = "open_fees"
    BEHIND = "behind"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Shown.ALL: tr("All"),
            Shown.RUNNING: tr("Running"),
            Shown.ENDS_SOON: tr("Ends soon"),
            Shown.ENDED: tr("Ended"),
            Shown.INACTIVE: tr("Not active"),
            Shown.OPEN_FEES: tr("With open fees"),
            Shown.BEHIND: tr("No fee for today"),
        }[self]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is narrowed by; no groups are all of them."""

    shown: Shown = Shown.ALL
    words: str = ""
    groups: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SubscriptionRow:
    """One subscription; `paid_until` is the last day there is a fee for, `open_fees` how many are not invoiced."""

    id: int
    version: int
    number: str
    name: str
    customer: str
    group: str
    code: PeriodCode
    agreement: str
    starts_on: date
    ends_on: date | None
    active: bool
    paid_until: date | None = None
    open_fees: int = 0

    def stands(self, on: date) -> Shown:
        """How it stands on a day."""
        return standing(on, active=self.active, ends_on=self.ends_on)


@dataclass(frozen=True, slots=True)
class SubscriptionPage:
    """Some subscriptions, the newest first; `following` is where the next ones begin, None that there are none."""

    rows: tuple[SubscriptionRow, ...]
    total: int
    following: int | None = None
    at_least: bool = False


def standing(on: date, *, active: bool, ends_on: date | None) -> Shown:
    """How a subscription stands on a day: not active, ended, ends soon, or running."""
    if not active:
        return Shown.INACTIVE
    if ends_on is None or ends_on > on + SOON:
        return Shown.RUNNING
    return Shown.ENDED if ends_on < on else Shown.ENDS_SOON


def subscription_page(session: Session, on: date, asked: Asked, limit: int = AT_ONCE) -> SubscriptionPage:
    """The first `limit` subscriptions of which every word is found."""
    conditions = _conditions(on, asked)
    rows = _rows(session, conditions, limit)
    counted = _joined(select(func.count()).select_from(Subscription)).where(*conditions)
    total = session.scalar(counted) or 0
    return SubscriptionPage(rows, total, len(rows) if len(rows) < total else None)


def subscriptions_of_customer(session: Session, customer_id: int, limit: int = AT_ONCE) -> tuple[SubscriptionRow, ...]:
    """Those of one customer, the newest first."""
    return _rows(session, [Subscription.customer_id == customer_id], limit)


def subscriptions_under(session: Session, agreement_id: int, limit: int = AT_ONCE) -> tuple[SubscriptionRow, ...]:
    """Those under one agreement, the newest first."""
    return _rows(session, [Subscription.agreement_id == agreement_id], limit)


def _rows(session: Session, conditions: Sequence[ColumnElement[bool]], limit: int) -> tuple[SubscriptionRow, ...]:
    chosen = select(Subscription, Customer.name, SubscriptionGroup.name, SubscriptionGroup.code, Agreement.number)
    statement = _joined(chosen).where(*conditions).order_by(Subscription.number.desc())
    found = session.execute(statement.limit(limit)).all()
    keys = [each.id for each, *_ in found]
    until, open_ones = _paid_until(session, keys), _open_fees(session, keys)
    return tuple(
        SubscriptionRow(
            id=each.id,
            version=each.version,
            number=each.number,
            name=each.name,
            customer=customer,
            group=group,
            code=code,
            agreement=agreement or "",
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            active=each.active,
            paid_until=until.get(each.id),
            open_fees=open_ones.get(each.id, 0),
        )
        for each, customer, group, code, agreement in found
    )


def _joined(statement: Select[*Chosen]) -> Select[*Chosen]:
    return (
        statement.join(Subscription.customer)
        .join(Subscription.group)
        .outerjoin(Agreement, Agreement.id == Subscription.agreement_id)
    )


def _conditions(on: date, asked: Asked) -> list[ColumnElement[bool]]:
    found = [_has(word) for word in asked.words.split()[:MOST_WORDS]]
    if asked.groups:
        found.append(Subscription.group_id.in_(asked.groups))
    return [*found, *_standing(on, asked.shown)]


def _standing(on: date, shown: Shown) -> list[ColumnElement[bool]]:
    last = Subscription.ends_on
    conditions: Mapping[Shown, list[ColumnElement[bool]]] = {
        Shown.ALL: [],
        Shown.RUNNING: _holds(on),
        Shown.ENDS_SOON: [Subscription.active.is_(True), last.between(on, on + SOON)],
        Shown.ENDED: [last < on],
        Shown.INACTIVE: [Subscription.active.is_(False)],
        Shown.OPEN_FEES: [_with_fees(Fee.status == FeeStatus.OPEN)],
        Shown.BEHIND: [*_holds(on), ~_with_fees(bills_days(), Fee.starts_on <= on, Fee.ends_on >= on)],
    }
    return conditions[shown]


def _holds(on: date) -> list[ColumnElement[bool]]:
    last = Subscription.ends_on
    return [Subscription.active.is_(True), Subscription.starts_on <= on, or_(last.is_(None), last >= on)]


def _with_fees(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return Subscription.id.in_(select(Fee.subscription_id).where(*conditions))


def _has(word: str) -> ColumnElement[bool]:
    names = (Subscription.number, Subscription.name, Customer.name, SubscriptionGroup.name)
    agreement = (Agreement.number, Agreement.name)
    return or_(*(name.icontains(word, autoescape=True) for name in (*names, *agreement)))


def _paid_until(session: Session, keys: Collection[int]) -> Mapping[int, date]:
    statement = select(Fee.subscription_id, func.max(Fee.ends_on)).where(Fee.subscription_id.in_(keys), bills_days())
    return dict(session.execute(statement.group_by(Fee.subscription_id)).all())


def _open_fees(session: Session, keys: Collection[int]) -> Mapping[int, int]:
    mine = (Fee.subscription_id.in_(keys), Fee.status == FeeStatus.OPEN)
    statement = select(Fee.subscription_id, func.count()).where(*mine)
    return dict(session.execute(statement.group_by(Fee.subscription_id)).all())
