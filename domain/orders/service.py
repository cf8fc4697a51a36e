"""What people and alerts do with orders."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Unpack
from zoneinfo import ZoneInfo

from domain.agreements.validity import covering
from domain.assets.model import Asset
from domain.errors import Refusal
from domain.language import tr
from domain.orders import beginning, promises
from domain.orders.address_service import AddressDraft, put_address
from domain.orders.covered_lines import recount
from domain.orders.filling import Stored
from domain.orders.header import HeaderFields, check_agreed, check_minutes, check_title, fill, skills_with
from domain.orders.header_names import names_in
from domain.orders.model import Order, OrderType, Origin, StageMeaning
from domain.orders.moving import first_stage, stand_in_own_tree
from domain.orders.permissions import Permission, require
from domain.orders.types import apply_type
from domain.parameters import service as parameters
from domain.parties.model import Site
from domain.store.numbering import next_number
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version
from domain.words import Priority

SERIES = ("order", "SO")
"""The name of the numbers of orders, and what they begin with."""
#: What decides what covers the lines.
_COVERED_BY = frozenset({"agreement_id", "asset_id", "site_id"})


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """What is asked for. Customer and site follow from the asset where one is given; `minutes` is the expected work.

    Without an agreement it is the one that covers the asset, unless `without_agreement`. What begins at a later
    moment is promised from then, and its agreement has to hold then; the lines that its type brings are of the `day`.
    What was agreed to be done by a moment is not due before that.
    """

    title: str
    priority: Priority
    origin: Origin
    minutes: int
    site_id: int | None = None
    asset_id: int | None = None
    skill_ids: frozenset[int] = frozenset()
    description: str = ""
    source: str | None = None
    contact_id: int | None = None
    order_type_id: int | None = None
    agreement_id: int | None = None
    agreement_line_id: int | None = None
    without_agreement: bool = False
    parent_id: int | None = None
    sla_id: int | None = None
    preferred_technician_id: int | None = None
    responsible: str = ""
    internal_note: str = ""
    external_note: str = ""
    needs_booking: bool = True
    window_from: datetime | None = None
    window_until: datetime | None = None
    address: AddressDraft | None = None
    begins_at: datetime | None = None
    agreed_until: datetime | None = None
    day: date | None = None


def open_order(work: UnitOfWork, draft: OrderDraft) -> Order:
    """Open an order in the first stage, with its number, what its type brings, and what is promised for it."""
    order = new_order(work, draft)
    # Last of all: an alert whose order is refused is stored all the same, and must not use up a number.
    order.number = next_number(work, *SERIES)
    beginning.opened(work, order, draft.begins_at, draft.agreed_until)
    if draft.order_type_id is not None:
        apply_type(Stored(work, order), work.get(OrderType, draft.order_type_id), draft.day)
    if draft.address is not None:
        put_address(work, order, draft.address)
    return order


def new_order(work: UnitOfWork, draft: OrderDraft) -> Order:
    """An order as it would be opened, without number, lines and tasks; nothing is written. Raises Refusal."""
    check_title(draft.title)
    check_minutes(draft.minutes)
    site = _site_of(work, draft)
    stage = first_stage(work, StageMeaning.NEW, draft.order_type_id)
    order = Order(
        title=draft.title.strip(),
        description=draft.description,
        customer_id=site.customer_id,
        site_id=site.id,
        asset_id=draft.asset_id,
        currency=site.customer.currency or parameters.read(work.session).currency,
        priority=draft.priority,
        stage=stage,
        stage_id=stage.id,
        origin=draft.origin,
        source=draft.source,
        minutes=draft.minutes,
        opened_at=work.now,
        skills=skills_with(work, draft.skill_ids),
    )
    with work.session.no_autoflush:
        _agree_ahead(work, order, draft, site)
        fill(work, order, _terms(work, draft, site))
    return order


def follow_up(work: UnitOfWork, order_id: int, draft: OrderDraft) -> Order:
    """Open an order that follows up another one; asset or site are those of the other one unless given."""
    before = work.get(Order, order_id)
    elsewhere = draft.asset_id is not None or draft.site_id is not None
    asset_id = draft.asset_id if elsewhere else before.asset_id
    site_id = draft.site_id if elsewhere else before.site_id
    return open_order(
        work, replace(draft, origin=Origin.ORDER, parent_id=before.id, asset_id=asset_id, site_id=site_id)
    )


def edit_order(work: UnitOfWork, order_id: int, /, *, version: int, **fields: Unpack[HeaderFields]) -> None:
    """Change what is given of the header; a new priority moves the promise, a new type may bring other stages."""
    order = work.get(Order, order_id, lock=True)
    check_version(order, version, order.number)
    require(order, Permission.MODIFY)
    with work.session.no_autoflush:
        fill(work, order, fields)
        work.note("order.edited", order, **names_in(work, order, fields))
    stand_in_own_tree(work, order)
    if _COVERED_BY & set(fields):
        recount(work, order)
    promises.edited(work, order, fields)


def _terms(work: UnitOfWork, draft: OrderDraft, site: Site) -> HeaderFields:
    """The header of a draft beside what every order has from the start."""
    fields = HeaderFields(
        contact_id=draft.contact_id,
        order_type_id=draft.order_type_id,
        parent_id=draft.parent_id,
        sla_id=draft.sla_id,
        preferred_technician_id=draft.preferred_technician_id,
        responsible=draft.responsible,
        internal_note=draft.internal_note,
        external_note=draft.external_note,
        needs_booking=draft.needs_booking,
        window_from=draft.window_from,
        window_until=draft.window_until,
    )
    agreement_id, line_id = draft.agreement_id, draft.agreement_line_id
    if agreement_id is None and draft.asset_id is not None and not draft.without_agreement:
        line = covering(work.session, draft.asset_id, work.now.astimezone(ZoneInfo(site.timezone)).date())
        agreement_id, line_id = (line.agreement_id, line.id) if line is not None else (None, None)
    fields["agreement_id"], fields["agreement_line_id"] = agreement_id, line_id
    return fields


def _agree_ahead(work: UnitOfWork, order: Order, draft: OrderDraft, site: Site) -> None:
    """Put what begins later under its agreement, which need not hold on the day on which the order is opened."""
    if draft.begins_at is not None and draft.agreement_id is not None:
        day = draft.begins_at.astimezone(ZoneInfo(site.timezone)).date()
        check_agreed(work, order, draft.agreement_id, day)
        order.agreement_id = draft.agreement_id


def _site_of(work: UnitOfWork, draft: OrderDraft) -> Site:
    if draft.asset_id is not None:
        return work.get(Asset, draft.asset_id).site
    if draft.site_id is not None:
        return work.get(Site, draft.site_id)
    raise Refusal(tr("Choose the asset or at least the site that the order is for."), field="asset")
