"""The commands that devices say they take, and how a model takes them over as its own."""

from collections.abc import Collection, Iterable

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.monitoring.command_fields import Fields
from domain.monitoring.command_types import CommandTypeDraft, create_command_type
from domain.monitoring.model import Device
from domain.monitoring.response_model import CommandType
from domain.store.unit_of_work import UnitOfWork

MOST_OFFERS = 300


class OfferedCommand(msgspec.Struct, frozen=True, omit_defaults=True):
    """A command that a device says it takes, with its values."""

    name: str
    label: str = ""
    fields: Fields = ()


Offers = tuple[OfferedCommand, ...]
_decoder = msgspec.json.Decoder(Offers)


def encode_offers(offers: Iterable[OfferedCommand]) -> str:
    """As they are kept with the device, each once."""
    first = {offer.name: offer for offer in offers}
    return msgspec.json.encode(sorted(first.values(), key=_named)[:MOST_OFFERS]).decode()


def offered(session: Session, asset_model_id: int) -> Offers:
    """What the devices of a model offer and the model does not know yet, by name."""
    told = (
        select(Device.offers_json)
        .join(Asset, Asset.id == Device.asset_id)
        .where(Asset.model_id == asset_model_id, Device.offers_json != "[]")
        .distinct()
        .order_by(Device.offers_json)
    )
    found = {offer.name: offer for text in session.scalars(told) for offer in _decoder.decode(text)}
    for name in session.scalars(select(CommandType.name).where(CommandType.asset_model_id == asset_model_id)):
        found.pop(name, None)
    return tuple(sorted(found.values(), key=_named))


def take_offers(work: UnitOfWork, asset_model_id: int, names: Collection[str]) -> tuple[int, ...]:
    """Let a model know the commands of these names that its devices offer; returns their ids."""
    return tuple(
        create_command_type(work, CommandTypeDraft(asset_model_id, offer.name, offer.label, offer.fields))
        for offer in offered(work.session, asset_model_id)
        if offer.name in names
    )


def _named(offer: OfferedCommand) -> str:
    return offer.name.casefold()
