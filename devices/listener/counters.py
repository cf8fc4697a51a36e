"""What the listener did since its last pulse, and how it stands."""

from enum import StrEnum

from domain.monitoring.telemetry.rows import PulseRow


class ListenerState(StrEnum):
    """How a listener stands, as its pulses say it."""

    RUNNING = "running"
    WAITING_FOR_BROKER = "waiting for broker"
    WAITING_FOR_DATABASE = "waiting for database"


class Counters:
    """Counts between two pulses."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.messages = 0
        self.readings = 0
        self.rejected = 0

    def pulse(self, at: int, waiting: int, state: ListenerState) -> PulseRow:
        """What is to be written of the time since the last pulse."""
        return PulseRow(self._name, at, self.messages, self.readings, self.rejected, waiting, state.value)

    def begin_anew(self) -> None:
        """The last pulse is written."""
        self.messages = self.readings = self.rejected = 0
