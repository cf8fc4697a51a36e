"""Tables of readings and troubles taken in: which devices their words mean, with which metrics, in which units."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.announcing import spoken
from domain.monitoring.model import Device, Metric
from domain.monitoring.trouble_model import Trouble
from domain.monitoring.units import convert
from domain.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Recorded:
    """A failure as a file tells of it; `asset` is the number of an asset, or the key of its device."""

    asset: str
    at: datetime
    kind: str


def known_words(session: Session) -> dict[str, str]:
    """The keys of devices by the words that mean them: a key itself, else the number of an asset.

    An asset that has no device yet will get one that is called like it.
    """
    keys = {key: key for key in session.scalars(select(Device.key))}
    fixed = session.execute(
        select(Asset.number, Device.key).join(Device, Device.asset_id == Asset.id).order_by(Device.key.desc())
    )
    numbers = {number: number for number in session.scalars(select(Asset.number))}
    return numbers | {row.number: row.key for row in fixed} | keys


def prepare(
    work: UnitOfWork, wanted: Mapping[str, Collection[str]], units: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """Make the devices of assets and the metrics that are lacking; returns the units that each device has them in.

    `wanted` are the metrics by the key of the device, `units` those of the file. Raises Refusal.
    """
    found: dict[str, dict[str, str]] = {}
    for key, metrics in wanted.items():
        device = work.session.scalar(select(Device).where(Device.key == key)) or _device_of_asset(work, key)
        known = {each.name: each for each in work.session.scalars(select(Metric).where(Metric.device_id == device.id))}
        found[key] = {name: _unit(work, device, name, known.get(name), units.get(name, "")) for name in sorted(metrics)}
    return found


def _unit(work: UnitOfWork, device: Device, name: str, metric: Metric | None, given: str) -> str:
    """The unit that a metric has from now on."""
    if metric is None:
        work.add(Metric(device_id=device.id, name=name, label=spoken(name), unit=given), "metric.discovered")
        return given
    if given and not metric.unit:
        metric.unit = given
        work.note("metric.described", metric)
    if given and convert(0.0, given, metric.unit) is None:
        words = {"metric": name, "device": device.key, "unit": metric.unit, "given": given}
        raise Refusal(tr("“{metric}” of {device} is in {unit}, not in {given}.", **words))
    return metric.unit


def record_troubles(work: UnitOfWork, troubles: Collection[Recorded], source: str) -> int:
    """Keep failures that are not known yet; returns how many these were. Raises Refusal."""
    numbers = dict(work.session.execute(select(Asset.number, Asset.id)).all())
    fixed = select(Device.key, Device.asset_id).where(Device.asset_id.is_not(None))
    assets = {key: asset for key, asset in work.session.execute(fixed) if asset is not None} | numbers
    rows = work.session.execute(select(Trouble.asset_id, Trouble.at, Trouble.kind))
    known = {(asset_id, at, kind) for asset_id, at, kind in rows}
    new = 0
    for each in troubles:
        if each.asset not in assets:
            raise Refusal(tr("There is no device or asset “{name}”.", name=each.asset))
        identity = assets[each.asset], each.at, each.kind
        if identity not in known:
            known.add(identity)
            work.add(Trouble(asset_id=identity[0], at=each.at, kind=each.kind, source=source), "trouble.recorded")
            new += 1
    return new


def assets_known(session: Session) -> set[str]:
    """The words that mean assets: their numbers, and the keys of their devices."""
    keys = session.scalars(select(Device.key).where(Device.asset_id.is_not(None)))
    return {*session.scalars(select(Asset.number)), *keys}


def _device_of_asset(work: UnitOfWork, number: str) -> Device:
    asset_id = work.session.scalars(select(Asset.id).where(Asset.number == number)).one()
    return work.add(Device(key=number, asset_id=asset_id, first_seen_at=work.now), "device.discovered")
