"""What people and alerts do with orders."""

from dataclasses import dataclass

from sqlalchemy import select

from domain.assets.model import Asset
from domain.errors import Overtaken, Refusal
from domain.language import tr
from domain.orders.lifecycle import due
from domain.orders.model import Order, Origin, StageMeaning
from domain.orders.moving import first_stage
from domain.orders.permissions import Permission, require
from domain.parties.model import Site
from domain.store.numbering import next_number
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from domain.workforce.model import Skill

MAX_MINUTES = 60 * 24 * 14


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """What is asked for. Customer and site follow from the asset where one is given; `minutes` is the expected work."""

    title: str
    priority: Priority
    origin: Origin
    minutes: int
    site_id: int | None = None
    asset_id: int | None = None
    skill_ids: frozenset[int] = frozenset()
    description: str = ""
    source: str | None = None


def open_order(work: UnitOfWork, draft: OrderDraft) -> Order:
    """Open an order in the first stage, with its number and the time until which it is promised."""
    check_title(draft.title)
    check_minutes(draft.minutes)
    site = _site_of(work, draft)
    order = Order(
        number=next_number(work, "order", "SO"),
        title=draft.title.strip(),
        description=draft.description,
        customer_id=site.customer_id,
        site_id=site.id,
        asset_id=draft.asset_id,
        priority=draft.priority,
        stage=first_stage(work, StageMeaning.NEW),
        origin=draft.origin,
        source=draft.source,
        minutes=draft.minutes,
        opened_at=work.now,
        due_at=due(draft.priority, work.now),
        skills=skills_with(work, draft.skill_ids),
    )
    return work.add(order, "order.opened", origin=draft.origin.value)


def edit_order(
    work: UnitOfWork,
    order_id: int,
    *,
    version: int,
    title: str | None = None,
    description: str | None = None,
    priority: Priority | None = None,
    minutes: int | None = None,
) -> None:
    """Change what is given of an open order; a new priority moves its promise."""
    order = work.get(Order, order_id, lock=True)
    if order.version != version:
        raise Overtaken(tr("Somebody else has changed {number} meanwhile; look again.", number=order.number))
    require(order, Permission.MODIFY)
    if title is not None:
        check_title(title)
        order.title = title.strip()
    if description is not None:
        order.description = description
    if minutes is not None:
        check_minutes(minutes)
        order.minutes = minutes
    if priority is not None and priority != order.priority:
        order.priority = priority
        order.due_at = due(priority, order.opened_at)
    work.note("order.edited", order)


def skills_with(work: UnitOfWork, skill_ids: frozenset[int]) -> list[Skill]:
    """The skills with those ids."""
    return list(work.session.scalars(select(Skill).where(Skill.id.in_(skill_ids)).order_by(Skill.name)))


def check_title(title: str) -> None:
    """Refuse an empty or endless title."""
    if not title.strip():
        raise Refusal(tr("Say in a few words what is to be done."), field="title")
    if len(title) > 200:  # noqa: PLR2004  # what fits into a list and onto a bar
        raise Refusal(tr("A title has at most 200 letters; the rest belongs into the description."), field="title")


def check_minutes(minutes: int) -> None:
    """Refuse work that takes no time, or for ever."""
    if not 0 < minutes <= MAX_MINUTES:
        raise Refusal(tr("The expected work is between 1 minute and 14 days."), field="minutes")


def _site_of(work: UnitOfWork, draft: OrderDraft) -> Site:
    if draft.asset_id is not None:
        return work.get(Asset, draft.asset_id).site
    if draft.site_id is not None:
        return work.get(Site, draft.site_id)
    raise Refusal(tr("Choose the asset or at least the site that the order is for."), field="asset")
