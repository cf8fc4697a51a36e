"""Where a broker is, as its URL says."""

from urllib.parse import urlsplit

import msgspec

from domain.errors import Refusal
from domain.language import tr

_PORTS = {"mqtt": 1883, "mqtts": 8883}
_LONGEST_HOST = 253


class BrokerAddress(msgspec.Struct, frozen=True):
    """Host and port of a broker, and whether the way there is encrypted."""

    host: str
    port: int
    tls: bool = False

    @property
    def url(self) -> str:
        """The address as a user writes it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'mqtts' if self.tls else 'mqtt'}://{host}:{self.port}"


def parse_broker(url: str) -> BrokerAddress:
    """The address in `mqtt://host:port` or `mqtts://host:port`; refuses anything else, and a password above all."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise _refused(url) from None
    if parts.username is not None or parts.password is not None:
        raise Refusal(
            tr(
                "A broker's URL must not hold a user or password, which others could read: put them into the keyring "
                "or into CALLOUT_BROKER_USER and CALLOUT_BROKER_PASSWORD."
            ),
            field="broker",
        )
    if parts.scheme not in _PORTS or not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise _refused(url)
    if not _resolvable(parts.hostname):
        raise Refusal(tr("“{host}” cannot be the name of a host.", host=parts.hostname), field="broker")
    return BrokerAddress(parts.hostname, port or _PORTS[parts.scheme], parts.scheme == "mqtts")


def _resolvable(host: str) -> bool:
    """Whether the system can be asked for it at all: no empty or endless label, nothing that IDNA forbids."""
    try:
        return "\0" not in host and len(host.encode("idna")) <= _LONGEST_HOST
    except UnicodeError:
        return False


def _refused(url: str) -> Refusal:
    return Refusal(tr("“{url}” is not a broker: write mqtt://host:port or mqtts://host:port.", url=url), field="broker")
