"""How a fleet is divided among listeners."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.sharing import WHOLE, Share, parse_share
from domain.errors import Refusal

_KEYS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


@given(_KEYS, st.integers(1, 64))
def test_every_device_falls_to_exactly_one_share(key: str, of: int) -> None:
    assert sum(Share(number, of).owns(key) for number in range(1, of + 1)) == 1


@given(_KEYS)
def test_a_listener_without_a_share_takes_all(key: str) -> None:
    assert WHOLE.owns(key)


@pytest.mark.parametrize("of", [2, 4])
def test_a_large_fleet_is_divided_about_evenly(of: int) -> None:
    names = [f"chiller-{number}" for number in range(4000)]
    parts = [sum(Share(number, of).owns(name) for name in names) for number in range(1, of + 1)]
    assert min(parts) > 0.9 * len(names) / of


@pytest.mark.parametrize(
    "together",
    [
        ("sparkplug:plant/node", "sparkplug:plant/node/pump", "sparkplug:plant/node/fan"),
        ("zigbee2mqtt:hall/lamp", "zigbee2mqtt:kitchen"),
    ],
)
def test_a_gateway_and_its_devices_fall_to_the_same_share(together: tuple[str, ...]) -> None:
    for number in range(1, 8):
        assert len({Share(number, 7).owns(key) for key in together}) == 1


def test_a_share_is_written_as_a_number_of_so_many() -> None:
    assert parse_share("2/4") == Share(2, 4)
    assert str(Share(2, 4)) == "2/4"


@pytest.mark.parametrize("word", ["", "2", "0/2", "3/2", "a/b", "1/", "/2", "-1/2", "1/2/3", "1/65", "²/4"])
def test_what_is_no_share_is_refused_in_a_sentence(word: str) -> None:
    with pytest.raises(Refusal, match="K/N"):
        parse_share(word)
