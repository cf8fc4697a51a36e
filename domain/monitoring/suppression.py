"""When an alert needs nobody: during maintenance, and while somebody works on the asset anyway."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.language import tr
from domain.monitoring.model import Alert, Maintenance
from domain.monitoring.wholes import wholes
from domain.orders.model import Order
from domain.parties.queries import enclosing
from domain.scheduling.model import Booking, BookingStatus
from domain.workforce.model import Technician


class Quiet(StrEnum):
    """Why nobody need look at an alert, as it stands in `Alert.suppressed`."""

    MAINTENANCE = "maintenance"
    VISIT = "visit"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {Quiet.MAINTENANCE: tr("Maintenance"), Quiet.VISIT: tr("Being worked on")}[self]


def why_quiet(session: Session, alert: Alert, now: datetime) -> Mapping[str, Any] | None:
    """Why nobody need look at the alert now, for its decision; None where somebody must."""
    assets = wholes(session, alert)
    maintenance = _maintenance(session, alert, assets, now)
    if maintenance is not None:
        return {"by": Quiet.MAINTENANCE.value, "reason": maintenance.reason}
    return _visited(session, assets) if alert.rule.quiet_while_visited else None


def needed_again(session: Session, now: datetime) -> list[int]:
    """The alerts that are out of sight without a reason any more and not over, oldest first."""
    found = select(Alert).where(Alert.cleared_at.is_(None), Alert.suppressed != "").order_by(Alert.id)
    return [alert.id for alert in session.scalars(found) if why_quiet(session, alert, now) is None]


def _maintenance(session: Session, alert: Alert, assets: frozenset[int], now: datetime) -> Maintenance | None:
    """The one that holds for longest."""
    present = select(Maintenance).where(Maintenance.since <= now, Maintenance.until > now)
    found = session.scalars(present.order_by(Maintenance.until.desc(), Maintenance.id)).all()
    sites = {key for key, _ in enclosing(session, alert.asset.site_id)} if found else set()
    return next((each for each in found if each.asset_id in assets or each.site_id in sites), None)


def _visited(session: Session, assets: frozenset[int]) -> Mapping[str, Any] | None:
    found = session.execute(
        select(Order.number, Technician.name)
        .join(Booking, Booking.order_id == Order.id)
        .join(Technician, Technician.id == Booking.technician_id)
        .where(Booking.status == BookingStatus.ON_SITE, Order.asset_id.in_(assets))
        .order_by(Booking.id)
        .limit(1)
    ).first()
    return None if found is None else {"by": Quiet.VISIT.value, "order": found[0], "technician": found[1]}
