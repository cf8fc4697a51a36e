"""`python -m devices.simulator`: runs a fleet until it is told to end, then prints one line of counts."""

import json
import os
import sys
import threading

from devices.addresses import parse_broker
from devices.credentials import find_credentials
from devices.simulator.fleet import Fleet
from devices.simulator.hearing import Hearing
from devices.simulator.kinds import METRICS
from devices.simulator.lines import Lines
from devices.simulator.machine import Machine
from devices.simulator.plan import Command, parse_command, parse_words, read_fleet
from devices.simulator.troubles import Troubles
from devices.stopping import stop_on_signals
from domain.errors import CalloutError, Refusal


def main(words: list[str]) -> int:
    """Run the fleet; 0 when it did, 1 with a sentence on standard error when it could not."""
    wish = parse_words(words)
    try:
        broker = parse_broker(wish.broker)
        members = read_fleet(wish.fleet)
        machines = [Machine(member.device, member.kind, wish.seed) for member in members]
        troubles = Troubles(machines, wish.seed, every=wish.every, lasts=wish.lasts, ramp=wish.ramp)
        credentials = find_credentials(broker, os.environ)
        lines = Lines(broker, credentials, [machine.device for machine in machines], wish.rate)
        fleet = Fleet(machines, lines, troubles, rate=max(wish.rate, 0.001), ramp=wish.ramp, complain=_complain)
        begin_with = [_failure(word) for word in wish.fail]
        lines.open()
        hearing = Hearing(broker, credentials, [machine.device for machine in machines], fleet.commands.put)
        for command in begin_with:
            fleet.obey(command)
    except CalloutError as error:
        _complain(str(error))
        return 1
    with stop_on_signals() as stop:
        threading.Thread(target=_listen, args=(fleet, stop, wish.attached), name="commands", daemon=True).start()
        hearing.start()
        fleet.run(stop, wish.seconds)
        hearing.stop()
        _tell(fleet, lines.close(), machines)
    return 0


def _complain(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def _failure(word: str) -> Command:
    device, _, failure = word.rpartition(":")
    command = parse_command(f"fail {device} {failure}")
    assert command is not None
    return command


def _listen(fleet: Fleet, stop: threading.Event, attached: bool) -> None:
    """Pass on the commands of standard input."""
    for line in sys.stdin:
        try:
            command = parse_command(line)
        except Refusal as refusal:
            _complain(str(refusal))
            continue
        if command is not None:
            fleet.commands.put(command)
    if attached:
        stop.set()


def _tell(fleet: Fleet, missing: int, machines: list[Machine]) -> None:
    messages = max(0, fleet.published - missing)
    counts = {
        "messages_published": messages,
        "readings_published": messages * len(METRICS[machines[0].kind]),
        "devices": len(machines),
        "failures": sum(machine.failures for machine in machines),
        "unconfirmed": missing,
    }
    sys.stdout.write(json.dumps(counts) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
