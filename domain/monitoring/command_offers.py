"""The commands that devices say they take, for their models to take over."""

from collections.abc import Iterable

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.monitoring.command_fields import Fields
from domain.monitoring.model import Device
from domain.monitoring.response_model import CommandType

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


def all_offers(session: Session) -> dict[int, Offers]:
    """By model what its devices offer and it does not know yet, by name."""
    told = (
        select(Asset.model_id, Device.offers_json)
        .join(Asset, Asset.id == Device.asset_id)
        .where(Device.offers_json != "[]")
        .distinct()
        .order_by(Asset.model_id, Device.offers_json)
    )
    known = {(model, name) for model, name in session.execute(select(CommandType.asset_model_id, CommandType.name))}
    found: dict[int, dict[str, OfferedCommand]] = {}
    for model, text in session.execute(told):
        fresh = {offer.name: offer for offer in _decoder.decode(text) if (model, offer.name) not in known}
        found.setdefault(model, {}).update(fresh)
    return {model: tuple(sorted(offers.values(), key=_named)) for model, offers in found.items() if offers}


def _named(offer: OfferedCommand) -> str:
    return offer.name.casefold()
