"""Which commands can be sent to some devices, and which of these cannot take one, and why."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from domain.assets.model import Asset, AssetModel
from domain.language import tr
from domain.monitoring.command_fields import Fields
from domain.monitoring.command_senders import may_send, why_not
from domain.monitoring.command_types import CommandTypeRow, command_types_of
from domain.monitoring.model import Alert, Device


@dataclass(frozen=True, slots=True)
class Target:
    """A device that a command may go to, or an asset that has none; `alert_id` is the alert that it answers."""

    id: int | None
    device: str
    asset: str
    model: str
    kinds: tuple[CommandTypeRow, ...] = ()
    alert_id: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A command as several models may understand it; what takes other values is another one."""

    name: str
    label: str
    fields: Fields

    def is_same(self, kind: CommandTypeRow) -> bool:
        """Whether a model means the same by it."""
        return kind.name == self.name and kind.fields == self.fields


def offers(targets: Iterable[Target]) -> tuple[Offer, ...]:
    """What can be sent to at least one of them, by label."""
    found = {(kind.name, kind.fields): kind.label for target in targets for kind in target.kinds}
    made = (Offer(name, label, fields) for (name, fields), label in found.items())
    return tuple(sorted(made, key=lambda offer: offer.label.casefold()))


def obstacle(target: Target, offer: Offer, user: str) -> str:
    """Why a command cannot go to a target from `user`; empty where it can."""
    if target.id is None:
        return tr("It has no device.")
    if not target.asset:
        return tr("Nobody has said yet which asset it belongs to.")
    known = [kind for kind in target.kinds if kind.name == offer.name]
    if not known:
        return tr("The model {model} has no such command.", model=target.model)
    if not offer.is_same(known[0]):
        return tr("At the model {model} it takes other values: send it apart.", model=target.model)
    kind = known[0]
    return "" if may_send(kind.senders, user) else why_not(kind.label, kind.senders, user)


def is_dangerous(targets: Iterable[Target], offer: Offer) -> bool:
    """Whether it is dangerous for one of them."""
    return any(kind.dangerous for target in targets for kind in target.kinds if offer.is_same(kind))


def targets_of_assets(session: Session, asset_ids: Collection[int]) -> tuple[Target, ...]:
    """All devices of some assets; an asset without one is there as well."""
    return _targets(session, Asset.id.in_(asset_ids))


def targets_of_devices(session: Session, device_ids: Collection[int]) -> tuple[Target, ...]:
    """Some devices; those of no asset as well."""
    strangers = select(Device.id, Device.key).where(Device.id.in_(device_ids), Device.asset_id.is_(None))
    unclaimed = (Target(key, device, "", "") for key, device in session.execute(strangers.order_by(Device.key)))
    return (*_targets(session, Device.id.in_(device_ids)), *unclaimed)


def targets_of_alerts(session: Session, alert_ids: Collection[int]) -> tuple[Target, ...]:
    """The devices that alerts are about, each once, with the newest of its alerts."""
    statement = select(Alert.device_id, Alert.id).where(Alert.id.in_(alert_ids)).order_by(Alert.id)
    newest = {device: alert for device, alert in session.execute(statement)}  # noqa: C416 - rows are no pairs to mypy
    return tuple(
        Target(each.id, each.device, each.asset, each.model, each.kinds, newest.get(each.id or 0))
        for each in targets_of_devices(session, newest)
    )


def _targets(session: Session, which: ColumnElement[bool]) -> tuple[Target, ...]:
    statement = (
        select(Device.id, Device.key, Asset.number, Asset.name, AssetModel.id, AssetModel.maker, AssetModel.name)
        .select_from(Asset)
        .join(AssetModel, AssetModel.id == Asset.model_id)
        .outerjoin(Device, Device.asset_id == Asset.id)
        .where(which)
        .order_by(Asset.number, Device.key)
    )
    found = session.execute(statement).all()
    kinds = command_types_of(session, {row[4] for row in found})
    return tuple(
        Target(key, device or "", f"{number} · {name}", f"{maker} {model}".strip(), _of_model(kinds, model_id))
        for key, device, number, name, model_id, maker, model in found
    )


def _of_model(kinds: Sequence[CommandTypeRow], model_id: int) -> tuple[CommandTypeRow, ...]:
    return tuple(kind for kind in kinds if kind.asset_model_id == model_id)
