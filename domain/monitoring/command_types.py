"""Which commands the devices of a model understand."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from domain.assets.model import Asset, AssetModel
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.command_fields import Fields, check_fields, decode, encode
from domain.monitoring.command_senders import senders_from
from domain.monitoring.model import Device
from domain.monitoring.response_model import CommandType
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version

LONGEST_NAME = 120
LONGEST_WAIT = 24 * 3600


@dataclass(frozen=True, slots=True)
class CommandTypeDraft:
    """A command as it is asked for; a dangerous one is sent only by somebody who has confirmed it.

    Without `senders` anybody may send it.
    """

    asset_model_id: int
    name: str
    label: str = ""
    fields: Fields = ()
    dangerous: bool = False
    timeout_seconds: int = 30
    senders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CommandTypeRow:
    """A command that one can send to devices on assets of a model."""

    id: int
    version: int
    asset_model_id: int
    model: str
    name: str
    label: str
    fields: Fields
    dangerous: bool
    timeout_seconds: int
    senders: tuple[str, ...]


def create_command_type(work: UnitOfWork, draft: CommandTypeDraft) -> int:
    """Say that devices of a model understand a command; returns its id."""
    return work.add(CommandType(**_columns(work, draft, None)), "command_type.created").id


def change_command_type(work: UnitOfWork, type_id: int, draft: CommandTypeDraft, version: int) -> None:
    """Change what was read as `version`; commands that were sent already stay as they were."""
    found = work.get(CommandType, type_id, lock=True)
    check_version(found, version, found.label)
    for name, value in _columns(work, draft, type_id).items():
        setattr(found, name, value)
    work.note("command_type.changed", found)


def delete_command_type(work: UnitOfWork, type_id: int) -> None:
    """Nobody can send it any more."""
    found = work.get(CommandType, type_id, lock=True)
    work.note("command_type.deleted", found)
    work.session.delete(found)


def command_types(session: Session, device_id: int) -> tuple[CommandTypeRow, ...]:
    """What one can send to a device, by the model of its asset."""
    model = select(Asset.model_id).join(Device, Device.asset_id == Asset.id).where(Device.id == device_id)
    return _rows(session, CommandType.asset_model_id == model.scalar_subquery())


def all_command_types(session: Session) -> tuple[CommandTypeRow, ...]:
    """What one can send to devices of any model, by model and label."""
    return _rows(session)


def command_types_of(session: Session, model_ids: Collection[int]) -> tuple[CommandTypeRow, ...]:
    """What one can send to devices of some models."""
    return _rows(session, CommandType.asset_model_id.in_(model_ids))


def _rows(session: Session, *which: ColumnElement[bool]) -> tuple[CommandTypeRow, ...]:
    statement = (
        select(CommandType, AssetModel.maker, AssetModel.name)
        .join(AssetModel, AssetModel.id == CommandType.asset_model_id)
        .where(*which)
        .order_by(AssetModel.name, AssetModel.id, CommandType.label, CommandType.id)
    )
    return tuple(_row(found, f"{maker} {name}".strip()) for found, maker, name in session.execute(statement))


def _row(found: CommandType, model: str) -> CommandTypeRow:
    return CommandTypeRow(
        found.id,
        found.version,
        found.asset_model_id,
        model,
        found.name,
        found.label,
        decode(found.fields_json),
        found.dangerous,
        found.timeout_seconds,
        tuple(found.senders),
    )


def _columns(work: UnitOfWork, draft: CommandTypeDraft, type_id: int | None) -> dict[str, object]:
    name = draft.name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Refusal(tr("Give the command the name by which devices know it."), field="name")
    work.get(AssetModel, draft.asset_model_id)
    same = select(CommandType.id).where(CommandType.asset_model_id == draft.asset_model_id, CommandType.name == name)
    if work.session.scalar(same) not in {None, type_id}:
        raise Refusal(tr("The model has a command “{name}” already.", name=name), field="name")
    if not 1 <= draft.timeout_seconds <= LONGEST_WAIT:
        raise Refusal(tr("A reply is waited for between a second and a day."), field="timeout_seconds")
    check_fields(draft.fields)
    return {
        "asset_model_id": draft.asset_model_id,
        "name": name,
        "label": draft.label.strip() or name,
        "fields_json": encode(draft.fields),
        "dangerous": draft.dangerous,
        "timeout_seconds": draft.timeout_seconds,
        "senders": senders_from(draft.senders),
    }
