"""Broker URLs and who we are to a broker."""

import keyring
import keyring.errors
import pytest

from devices.addresses import BrokerAddress, parse_broker
from devices.credentials import Credentials, find_credentials
from domain.errors import Refusal


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("mqtt://broker", BrokerAddress("broker", 1883)),
        ("mqtt://127.0.0.1:21883/", BrokerAddress("127.0.0.1", 21883)),
        ("mqtts://broker.example.org", BrokerAddress("broker.example.org", 8883, tls=True)),
        (" mqtt://[::1]:1 ", BrokerAddress("::1", 1)),
    ],
)
def test_a_url_says_where_the_broker_is(url: str, expected: BrokerAddress) -> None:
    assert parse_broker(url) == expected
    assert parse_broker(expected.url) == expected


@pytest.mark.parametrize(
    "url", ["", "broker", "http://b", "mqtt://", "mqtt://b:port", "mqtt://b:70000", "mqtt://b/topic", "mqtt://[::1"]
)
def test_anything_else_is_refused_with_the_form_that_is_needed(url: str) -> None:
    with pytest.raises(Refusal, match="mqtt://host:port"):
        parse_broker(url)


@pytest.mark.parametrize("host", ["a..b", ".a", "a" * 64, ".".join(["a" * 50] * 6), "a%00b"])
def test_a_host_that_no_name_service_could_be_asked_for_is_refused(host: str) -> None:
    with pytest.raises(Refusal, match="cannot be the name of a host"):
        parse_broker(f"mqtt://{host}".replace("%00", "\0"))


def test_a_password_in_the_url_is_refused_and_not_repeated() -> None:
    with pytest.raises(Refusal, match="CALLOUT_BROKER_PASSWORD") as refusal:
        parse_broker("mqtt://ann:secret@broker")
    assert "secret" not in str(refusal.value)


def test_the_environment_comes_first() -> None:
    broker = BrokerAddress("b", 1)
    found = find_credentials(broker, {"CALLOUT_BROKER_USER": "ann", "CALLOUT_BROKER_PASSWORD": "secret"})
    assert found == Credentials("ann", "secret")
    assert "secret" not in repr(found)


def test_a_machine_without_keyring_has_no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise keyring.errors.NoKeyringError

    monkeypatch.setattr(keyring, "get_credential", none)
    assert find_credentials(BrokerAddress("b", 1), {}) is None
