"""Times of maintenance as flat frozen rows."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.monitoring.model import Maintenance
from domain.parties.model import Site


@dataclass(frozen=True, slots=True)
class MaintenanceRow:
    """One time of maintenance; `what` is the asset or the site."""

    id: int
    version: int
    what: str
    site: str
    since: datetime
    until: datetime
    reason: str
    asset_id: int | None
    site_id: int | None

    def is_on(self, now: datetime) -> bool:
        """Whether it is maintained at that moment."""
        return self.since <= now < self.until


@dataclass(frozen=True, slots=True)
class Maintainable:
    """An asset and the site it stands at, either of which can be maintained."""

    asset_id: int
    asset: str
    site_id: int
    site: str


def maintenances(session: Session, now: datetime) -> tuple[MaintenanceRow, ...]:
    """Those that are on or still to come, the next to end first."""
    statement = (
        select(
            Maintenance.id,
            Maintenance.version,
            func.coalesce(Asset.name, Site.name),
            Site.name,
            Maintenance.since,
            Maintenance.until,
            Maintenance.reason,
            Maintenance.asset_id,
            Maintenance.site_id,
        )
        .outerjoin(Asset, Asset.id == Maintenance.asset_id)
        .join(Site, Site.id == func.coalesce(Maintenance.site_id, Asset.site_id))
        .where(Maintenance.until > now)
        .order_by(Maintenance.until, Maintenance.id)
    )
    return tuple(MaintenanceRow(*row) for row in session.execute(statement))


def maintainable(session: Session, asset_id: int) -> Maintainable | None:
    """The asset with its site; None when it is not there any more."""
    statement = select(Asset.id, Asset.name, Site.id, Site.name).join(Asset.site).where(Asset.id == asset_id)
    found = session.execute(statement).first()
    return None if found is None else Maintainable(*found)


def next_end(session: Session, now: datetime) -> datetime | None:
    """When the next maintenance ends; None without any."""
    return session.scalar(select(func.min(Maintenance.until)).where(Maintenance.until > now))
