"""Commands to devices from queued to their end; each change is told once, and what comes late changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.command_fields import Value, decode, fitting
from domain.monitoring.command_senders import PLANS, check_sender
from domain.monitoring.model import Alert, Device
from domain.monitoring.response_model import Command, CommandState, CommandType
from domain.store.unit_of_work import UnitOfWork

LONGEST_REPLY = 2000
MOST = 200
MOST_AT_ONCE = 500
_RANK = {CommandState.QUEUED: 0, CommandState.SENT: 1, CommandState.ACKNOWLEDGED: 2}


@dataclass(frozen=True, slots=True)
class CommandRow:
    """A command with the device that it is for."""

    id: int
    device: str
    name: str
    values: Mapping[str, Value]
    state: CommandState
    correlation: str
    requested_at: datetime
    requested_by: str
    reply: str


def request(
    work: UnitOfWork,
    device_id: int,
    name: str,
    values: Mapping[str, Value],
    *,
    confirmed: bool = False,
    alert_id: int | None = None,
) -> int:
    """Queue a command for a device; returns its id. A dangerous one has to be `confirmed`."""
    device = work.get(Device, device_id)
    kind = _type_for(work, device, name)
    check_sender(kind.label, kind.senders, work.actor)
    given = fitting(decode(kind.fields_json), values)
    if kind.dangerous and not confirmed:
        raise Refusal(tr("“{name}” is dangerous: confirm that it is meant.", name=kind.label), field="confirmed")
    command = Command(
        device_id=device_id,
        alert_id=alert_id,
        name=kind.name,
        values=given,
        state=CommandState.QUEUED,
        correlation=uuid4().hex,
        requested_at=work.now,
        requested_by=work.actor,
        expires_at=work.now + timedelta(seconds=kind.timeout_seconds),
    )
    work.add(command, "command.queued", asset_id=device.asset_id)
    if work.actor != PLANS:
        _tell_alert(work, command)
    return command.id


def request_for_many(
    work: UnitOfWork,
    device_ids: Sequence[int],
    name: str,
    values: Mapping[str, Value],
    *,
    confirmed: bool = False,
    alerts: Mapping[int, int] | None = None,
) -> tuple[int, ...]:
    """Queue a command for several devices, for all or for none; returns the ids.

    `alerts` are those that it answers, by device.
    """
    if len(device_ids) > MOST_AT_ONCE:
        raise Refusal(tr("A command goes to at most {most} devices at once.", most=MOST_AT_ONCE))
    about = alerts or {}
    return tuple(
        request(work, each, name, values, confirmed=confirmed, alert_id=about.get(each))
        for each in dict.fromkeys(device_ids)
    )


def withdraw(work: UnitOfWork, command_id: int) -> None:
    """Take back a command that was not sent yet."""
    command = work.get(Command, command_id, lock=True)
    if command.state is not CommandState.QUEUED:
        raise Refusal(tr("It is too late to withdraw the command: it is not waiting any more."))
    command.state, command.ended_at = CommandState.WITHDRAWN, work.now
    _tell(work, command)


def mark_sent(work: UnitOfWork, command_id: int, answered: bool) -> bool:
    """It goes out now; False where it does not wait any more, or is too late. Where nobody will answer, it ends so."""
    command = work.get(Command, command_id, lock=True)
    if command.state is not CommandState.QUEUED or command.expires_at <= work.now:
        return False
    command.state, command.sent_at = CommandState.SENT, work.now
    command.ended_at = None if answered else work.now
    _tell(work, command)
    return True


def take_reply(work: UnitOfWork, device: str, correlation: str, state: CommandState, words: str) -> bool:
    """A device has answered; False where nothing follows: too late, told before, or never asked."""
    command = work.session.scalar(
        select(Command)
        .join(Device, Device.id == Command.device_id)
        .where(Command.correlation == correlation, Device.key == device)
        .with_for_update(of=Command)
    )
    if command is None or command.ended_at is not None or _RANK.get(state, 3) <= _RANK[command.state]:
        return False
    command.state, command.reply = state, words[:LONGEST_REPLY]
    if state is not CommandState.ACKNOWLEDGED:
        command.ended_at = work.now
    _tell(work, command)
    return True


def fail(work: UnitOfWork, command_id: int, why: str) -> None:
    """It cannot be sent."""
    _end(work, command_id, CommandState.FAILED, why)


def time_out(work: UnitOfWork, command_id: int) -> None:
    """Nobody has answered in time."""
    command = work.get(Command, command_id, lock=True)
    if command.expires_at <= work.now:
        _end(work, command_id, CommandState.TIMED_OUT, command.reply)


def queued(session: Session) -> tuple[CommandRow, ...]:
    """What is to be sent, the oldest first."""
    return rows(session, Command.state == CommandState.QUEUED, Command.ended_at.is_(None))


def rows(session: Session, *which: object) -> tuple[CommandRow, ...]:
    """Commands, the oldest first."""
    statement = select(Command, Device.key).join(Device, Device.id == Command.device_id).where(*which)  # type: ignore[arg-type]
    return tuple(_row(*found) for found in session.execute(statement.order_by(Command.id).limit(MOST)))


def overdue(session: Session, now: datetime) -> Sequence[int]:
    """The commands whose answer is waited for in vain."""
    late = select(Command.id).where(Command.ended_at.is_(None), Command.expires_at <= now)
    return session.scalars(late.order_by(Command.id).limit(MOST)).all()


def next_overdue(session: Session) -> datetime | None:
    """When the next one will be."""
    return session.scalar(select(func.min(Command.expires_at)).where(Command.ended_at.is_(None)))


def _type_for(work: UnitOfWork, device: Device, name: str) -> CommandType:
    if device.asset_id is None:
        raise Refusal(tr("Say first which asset {device} belongs to.", device=device.key), field="device")
    model_id = work.get(Asset, device.asset_id).model_id
    kind = work.session.scalar(
        select(CommandType).where(CommandType.asset_model_id == model_id, CommandType.name == name)
    )
    if kind is None:
        raise Refusal(tr("The model of {device} has no command “{name}”.", device=device.key, name=name), field="name")
    return kind


def _end(work: UnitOfWork, command_id: int, state: CommandState, words: str) -> None:
    command = work.get(Command, command_id, lock=True)
    if command.ended_at is None:
        command.state, command.reply, command.ended_at = state, words[:LONGEST_REPLY], work.now
        _tell(work, command)


def _tell(work: UnitOfWork, command: Command) -> None:
    work.note(f"command.{command.state.value}", command, alert_id=command.alert_id)
    _tell_alert(work, command)


def _tell_alert(work: UnitOfWork, command: Command) -> None:
    if command.alert_id is not None:
        alert = work.get(Alert, command.alert_id)
        work.note("alert.command", alert, command=command.name, outcome=command.state.value, reply=command.reply)


def _row(command: Command, device: str) -> CommandRow:
    return CommandRow(
        command.id,
        device,
        command.name,
        command.values,
        command.state,
        command.correlation,
        command.requested_at,
        command.requested_by,
        command.reply,
    )
