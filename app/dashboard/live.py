"""What the telemetry store says of this moment, and how the listener stands, in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.shared.times import duration
from devices.listener.counters import ListenerState
from domain.clock import from_ms, to_ms
from domain.language import tr, trn
from domain.monitoring.telemetry.history import Pulse
from domain.reporting.today import FleetHealth

SHOWN = timedelta(minutes=10)
LATE_AFTER = timedelta(seconds=6)
SECOND_MS = 1000
#: The newest second is still being counted.
UNFINISHED_MS = 2 * SECOND_MS
MANY_WAITING = 500


@dataclass(frozen=True, slots=True)
class Live:
    """Devices, and what the listeners did in the last ten minutes, as of `now`."""

    now: datetime
    health: FleetHealth
    pulses: tuple[Pulse, ...]

    @property
    def rejected_lately(self) -> int:
        """Messages rejected in the time shown."""
        return sum(pulse.rejected for pulse in self.pulses)


@dataclass(frozen=True, slots=True)
class Sentence:
    """How something stands, with the tone of it."""

    text: str
    tone: str


def since(now: datetime) -> int:
    """From when on pulses are asked for (ms)."""
    return to_ms(now - SHOWN)


def rate(live: Live) -> tuple[list[int], list[float]]:
    """Messages of every second shown; a second of which no listener tells has none.

    The first point is zero and lies before what is shown, so that the scale begins at zero.
    """
    told = {pulse.at: pulse.messages for pulse in live.pulses}
    first = since(live.now) // SECOND_MS * SECOND_MS
    last = to_ms(live.now) - UNFINISHED_MS
    seconds = list(range(first, last, SECOND_MS))
    return [first - SECOND_MS, *seconds], [0.0, *(float(told.get(second, 0)) for second in seconds)]


def listener_sentence(pulses: Sequence[Pulse], now: datetime) -> Sentence:
    """What the listener does, or since when it does nothing."""
    if not pulses:
        return Sentence(tr("No listener is running. What devices send waits at the broker."), "major")
    newest = pulses[-1]
    age = now - from_ms(newest.at)
    if age > LATE_AFTER:
        return Sentence(
            tr("The listener has been quiet for {span}. What devices send waits at the broker.", span=duration(age)),
            "major",
        )
    if newest.state == ListenerState.RUNNING and newest.waiting > MANY_WAITING:
        words = trn("Catching up: {count} message waits", "Catching up: {count} messages wait", newest.waiting)
        return Sentence(words, "info")
    return _BY_STATE.get(newest.state, _running)()


def _running() -> Sentence:
    return Sentence(tr("Listening, nothing waits"), "good")


def _no_broker() -> Sentence:
    return Sentence(tr("The broker cannot be reached. The listener keeps trying."), "major")


def _no_database() -> Sentence:
    return Sentence(tr("The database takes no readings. What devices send waits at the broker."), "major")


_BY_STATE = {
    ListenerState.WAITING_FOR_BROKER.value: _no_broker,
    ListenerState.WAITING_FOR_DATABASE.value: _no_database,
}
