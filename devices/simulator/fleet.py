"""The running fleet: machine after machine publishes at the wished rate, fails and is healed."""

import threading
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue

from devices.simulator.kinds import Failure
from devices.simulator.lines import Lines
from devices.simulator.machine import Machine
from devices.simulator.plan import Command, check_failure
from devices.simulator.troubles import Troubles
from domain.errors import Refusal, Unavailable
from domain.language import tr

_PATIENCE_SECONDS = 0.5
_SLICE_SECONDS = 0.01
_LAG_SECONDS = 1.0


class Fleet:
    """Publishes until `stop` is set; `commands` come from another thread."""

    def __init__(
        self,
        machines: list[Machine],
        lines: Lines,
        troubles: Troubles,
        *,
        rate: float,
        ramp: float,
        complain: Callable[[str], None],
    ) -> None:
        self.published = 0
        self.commands: SimpleQueue[Command] = SimpleQueue()
        self._machines = machines
        self._by_name = {machine.device: machine for machine in machines}
        self._cut: set[str] = set()
        self._lines = lines
        self._troubles = troubles
        self._rate = rate
        self._ramp = ramp
        self._turn = 0
        self._complain = complain

    def run(self, stop: threading.Event, seconds: float | None) -> None:
        """Publish evenly; a broker that was slow or away is not flooded afterwards."""
        began = due = time.monotonic()
        while not stop.is_set() and (seconds is None or time.monotonic() - began < seconds):
            self._obey()
            self._suffer(self._troubles.go_on(time.time()))
            due = max(due, time.monotonic() - _LAG_SECONDS)
            while due <= time.monotonic() and not stop.is_set():
                self._publish_next()
                due += 1 / self._rate
            stop.wait(max(0.0, min(due - time.monotonic(), _SLICE_SECONDS)))

    def obey(self, command: Command) -> None:
        """Let a machine fail or heal it; refused where there is no such machine or failure."""
        machine = self._by_name.get(command.device)
        if machine is None:
            raise Refusal(tr("There is no device “{device}” in the fleet.", device=command.device))
        if command.set_point is not None:
            machine.cool_to(command.set_point)
        elif command.failure is None:
            machine.heal(time.time())
        else:
            check_failure(machine.kind, command.failure)
            machine.fail(command.failure, time.time(), self._ramp)
        self._suffer([machine])

    def _obey(self) -> None:
        try:
            while True:
                self.obey(self.commands.get_nowait())
        except Empty:
            return
        except Refusal as refusal:
            self._complain(str(refusal))

    def _suffer(self, changed: list[Machine]) -> None:
        """Cut the lines of those that fell silent."""
        for machine in changed:
            if machine.failure is Failure.SILENCE and machine.device not in self._cut:
                self._cut_line(machine)

    def _cut_line(self, machine: Machine) -> None:
        self._cut.add(machine.device)
        try:
            self._lines.cut(machine.device)
        except Unavailable as error:
            self._complain(str(error))

    def _publish_next(self) -> None:
        machine = self._machines[self._turn % len(self._machines)]
        self._turn += 1
        now = time.time()
        if machine.device in self._cut:
            if machine.silent(now) or machine.failure is Failure.SILENCE:
                return
            self._cut.discard(machine.device)
            self._lines.say(machine.device, online=True)
        values = machine.values(now)
        if self._lines.telemetry(machine.device, round(now * 1000), values, _PATIENCE_SECONDS):
            self.published += 1
