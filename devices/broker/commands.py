"""How each kind of broker is started, and with which settings."""

from pathlib import Path

from devices.broker.finding import Found, Kind
from domain import children

LARGEST_MESSAGE = 16 * 1024 * 1024

# Each save writes everything: one per change brings the broker to a crawl as soon as messages wait for somebody
# (measured: 100 messages per second with 20,000 waiting). So `devices.broker.running` asks for saves, and the
# interval here is for a broker that has lost its minder. `max_inflight_messages` is for clients of MQTT 3.1.1.
_MOSQUITTO = """\
listener {port} 127.0.0.1
allow_anonymous true
set_tcp_nodelay true
persistence true
persistence_location {folder}/
persistence_file broker.db
autosave_on_changes false
autosave_interval 5
max_queued_messages 0
max_queued_bytes 0
max_inflight_messages 1000
message_size_limit {largest}
persistent_client_expiration 30d
connection_messages false
log_dest stderr
log_type error
log_type warning
log_type notice
user root
"""


def command(found: Found, folder: Path, port: int) -> list[str]:
    """The words that start the broker on `port`; writes its settings into `folder`."""
    if found.kind is Kind.AMQTT:
        return children.command("devices.broker.child", str(port))
    settings = folder / "mosquitto.conf"
    text = _MOSQUITTO.format(port=port, folder=folder.as_posix(), largest=LARGEST_MESSAGE)
    settings.write_text(text, encoding="utf-8")
    return [found.program, "-c", str(settings)]
