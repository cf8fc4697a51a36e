"""Failures that come and go by themselves, so that a demo always has something going on and nearly all is well."""

from random import Random

from devices.simulator.kinds import failures_of
from devices.simulator.machine import Machine

_PERCENT_FAILING = 4
_FIRST_AFTER = 2.0


class Troubles:
    """Lets a machine fail every `every` seconds, and heals it after `lasts`; never more than 4 % at once."""

    def __init__(self, machines: list[Machine], seed: int, *, every: float, lasts: float, ramp: float) -> None:
        self._machines = machines
        self._random = Random(f"{seed}/troubles")  # noqa: S311 - a simulation
        self._every, self._lasts, self._ramp = every, lasts, ramp
        self._most = max(1, len(machines) * _PERCENT_FAILING // 100)
        self._next: float | None = None
        self._until: dict[str, tuple[float, Machine]] = {}

    def go_on(self, at: float) -> list[Machine]:
        """What is due at this moment; returns the machines that began to fail or were healed."""
        if self._every <= 0:
            return []
        if self._next is None:
            self._next = at + _FIRST_AFTER
        changed = [machine for until, machine in self._until.values() if until <= at]
        for machine in changed:
            machine.heal(at)
            del self._until[machine.device]
        if at >= self._next:
            self._next = at + self._every
            changed += self._one_more(at)
        return changed

    def _one_more(self, at: float) -> list[Machine]:
        healthy = [machine for machine in self._machines if machine.failure is None]
        if not healthy or len(self._machines) - len(healthy) >= self._most:
            return []
        machine = self._random.choice(healthy)
        machine.fail(self._random.choice(failures_of(machine.kind)), at, self._ramp)
        self._until[machine.device] = (at + self._lasts, machine)
        return [machine]
