"""One machine's behaviour as a function of time: daily cycle, load, wear, noise, and a failure that develops."""

import math
from random import Random

from devices.simulator.kinds import EFFECTS, METRICS, Failure, Kind

_DAY = 86_400.0
_INERTIA = 0.8
_HEALING = 3.0
COOLED = "supply_temperature"
SHIFTED = frozenset({COOLED, "return_temperature"})


class Machine:
    """Yields readings; the same seed and the same questions give the same answers. Times are seconds since 1970."""

    def __init__(self, device: str, kind: Kind, seed: int) -> None:
        self.device = device
        self.kind = kind
        self.failure: Failure | None = None
        self.failures = 0
        self._random = Random(f"{seed}/{device}")  # noqa: S311 - a simulation
        self._busy_hour = self._random.uniform(12, 16) * 3600
        self._short_cycle = self._random.uniform(300, 1500)
        self._phase = self._random.uniform(0, math.tau)
        self._wear = self._random.random()
        self._noises = [0.0] * len(METRICS[kind])
        self._began = 0.0
        self._ramp = 1.0
        self._healing_from: float | None = None
        self._shift = 0.0

    def cool_to(self, set_point: float) -> None:
        """What it cools leaves it this warm from now on."""
        normal = next((metric.normal for metric in METRICS[self.kind] if metric.name == COOLED), set_point)
        self._shift = set_point - normal

    def fail(self, failure: Failure, at: float, ramp: float) -> None:
        """A failure begins, fully developed after `ramp` seconds."""
        self.failure = failure
        self.failures += 1
        self._began, self._ramp = at, max(ramp, 0.001)
        self._healing_from = None

    def heal(self, at: float) -> None:
        """Somebody mends it: the values come back within a third of the time that the failure took."""
        if self.failure is not None and self._healing_from is None:
            self._healing_from = self._developed(at)
            self._began = at

    def silent(self, at: float) -> bool:
        """Whether it publishes nothing at this moment."""
        return self.failure is Failure.SILENCE and self.severity(at) > 0

    def severity(self, at: float) -> float:
        """How far the failure has developed, 0 to 1."""
        if self.failure is None:
            return 0.0
        if self._healing_from is None:
            return self._developed(at)
        left = self._healing_from - _HEALING * (at - self._began) / self._ramp
        if left <= 0:
            self.failure = None
        return max(0.0, left)

    def values(self, at: float) -> dict[str, float]:
        """What it measures at this moment."""
        load, severity = self.load(at), self.severity(at)
        effects = EFFECTS[self.kind].get(self.failure, {}) if self.failure is not None else {}
        values = {}
        for place, metric in enumerate(METRICS[self.kind]):
            noise = _INERTIA * self._noises[place] + self._random.gauss(0, metric.noise * (1 - _INERTIA) * 2)
            self._noises[place] = noise
            value = metric.normal + metric.load * (load - 0.5) + metric.wear * self._wear + noise
            value += severity * effects.get(metric.name, 0.0) + (self._shift if metric.name in SHIFTED else 0.0)
            values[metric.name] = round(min(max(value, metric.lowest), metric.highest), 3)
        return values

    def load(self, at: float) -> float:
        """How hard it works, 0 to 1: more by day than by night, and in cycles of some minutes."""
        by_day = 0.3 * math.cos(math.tau * ((at - self._busy_hour) % _DAY) / _DAY)
        by_cycle = 0.12 * math.sin(math.tau * at / self._short_cycle + self._phase)
        return min(1.0, max(0.0, 0.5 + by_day + by_cycle))

    def _developed(self, at: float) -> float:
        return min(1.0, max(0.0, (at - self._began) / self._ramp))
