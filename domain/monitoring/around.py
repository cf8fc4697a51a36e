"""What stands around assets with devices, as tries on the past ask for it: places, maintenance, visits and orders."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.monitoring.model import Device, Maintenance
from domain.orders.model import Order, Origin
from domain.parties.model import Site
from domain.scheduling.model import Booking


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an asset stands: its site and those around it, what it is a part of, itself included, and its gateways."""

    site_id: int
    sites: frozenset[int]
    wholes: frozenset[int]
    gateways: frozenset[int]
    zone: str
    warranty_until: date | None


@dataclass(frozen=True, slots=True)
class Quieted:
    """A time in which nobody need look at an asset, or at a site."""

    since: datetime
    until: datetime
    asset_id: int | None = None
    site_id: int | None = None


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """An order of an asset that no alert opened, and until when it was open; None is to this day."""

    asset_id: int
    opened_at: datetime
    closed_at: datetime | None


def standings(session: Session) -> dict[int, Standing]:
    """Every asset that has a device, by id."""
    sites: dict[int, int | None] = dict(session.execute(select(Site.id, Site.parent_id)).all())
    parents: dict[int, int | None] = dict(session.execute(select(Asset.id, Asset.parent_id)).all())
    gateways = _gateways(session)
    rows = session.execute(
        select(Asset.id, Asset.site_id, Site.timezone, Asset.warranty_until).join(Site, Site.id == Asset.site_id)
    )
    return {
        key: Standing(
            site_id,
            frozenset(_upwards(site_id, sites)),
            frozenset(_upwards(key, parents)),
            gateways[key],
            zone,
            warranty,
        )
        for key, site_id, zone, warranty in rows
        if key in gateways
    }


def _gateways(session: Session) -> dict[int, frozenset[int]]:
    """Of each asset with a device those that its devices are fixed to, or speak through."""
    devices = session.execute(select(Device.id, Device.through_id, Device.asset_id)).all()
    through = {row.id: row.through_id for row in devices}
    fixed = {row.id: row.asset_id for row in devices}
    found: dict[int, set[int]] = {}
    for key, asset_id in fixed.items():
        if asset_id is not None:
            found.setdefault(asset_id, set()).update(
                at for device in _upwards(key, through) if (at := fixed[device]) is not None
            )
    return {asset_id: frozenset(assets) for asset_id, assets in found.items()}


def maintained(session: Session) -> list[Quieted]:
    """All maintenance there ever was."""
    columns = Maintenance.since, Maintenance.until, Maintenance.asset_id, Maintenance.site_id
    return [Quieted(*row) for row in session.execute(select(*columns))]


def visited(session: Session) -> list[Quieted]:
    """When somebody was on site for orders of assets, as far as that was told; whoever is there still, stays."""
    left = func.coalesce(Booking.left_at, Booking.finish_at)
    statement = (
        select(Booking.arrived_at, left, Order.asset_id)
        .join(Order, Order.id == Booking.order_id)
        .where(Booking.arrived_at.is_not(None), Booking.arrived_at < left, Order.asset_id.is_not(None))
    )
    return [Quieted(since, until, asset) for since, until, asset in session.execute(statement) if since is not None]


def other_orders(session: Session) -> list[OpenOrder]:
    """All orders of assets but those that alerts opened."""
    statement = select(Order.asset_id, Order.opened_at, Order.closed_at).where(
        Order.asset_id.is_not(None), Order.origin != Origin.ALERT
    )
    return [OpenOrder(asset, since, until) for asset, since, until in session.execute(statement) if asset is not None]


def _upwards(key: int, above: Mapping[int, int | None]) -> Iterator[int]:
    """From one to what is above it, and so on."""
    seen: set[int] = set()
    at: int | None = key
    while at is not None and at not in seen:
        seen.add(at)
        yield at
        at = above.get(at)
