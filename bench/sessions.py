"""Sessions at the broker that wait for a subscriber of their own."""

import threading

from devices.addresses import BrokerAddress
from devices.client import Client
from devices.connection import Settings
from devices.link import Link, LinkState
from devices.topics import Channel, every


def make_session(broker: BrokerAddress, name: str) -> None:
    """Subscribe to all telemetry under `name` and go: from now on the broker keeps messages for it."""
    connected = threading.Event()

    def notice(link: Link) -> None:
        if link.state is LinkState.CONNECTED:
            connected.set()

    settings = Settings(broker, name, (every(Channel.TELEMETRY),))
    client = Client(settings, lambda _: None, notice=notice, credentials=lambda: None)
    client.start()
    connected.wait()
    client.stop()
