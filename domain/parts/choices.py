"""What the forms about the parts of an asset offer."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement
from domain.assets.model import Asset
from domain.catalogue.queries import articles
from domain.orders.model import Order
from domain.parts.drafts import fits
from domain.parts.model import PartKind
from domain.parts.queries import PartRow, sheet

Choice = tuple[int, str]


@dataclass(frozen=True, slots=True)
class PartChoices:
    """What can be chosen for a part of one asset: articles by kind of part, the parts that are there, open orders."""

    asset_id: int
    asset: str
    parts: tuple[PartRow, ...]
    articles: dict[PartKind, tuple[Choice, ...]]
    orders: tuple[Choice, ...]


def part_choices(session: Session, asset_id: int) -> PartChoices | None:
    """What there is for an asset; None where it is not there any more."""
    asset, found = session.get(Asset, asset_id), sheet(session, asset_id)
    if asset is None or found is None:
        return None
    offered = articles(session, with_inactive=False)
    return PartChoices(
        asset_id=asset_id,
        asset=asset.name,
        parts=found.parts,
        articles={
            kind: tuple((each.id, f"{each.number} {each.name}") for each in offered if fits(kind, each.kind))
            for kind in PartKind
        },
        orders=_open_orders(session, asset_id),
    )


def agreements_for(session: Session, asset_id: int, today: date) -> tuple[Choice, ...]:
    """The agreements of the customer of an asset that are not over."""
    going = or_(Agreement.ends_on.is_(None), Agreement.ends_on >= today)
    statement = (
        select(Agreement.id, Agreement.number, Agreement.description)
        .join(Asset, Asset.customer_id == Agreement.customer_id)
        .where(Asset.id == asset_id, Agreement.folder_id.is_(None), going)
        .order_by(Agreement.number)
    )
    return tuple((key, f"{number} {words}".strip()) for key, number, words in session.execute(statement))


def _open_orders(session: Session, asset_id: int) -> tuple[Choice, ...]:
    """The newest first."""
    mine = (Order.asset_id == asset_id, Order.closed_at.is_(None))
    statement = select(Order.id, Order.number, Order.title).where(*mine).order_by(Order.id.desc())
    return tuple((key, f"{number} {title}") for key, number, title in session.execute(statement))
