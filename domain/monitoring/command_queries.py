"""Commands that were sent, as rows: who sent what when, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.language import figure, tr
from domain.monitoring.command_fields import DIGITS, Fields, Value, decode
from domain.monitoring.model import Device
from domain.monitoring.response_model import Command, CommandState, CommandType

#: The newest so many.
MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Which:
    """The commands of an asset, of a device, or some of them."""

    asset_id: int | None = None
    device_id: int | None = None
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SentCommand:
    """A command and how far it is; `words` are its values as people read them."""

    id: int
    asset_id: int | None
    asset: str
    device_id: int
    device: str
    alert_id: int | None
    label: str
    words: str
    state: CommandState
    requested_at: datetime
    requested_by: str
    sent_at: datetime | None
    ended_at: datetime | None
    expires_at: datetime
    reply: str

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.ended_at is not None


def sent_commands(session: Session, which: Which) -> tuple[SentCommand, ...]:
    """The newest first."""
    statement = (
        select(Command, Device.key, Asset.id, Asset.name, CommandType.label, CommandType.fields_json)
        .join(Device, Device.id == Command.device_id)
        .outerjoin(Asset, Asset.id == Device.asset_id)
        .outerjoin(CommandType, and_(CommandType.asset_model_id == Asset.model_id, CommandType.name == Command.name))
        .order_by(Command.id.desc())
        .limit(MOST_SHOWN)
    )
    if which.ids:
        statement = statement.where(Command.id.in_(which.ids))
    elif which.device_id is not None:
        statement = statement.where(Command.device_id == which.device_id)
    else:
        statement = statement.where(Device.asset_id == which.asset_id)
    return tuple(_row(*found) for found in session.execute(statement))


def values_in_words(fields: Fields, values: Mapping[str, Value]) -> str:
    """Values with their labels and units."""
    known = {field.name: field for field in fields}
    return ", ".join(
        f"{known[name].label or name}: {_worded(value, known[name].unit)}"
        if name in known
        else f"{name}: {_worded(value, '')}"
        for name, value in values.items()
    )


def _worded(value: Value, unit: str) -> str:
    if isinstance(value, bool):
        return tr("on") if value else tr("off")
    return value if isinstance(value, str) else f"{figure(value, DIGITS)} {unit}".rstrip()


def _row(
    command: Command, device: str, asset_id: int | None, asset: str | None, label: str | None, fields: str | None
) -> SentCommand:
    return SentCommand(
        id=command.id,
        asset_id=asset_id,
        asset=asset or "",
        device_id=command.device_id,
        device=device,
        alert_id=command.alert_id,
        label=label or command.name,
        words=values_in_words(decode(fields) if fields else (), command.values),
        state=command.state,
        requested_at=command.requested_at,
        requested_by=command.requested_by,
        sent_at=command.sent_at,
        ended_at=command.ended_at,
        expires_at=command.expires_at,
        reply=command.reply,
    )
