"""What devices tell of themselves: names, makers, gateways, metrics with units. Told twice it changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from domain.monitoring.command_offers import Offers, encode_offers
from domain.monitoring.model import Device, Metric
from domain.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class AnnouncedMetric:
    """A metric that a device says it has."""

    name: str
    label: str
    unit: str


@dataclass(frozen=True, slots=True)
class AnnouncedDevice:
    """What a device says of itself; `through` is the key of the gateway it speaks by way of.

    Where it says nothing of commands, `commands` is None.
    """

    key: str
    dialect: str
    name: str
    maker: str
    model: str
    through: str | None
    metrics: tuple[AnnouncedMetric, ...]
    commands: Offers | None = None


def announce(work: UnitOfWork, told: Sequence[AnnouncedDevice]) -> None:
    """Keep what devices tell of themselves; those that nobody knew wait to be claimed from now on."""
    by_key = {device.key: device for device in told}
    wanted = {*by_key, *(device.through for device in told if device.through is not None)}
    known = {device.key: device for device in work.session.scalars(select(Device).where(Device.key.in_(wanted)))}
    for key in sorted(wanted - known.keys()):
        dialect = by_key[key].dialect if key in by_key else next(d.dialect for d in told if d.through == key)
        device = Device(key=key, dialect=dialect, asset_id=None, first_seen_at=work.now)
        known[key] = work.add(device, "device.discovered")
    work.session.flush()
    for key, seen in sorted(by_key.items()):
        _describe(work, known[key], seen, known)
        _take_metrics(work, known[key], seen.metrics)


def spoken(name: str) -> str:
    """The name of a metric as people read it, where nobody has given it a better one."""
    return name.replace("_", " ").capitalize()


def _describe(work: UnitOfWork, device: Device, seen: AnnouncedDevice, known: Mapping[str, Device]) -> None:
    """What it leaves out stays as it is."""
    through = device.through_id if seen.through is None else known[seen.through].id
    wishes = {
        "dialect": seen.dialect,
        "name": seen.name or device.name,
        "maker": seen.maker or device.maker,
        "model": seen.model or device.model,
        "through_id": None if through == device.id else through,
        "offers_json": device.offers_json if seen.commands is None else encode_offers(seen.commands),
    }
    changes = {name: value for name, value in wishes.items() if getattr(device, name) != value}
    for name, value in changes.items():
        setattr(device, name, value)
    if changes:
        work.note("device.described", device)


def _take_metrics(work: UnitOfWork, device: Device, told: Sequence[AnnouncedMetric]) -> None:
    found = work.session.scalars(select(Metric).where(Metric.device_id == device.id))
    known = {metric.name: metric for metric in found}
    for seen in sorted({metric.name: metric for metric in told}.values(), key=lambda metric: metric.name):
        label = seen.label or spoken(seen.name)
        metric = known.get(seen.name)
        if metric is None:
            # By its id alone: taken into the device's list it would count as a change of the device.
            fresh = Metric(device_id=device.id, name=seen.name, label=label, unit=seen.unit)
            work.add(fresh, "metric.discovered")
        else:
            _name_better(work, metric, label, seen.unit)


def _name_better(work: UnitOfWork, metric: Metric, label: str, unit: str) -> None:
    """Fill in what is lacking; a label or unit that somebody chose stays."""
    better_label = label if metric.label == spoken(metric.name) else metric.label
    better_unit = metric.unit or unit
    if (better_label, better_unit) != (metric.label, metric.unit):
        metric.label, metric.unit = better_label, better_unit
        work.note("metric.described", metric)
