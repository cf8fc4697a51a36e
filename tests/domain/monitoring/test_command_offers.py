"""What devices offer to be told, and what a model takes over of it."""

from collections.abc import Iterator

import pytest

from domain.monitoring.announcing import AnnouncedDevice, announce
from domain.monitoring.command_fields import Field, FieldKind
from domain.monitoring.command_offers import MOST_OFFERS, OfferedCommand, Offers, all_offers, encode_offers
from domain.monitoring.command_types import CommandTypeDraft, create_command_type
from domain.monitoring.service import claim
from domain.store.store import Store
from tests.support.small_company import SmallCompany

SPEED = OfferedCommand("engine.speed", "Speed", (Field("value", FieldKind.WHOLE, unit="%", low=0, high=100),))
RESET = OfferedCommand("reset")


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store.open(database_url)
    yield opened
    opened.close()


def says(store: Store, key: str, commands: Offers | None) -> None:
    told = AnnouncedDevice(key, "homie", "", "", "", None, (), commands)
    store.run("listener", announce, [told])


def offers(store: Store, model_id: int) -> Offers:
    with store.read() as session:
        return all_offers(session).get(model_id, ())


def test_a_model_is_offered_what_its_devices_take_and_it_does_not_know(store: Store) -> None:
    company = store.run("setup", SmallCompany)
    model, other = company.chiller_model.id, company.compressor_model.id
    says(store, "chiller-1", (SPEED, RESET))
    says(store, "unknown-7", (OfferedCommand("of a stranger"),))
    assert (offers(store, model), offers(store, other)) == ((SPEED, RESET), ())
    store.run("ada", claim, company.stranger.id, company.compressor.id)
    assert offers(store, other) == (OfferedCommand("of a stranger"),)
    store.run("ada", create_command_type, CommandTypeDraft(model, SPEED.name, SPEED.label, SPEED.fields))
    assert offers(store, model) == (RESET,)


def test_what_a_device_does_not_tell_of_stays_and_what_it_takes_back_goes(store: Store) -> None:
    company = store.run("setup", SmallCompany)
    says(store, "chiller-1", (RESET, RESET))
    says(store, "chiller-1", None)
    assert offers(store, company.chiller_model.id) == (RESET,)
    says(store, "chiller-1", ())
    assert offers(store, company.chiller_model.id) == ()


def test_offers_are_kept_within_bounds() -> None:
    many = encode_offers(OfferedCommand(f"c{number}") for number in range(MOST_OFFERS + 5))
    assert many.count('"name"') == MOST_OFFERS
