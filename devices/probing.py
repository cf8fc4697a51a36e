"""Finds out whether a broker lets us in, and leaves nothing behind there."""

import os

from devices.addresses import parse_broker
from devices.credentials import find_credentials
from devices.publisher import Publisher
from domain.language import tr


def reach(url: str) -> str:
    """Connect to the broker at `url` and leave; returns a sentence. Raises Refusal, Unavailable."""
    broker = parse_broker(url)
    publisher = Publisher(broker, f"callout-check-{os.getpid()}", credentials=find_credentials(broker, os.environ))
    publisher.open()
    publisher.close()
    return tr("{url} lets us in", url=broker.url)
