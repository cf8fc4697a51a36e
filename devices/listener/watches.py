"""What is done beside the intake, each by one process at a time however many listeners there are."""

import os

from devices.connection import Settings
from devices.listener.arrivals import Arrivals
from devices.listener.commanding import Commanding, Line
from devices.listener.deadlines import Deadlines
from devices.listener.delivering import Delivering
from devices.listener.earning import Earning
from devices.listener.formats import Formats
from devices.listener.jobs import Jobs
from devices.listener.metering import Metering
from devices.listener.overhearing import Overhearing
from devices.listener.planning import Planning
from devices.listener.quieting import Quieting
from devices.listener.responding import Responding
from devices.listener.standby import Standby
from devices.listener.visiting import Visiting
from domain.documents.post import Post
from domain.monitoring.telemetry.store import Telemetry
from domain.planning.automatic.model import Trigger
from domain.store.store import Store


def watches(
    store: Store, telemetry: Telemetry, line: Line, mails: Post | None, settings: Settings, formats: Formats
) -> tuple[Standby, ...]:
    """All of them, not yet begun."""
    return (
        Deadlines(store),
        Arrivals(store),
        Quieting(store),
        Visiting(store),
        *(Planning(store, begins) for begins in Trigger),
        Earning(store),
        Metering(store, telemetry),
        Responding(store),
        Commanding(store, telemetry, line),
        Delivering(store, mails, os.environ),
        Jobs(store, telemetry, store.clock),
        Overhearing(store, telemetry, settings, formats.dialects.taker),
    )
