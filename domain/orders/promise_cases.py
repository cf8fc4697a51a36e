"""Orders as far as their promises follow from them, read many at a time."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement, AgreementGroup, AgreementLine
from domain.assets.model import Asset
from domain.orders.model import Order
from domain.orders.promise_model import ClockMark, Promise
from domain.orders.standing import COLUMNS, Standing
from domain.parties.model import Customer, Site
from domain.sla.clock import Mark, MarkKind, TargetKind
from domain.store.base import Entity
from domain.words import Priority

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True, slots=True)
class Named:
    """The SLAs that could hold for an order, by where they are named."""

    order: int | None
    asset: int | None
    agreement_line: int | None
    agreement: int | None
    agreement_group: int | None
    customer: int | None


@dataclass(frozen=True, slots=True)
class Case:
    """One order: what is promised follows from this, and `kept` is what was written of it last."""

    order_id: int
    number: str
    priority: Priority
    due_at: datetime | None
    closed_at: datetime | None
    zone: str
    named: Named
    marks: tuple[Mark, ...]
    kept: Mapping[TargetKind, Standing]


def read_cases(session: Session, order_ids: Collection[int], *, lock: bool = False) -> list[Case]:
    """The orders with those ids; `lock` holds their rows until commit."""
    if not order_ids:
        return []
    statement = _CASES.where(Order.id.in_(order_ids)).order_by(Order.id)
    rows = session.execute(statement.with_for_update(of=Order) if lock else statement).all()
    assets = _slas_of_assets(session, {row.asset_id for row in rows if row.asset_id is not None})
    marks, kept = _marks(session, order_ids), _kept(session, order_ids)
    return [_case(row, assets, marks, kept) for row in rows]


def new_case(session: Session, order: Order, mark: Mark) -> Case:
    """An order of which this is the only mark and nothing is promised yet, whether it is written already or not."""
    with session.no_autoflush:
        agreement = _found(session, Agreement, order.agreement_id)
        named = Named(
            order=order.sla_id,
            asset=_sla_of_asset(session, order.asset_id),
            agreement_line=_sla(_found(session, AgreementLine, order.agreement_line_id)),
            agreement=_sla(agreement),
            agreement_group=_sla(_found(session, AgreementGroup, agreement.group_id if agreement else None)),
            customer=_sla(_found(session, Customer, order.customer_id)),
        )
        zone = session.get_one(Site, order.site_id).timezone
    return Case(order.id, order.number, order.priority, order.due_at, order.closed_at, zone, named, (mark,), {})


def _found(session: Session, kind: type[E], key: int | None) -> E | None:
    return None if key is None else session.get(kind, key)


def _sla(record: Agreement | AgreementGroup | AgreementLine | Customer | None) -> int | None:
    return None if record is None else record.sla_id


def _sla_of_asset(session: Session, asset_id: int | None) -> int | None:
    """The SLA of an asset; a part without one has that of the machine it is a part of."""
    seen: set[int] = set()
    while (asset := _found(session, Asset, asset_id)) is not None and asset.id not in seen:
        if asset.sla_id is not None:
            return asset.sla_id
        seen.add(asset.id)
        asset_id = asset.parent_id
    return None


_CASES: Any = (
    select(
        Order.id,
        Order.number,
        Order.priority,
        Order.opened_at,
        Order.due_at,
        Order.closed_at,
        Order.asset_id,
        Order.sla_id,
        Site.timezone,
        Customer.sla_id.label("customer_sla"),
        Agreement.sla_id.label("agreement_sla"),
        AgreementGroup.sla_id.label("group_sla"),
        AgreementLine.sla_id.label("line_sla"),
    )
    .join(Site, Site.id == Order.site_id)
    .join(Customer, Customer.id == Order.customer_id)
    .outerjoin(Agreement, Agreement.id == Order.agreement_id)
    .outerjoin(AgreementGroup, AgreementGroup.id == Agreement.group_id)
    .outerjoin(AgreementLine, AgreementLine.id == Order.agreement_line_id)
)


def _case(
    row: Any,
    assets: Mapping[int, int],
    marks: Mapping[int, list[Mark]],
    kept: Mapping[int, dict[TargetKind, Standing]],
) -> Case:
    history = marks.get(row.id, [])
    if not any(mark.kind is MarkKind.OPENED for mark in history):
        history = [Mark(row.opened_at, MarkKind.OPENED), *history]
    named = Named(
        row.sla_id, assets.get(row.asset_id), row.line_sla, row.agreement_sla, row.group_sla, row.customer_sla
    )
    return Case(
        order_id=row.id,
        number=row.number,
        priority=row.priority,
        due_at=row.due_at,
        closed_at=row.closed_at,
        zone=row.timezone,
        named=named,
        marks=tuple(history),
        kept=kept.get(row.id, {}),
    )


def _slas_of_assets(session: Session, asset_ids: Iterable[int]) -> dict[int, int]:
    """The same for many, each of them read once."""
    parents: dict[int, int | None] = {}
    own: dict[int, int] = {}
    unknown = set(asset_ids)
    while unknown:
        statement = select(Asset.id, Asset.parent_id, Asset.sla_id).where(Asset.id.in_(unknown))
        for key, parent, sla_id in session.execute(statement):
            parents[key] = parent
            if sla_id is not None:
                own[key] = sla_id
        unknown = {parent for key, parent in parents.items() if parent and key not in own and parent not in parents}
    found = {}
    for key in parents:
        above: int | None = key
        seen: set[int] = set()
        while above is not None and above not in own and above not in seen:
            seen.add(above)
            above = parents.get(above)
        if above in own:
            found[key] = own[above]
    return found


def _marks(session: Session, order_ids: Collection[int]) -> dict[int, list[Mark]]:
    columns = (ClockMark.order_id, ClockMark.at, ClockMark.kind, ClockMark.pauses, ClockMark.agreed_until)
    statement = select(*columns).where(ClockMark.order_id.in_(order_ids)).order_by(ClockMark.at, ClockMark.id)
    found: dict[int, list[Mark]] = {}
    for order_id, at, kind, pauses, agreed_until in session.execute(statement):
        paused = frozenset(TargetKind(each) for each in pauses)
        found.setdefault(order_id, []).append(Mark(at, kind, paused, agreed_until))
    return found


def _kept(session: Session, order_ids: Collection[int]) -> dict[int, dict[TargetKind, Standing]]:
    columns = [getattr(Promise, name) for name in COLUMNS]
    statement = select(Promise.order_id, Promise.kind, *columns).where(Promise.order_id.in_(order_ids))
    found: dict[int, dict[TargetKind, Standing]] = {}
    for order_id, kind, *values in session.execute(statement):
        found.setdefault(order_id, {})[kind] = Standing(*values)
    return found
