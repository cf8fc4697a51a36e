"""Commands of models, read and kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.command_offers import all_offers
from domain.monitoring.command_senders import PLANS
from domain.monitoring.command_types import (
    CommandTypeDraft,
    CommandTypeRow,
    all_command_types,
    change_command_type,
    create_command_type,
    delete_command_type,
)
from domain.parts.template_queries import model_choices
from domain.store.unit_of_work import UnitOfWork

DELIMITER = ","
OFFERS = "offers"


def read(session: Session) -> Loaded[CommandTypeRow]:
    choices = {"asset_model_id": model_choices(session)}
    return Loaded(all_command_types(session), choices, {OFFERS: all_offers(session)})


def save(work: UnitOfWork, before: CommandTypeRow | None, values: Mapping[str, Any]) -> int:
    draft = draft_from(values)
    if before is None:
        return create_command_type(work, draft)
    change_command_type(work, before.id, draft, before.version)
    return before.id


def remove(work: UnitOfWork, row: CommandTypeRow) -> None:
    delete_command_type(work, row.id)


def draft_from(values: Mapping[str, Any]) -> CommandTypeDraft:
    """The command that the form asks for."""
    if values["asset_model_id"] is None:
        raise Refusal(tr("Choose the model whose devices know the command."), field="asset_model_id")
    offer = values["offer"]
    return CommandTypeDraft(
        asset_model_id=values["asset_model_id"],
        name=values["name"] if offer is None else offer.name,
        label=values["label"] or ("" if offer is None else offer.label),
        fields=values["fields"] if offer is None else offer.fields,
        dangerous=values["dangerous"],
        timeout_seconds=round(values["timeout_seconds"]),
        senders=_senders(values),
    )


def _senders(values: Mapping[str, Any]) -> tuple[str, ...]:
    if not values["restricted"]:
        return ()
    users = tuple(name.strip() for name in values["senders"].split(DELIMITER) if name.strip())
    named = (*users, PLANS) if values["plans"] else users
    if not named:
        raise Refusal(tr("Name at least one user, or let anybody send it."), field="senders")
    return named


SOURCE = Source(("command type", "asset model"), read, save, remove)
