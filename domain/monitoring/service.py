"""What people do with alerts and devices."""

from datetime import datetime, timedelta

from sqlalchemy import select

from domain.assets.model import Asset
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.announcing import spoken
from domain.monitoring.gathering import hold_head
from domain.monitoring.model import Alert, Device, Metric
from domain.monitoring.succession import hand_over
from domain.parameters.dialects import dialect_of
from domain.store.unit_of_work import UnitOfWork

LONGEST_SHELF = timedelta(days=30)


def acknowledge(work: UnitOfWork, alert_id: int) -> None:
    """Say that somebody has seen the alert and takes care."""
    alert = _open_alert(work, alert_id)
    if alert.acknowledged_at is None:
        alert.acknowledged_at = work.now
        alert.acknowledged_by = work.actor
        work.note("alert.acknowledged", alert)


def unacknowledge(work: UnitOfWork, alert_id: int) -> None:
    """Take an acknowledgement back."""
    alert = _open_alert(work, alert_id)
    if alert.acknowledged_at is not None:
        alert.acknowledged_at = None
        alert.acknowledged_by = None
        work.note("alert.unacknowledged", alert)


def shelve(work: UnitOfWork, alert_id: int, until: datetime) -> None:
    """Put the alert out of sight until a time."""
    alert = _open_alert(work, alert_id)
    if until <= work.now:
        raise Refusal(tr("Shelve until a time that is still to come."), field="until")
    if until > work.now + LONGEST_SHELF:
        raise Refusal(tr("An alert can be shelved for 30 days at most."), field="until")
    alert.shelved_until = until
    alert.shelved_by = work.actor
    work.note("alert.shelved", alert)


def unshelve(work: UnitOfWork, alert_id: int) -> None:
    """Bring a shelved alert back."""
    alert = _open_alert(work, alert_id)
    if alert.shelved_until is not None:
        alert.shelved_until = None
        alert.shelved_by = None
        work.note("alert.unshelved", alert)


def clear_by_hand(work: UnitOfWork, alert_id: int) -> None:
    """Say that the trouble is over; the rule raises anew only when its condition begins anew."""
    hold_head(work, work.get(Alert, alert_id))
    alert = _open_alert(work, alert_id)
    alert.cleared_at = work.now
    alert.cleared_by = work.actor
    work.note("alert.cleared", alert)
    hand_over(work, [alert.id])


def claim(work: UnitOfWork, device_id: int, asset_id: int) -> None:
    """Say which asset an unknown device belongs to; its rules count from now on."""
    device = work.get(Device, device_id, lock=True)
    asset = work.get(Asset, asset_id)
    if device.asset_id is not None:
        raise Refusal(tr("{device} already belongs to {asset}.", device=device.key, asset=_asset_name(device)))
    device.asset_id = asset.id
    device.asset = asset
    work.note("device.claimed", device, asset=asset.number)


def release(work: UnitOfWork, device_id: int) -> None:
    """Take a device off its asset; it waits to be claimed again and keeps its readings."""
    device = work.get(Device, device_id, lock=True)
    if device.asset_id is not None:
        device.asset_id = None
        device.asset = None
        work.note("device.released", device)


def discover(work: UnitOfWork, seen: dict[str, frozenset[str]]) -> None:
    """Keep devices (and their metrics) that publish and are not known yet; `seen` maps device key to metric names."""
    known = {device.key: device for device in work.session.scalars(select(Device).where(Device.key.in_(seen)))}
    for key, metrics in sorted(seen.items()):
        device = known.get(key)
        if device is None:
            fresh = Device(key=key, dialect=dialect_of(key), asset_id=None, first_seen_at=work.now)
            device = work.add(fresh, "device.discovered")
        missing = metrics - {metric.name for metric in device.metrics}
        for name in sorted(missing):
            # By its id alone: taken into the device's list it would count as a change of the device.
            work.add(Metric(device_id=device.id, name=name, label=spoken(name), unit=""), "metric.discovered")


def _open_alert(work: UnitOfWork, alert_id: int) -> Alert:
    alert = work.get(Alert, alert_id, lock=True)
    if alert.cleared_at is not None:
        raise Refusal(tr("This alert is over; it was cleared meanwhile."))
    return alert


def _asset_name(device: Device) -> str:
    return device.asset.name if device.asset else ""
