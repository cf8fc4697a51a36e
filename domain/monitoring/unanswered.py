"""The commands that were sent and wait for an answer, as whoever hears their devices has to know them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.monitoring.command_fields import Value
from domain.monitoring.model import Device
from domain.monitoring.response_model import Command

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class UnansweredRow:
    """A command that a device was told at `sent_at`, and is done with when something says so."""

    id: int
    device: str
    name: str
    values: Mapping[str, Value]
    correlation: str
    sent_at: datetime


def unanswered(session: Session, devices: Collection[str]) -> Iterator[UnansweredRow]:
    """Those of the devices with these keys, the oldest first."""
    waits = (Command.ended_at.is_(None), Command.sent_at.is_not(None))
    if session.scalar(select(Command.id).where(*waits).limit(1)) is None:
        return
    wanted = (Command.id, Device.key, Command.name, Command.values, Command.correlation, Command.sent_at)
    keys = sorted(devices)
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        found = (
            select(*wanted)
            .join(Device, Device.id == Command.device_id)
            .where(*waits, Device.key.in_(some))
            .order_by(Command.id)
        )
        yield from (UnansweredRow(*row) for row in session.execute(found))
