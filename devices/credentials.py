"""Who we are to a broker: from the environment, else from the keyring, never from the command line."""

from collections.abc import Mapping

import keyring
import keyring.errors
import msgspec

from devices.addresses import BrokerAddress


class Credentials(msgspec.Struct, frozen=True):
    """A user and a password, which no log and no traceback shows."""

    user: str
    password: str

    def __repr__(self) -> str:
        return f"Credentials({self.user!r}, …)"


def find_credentials(broker: BrokerAddress, environ: Mapping[str, str]) -> Credentials | None:
    """User and password for `broker`, if there are any."""
    if user := environ.get("CALLOUT_BROKER_USER"):
        return Credentials(user, environ.get("CALLOUT_BROKER_PASSWORD", ""))
    try:
        found = keyring.get_credential(keyring_service(broker), None)
    except keyring.errors.KeyringError:
        return None
    return Credentials(found.username, found.password) if found else None


def keyring_service(broker: BrokerAddress) -> str:
    """The name under which the keyring has them."""
    return f"callout {broker.host}:{broker.port}"
