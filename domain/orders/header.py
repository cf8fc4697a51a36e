"""What the header of an order says, and what of it is refused."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypedDict
from zoneinfo import ZoneInfo

from sqlalchemy import select

from domain.agreements.model import Agreement, AgreementLine
from domain.agreements.validity import check_usable, covering
from domain.assets.model import Asset
from domain.errors import Refusal
from domain.language import tr
from domain.orders import promises
from domain.orders.model import Order, OrderType
from domain.orders.window_service import check_window
from domain.parties.model import Contact, Site
from domain.sla.model import Sla
from domain.store.base import Entity
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from domain.workforce.model import Skill, Technician

MAX_MINUTES = 60 * 24 * 14
LONGEST_TITLE = 200
LONGEST_NAME = 100


class HeaderFields(TypedDict, total=False):
    """What of a header can be changed, each for itself."""

    title: str
    description: str
    priority: Priority
    minutes: int
    asset_id: int | None
    site_id: int
    contact_id: int | None
    order_type_id: int | None
    agreement_id: int | None
    agreement_line_id: int | None
    parent_id: int | None
    sla_id: int | None
    preferred_technician_id: int | None
    responsible: str
    internal_note: str
    external_note: str
    skill_ids: frozenset[int]
    needs_booking: bool
    window_from: datetime | None
    window_until: datetime | None


def fill(work: UnitOfWork, order: Order, fields: HeaderFields) -> None:
    """Put what is given into the header of `order`, each field checked. Raises Refusal at the field."""
    given: Mapping[str, Any] = fields
    for name in _FILLERS:
        if name in given:
            _FILLERS[name](work, order, given[name])
    if {"window_from", "window_until"} & given.keys():
        check_window(order.window_from, order.window_until)


def check_title(title: str) -> None:
    """Refuse an empty or endless title."""
    if not title.strip():
        raise Refusal(tr("Say in a few words what is to be done."), field="title")
    if len(title) > LONGEST_TITLE:
        raise Refusal(tr("A title has at most 200 letters; the rest belongs into the description."), field="title")


def check_minutes(minutes: int) -> None:
    """Refuse work that takes no time, or for ever."""
    if not 0 < minutes <= MAX_MINUTES:
        raise Refusal(tr("The expected work is between 1 minute and 14 days."), field="minutes")


def skills_with(work: UnitOfWork, skill_ids: frozenset[int]) -> list[Skill]:
    """The skills with those ids."""
    if not skill_ids:
        return []
    return list(work.session.scalars(select(Skill).where(Skill.id.in_(skill_ids)).order_by(Skill.name)))


def check_agreed(work: UnitOfWork, order: Order, agreement_id: int, on: date) -> None:
    """Refuse an agreement of somebody else, and one that does not hold on a day."""
    agreement = work.get(Agreement, agreement_id)
    _check_customer(order, agreement.customer_id, "agreement")
    check_usable(agreement, on)


def _title(_work: UnitOfWork, order: Order, title: str) -> None:
    check_title(title)
    order.title = title.strip()


def _minutes(_work: UnitOfWork, order: Order, minutes: int) -> None:
    check_minutes(minutes)
    order.minutes = minutes


def _priority(work: UnitOfWork, order: Order, priority: Priority) -> None:
    if priority != order.priority:
        order.priority = priority
        order.due_at = promises.due_without_sla(work, order)


def _asset(work: UnitOfWork, order: Order, asset_id: int | None) -> None:
    if asset_id is not None:
        asset = work.get(Asset, asset_id)
        _check_customer(order, asset.customer_id, "asset")
        order.site_id = asset.site_id
    order.asset_id = asset_id
    _follow_asset(work, order)


def _follow_asset(work: UnitOfWork, order: Order) -> None:
    """What was agreed for another asset does not hold; the order falls under what covers the one it has now."""
    line = None if order.agreement_line_id is None else work.get(AgreementLine, order.agreement_line_id)
    if line is None or line.asset_id in {None, order.asset_id}:
        return
    found = None if order.asset_id is None else covering(work.session, order.asset_id, _opening_day(work, order))
    order.agreement_id, order.agreement_line_id = (found.agreement_id, found.id) if found else (None, None)


def _site(work: UnitOfWork, order: Order, site_id: int) -> None:
    site = work.get(Site, site_id)
    _check_customer(order, site.customer_id, "site")
    if order.asset_id is not None and work.get(Asset, order.asset_id).site_id != site.id:
        raise Refusal(tr("The asset of the order stands at another site."), field="site")
    order.site_id = site.id


def _contact(work: UnitOfWork, order: Order, contact_id: int | None) -> None:
    if contact_id is not None:
        _check_customer(order, work.get(Contact, contact_id).customer_id, "contact")
    order.contact_id = contact_id


def _type(work: UnitOfWork, order: Order, order_type_id: int | None) -> None:
    if order_type_id is not None and order_type_id != order.order_type_id:
        order_type = work.get(OrderType, order_type_id)
        if not order_type.active:
            raise Refusal(tr("The order type “{name}” is not in use any more.", name=order_type.name), field="type")
    order.order_type_id = order_type_id


def _agreement(work: UnitOfWork, order: Order, agreement_id: int | None) -> None:
    if agreement_id is not None and agreement_id != order.agreement_id:
        check_agreed(work, order, agreement_id, _opening_day(work, order))
    if agreement_id != order.agreement_id:
        order.agreement_line_id = None
    order.agreement_id = agreement_id


def _agreement_line(work: UnitOfWork, order: Order, line_id: int | None) -> None:
    if line_id is not None and line_id != order.agreement_line_id:
        line = work.get(AgreementLine, line_id)
        if line.agreement_id != order.agreement_id:
            raise Refusal(tr("This line belongs to another agreement."), field="agreement_line")
        if line.stopped:
            raise Refusal(tr("The line “{line}” of the agreement is stopped.", line=line.text), field="agreement_line")
    order.agreement_line_id = line_id


def _parent(work: UnitOfWork, order: Order, parent_id: int | None) -> None:
    above = parent_id
    while above is not None:
        if above == order.id:
            raise Refusal(tr("An order cannot follow up itself."), field="parent")
        above = work.get(Order, above).parent_id
    order.parent_id = parent_id


def _responsible(_work: UnitOfWork, order: Order, name: str) -> None:
    if len(name) > LONGEST_NAME:
        raise Refusal(tr("At most {count} letters.", count=LONGEST_NAME), field="responsible")
    order.responsible = name.strip()


def _skills(work: UnitOfWork, order: Order, skill_ids: frozenset[int]) -> None:
    order.skills = skills_with(work, skill_ids)


def _opening_day(work: UnitOfWork, order: Order) -> date:
    """The day on which the order was opened, by the clocks at its site."""
    return order.opened_at.astimezone(ZoneInfo(work.get(Site, order.site_id).timezone)).date()


def _check_customer(order: Order, customer_id: int | None, field: str) -> None:
    if customer_id != order.customer_id:
        raise Refusal(tr("This belongs to another customer than the order."), field=field)


def _plain(name: str) -> Callable[[UnitOfWork, Order, Any], None]:
    def put(_work: UnitOfWork, order: Order, value: Any) -> None:
        setattr(order, name, value)

    return put


def _key(name: str, kind: type[Entity]) -> Callable[[UnitOfWork, Order, Any], None]:
    def put(work: UnitOfWork, order: Order, key: int | None) -> None:
        if key is not None:
            work.get(kind, key)
        setattr(order, name, key)

    return put


#: In the order in which they build on each other.
_FILLERS: Mapping[str, Callable[[UnitOfWork, Order, Any], None]] = {
    "title": _title,
    "description": _plain("description"),
    "minutes": _minutes,
    "asset_id": _asset,
    "site_id": _site,
    "contact_id": _contact,
    "order_type_id": _type,
    "agreement_id": _agreement,
    "agreement_line_id": _agreement_line,
    "parent_id": _parent,
    "sla_id": _key("sla_id", Sla),
    "preferred_technician_id": _key("preferred_technician_id", Technician),
    "responsible": _responsible,
    "internal_note": _plain("internal_note"),
    "external_note": _plain("external_note"),
    "skill_ids": _skills,
    "priority": _priority,
    "needs_booking": _plain("needs_booking"),
    "window_from": _plain("window_from"),
    "window_until": _plain("window_until"),
}
