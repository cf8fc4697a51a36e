"""When an alert needs nobody: during maintenance, and while somebody works on the asset anyway."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.language import tr
from domain.monitoring.model import Alert, Maintenance
from domain.monitoring.wholes import wholes
from domain.orders.model import Order
from domain.parties.queries import enclosing
from domain.scheduling.model import Booking, BookingStatus
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Technician


class Quiet(StrEnum):
    """Why nobody need look at an alert, as it stands in `Alert.suppressed`."""

    MAINTENANCE = "maintenance"
    VISIT = "visit"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {Quiet.MAINTENANCE: tr("Maintenance"), Quiet.VISIT: tr("Being worked on")}[self]


def why_quiet(work: UnitOfWork, alert: Alert) -> Mapping[str, Any] | None:
    """Why nobody need look at the alert now, for its decision; None where somebody must."""
    assets = wholes(work.session, alert)
    sites = [key for key, _ in enclosing(work.session, alert.asset.site_id)]
    maintenance = work.session.scalar(
        select(Maintenance)
        .where(
            Maintenance.since <= work.now,
            Maintenance.until > work.now,
            or_(Maintenance.asset_id.in_(assets), Maintenance.site_id.in_(sites)),
        )
        .order_by(Maintenance.until.desc(), Maintenance.id)
        .limit(1)
    )
    if maintenance is not None:
        return {"by": Quiet.MAINTENANCE.value, "reason": maintenance.reason}
    return _visited(work.session, assets) if alert.rule.quiet_while_visited else None


def out_of_sight(session: Session) -> list[int]:
    """The alerts that nobody need look at and that are not over, oldest first."""
    found = select(Alert.id).where(Alert.cleared_at.is_(None), Alert.suppressed != "").order_by(Alert.id)
    return list(session.scalars(found))


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
