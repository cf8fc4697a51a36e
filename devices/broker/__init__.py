"""A private broker on a loopback port, for a service centre on one machine."""

from devices.broker.finding import Found, Kind, find
from devices.broker.running import RunningBroker, start

__all__ = ["Found", "Kind", "RunningBroker", "find", "start"]
