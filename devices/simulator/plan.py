"""What the simulator is asked to do: words of the command line, the fleet's file, commands while it runs."""

import argparse
from pathlib import Path

import msgspec

from devices.simulator.kinds import Failure, Kind, failures_of
from devices.topics import is_device_name
from domain.errors import Refusal
from domain.language import tr


class Member(msgspec.Struct, frozen=True):
    """One device of the fleet's file."""

    device: str
    kind: Kind


class Command(msgspec.Struct, frozen=True):
    """`fail DEVICE KIND` or, with no failure, `heal DEVICE`; with a set point nothing but that."""

    device: str
    failure: Failure | None
    set_point: float | None = None


def read_fleet(path: Path) -> list[Member]:
    """The devices in `path`, `[{"device": "ch-1", "kind": "chiller"}, …]`."""
    try:
        fleet = msgspec.json.decode(path.read_bytes(), type=list[Member])
    except OSError as error:
        raise Refusal(tr("The fleet cannot be read: {reason}.", reason=error.strerror or error)) from error
    except msgspec.DecodeError as error:
        raise Refusal(tr("The fleet in {path} is not understood: {reason}.", path=path, reason=error)) from error
    for member in fleet:
        if not is_device_name(member.device):
            raise Refusal(tr("“{name}” in {path} cannot be the name of a device.", name=member.device, path=path))
    if not fleet:
        raise Refusal(tr("There is no device in {path}.", path=path))
    return fleet


def parse_command(line: str) -> Command | None:
    """The command in a line, None for an empty one; refuses anything else."""
    match line.split():
        case []:
            return None
        case ["heal", device]:
            return Command(device, None)
        case ["fail", device, failure] if failure in [known.value for known in Failure]:
            return Command(device, Failure(failure))
    raise Refusal(
        tr(
            "Write “fail DEVICE KIND” or “heal DEVICE”; the kinds are {kinds}.",
            kinds=", ".join(known for known in Failure),
        )
    )


def check_failure(kind: Kind, failure: Failure) -> None:
    """Refuse a failure that machines of this kind cannot have."""
    if failure not in failures_of(kind):
        possible = ", ".join(failures_of(kind))
        raise Refusal(
            tr("A {kind} has no “{failure}”; it can have {possible}.", kind=kind, failure=failure, possible=possible)
        )


def parse_words(words: list[str]) -> argparse.Namespace:
    """The words of the command line; exits with status 2 if they are off."""
    parser = argparse.ArgumentParser(
        prog="callout simulate",
        description=tr(
            "Publish as a fleet of machines would. Reads “fail DEVICE KIND” and “heal DEVICE” while it runs."
        ),
    )
    parser.add_argument("--broker", required=True, metavar="URL", help=tr("mqtt://host:port"))
    parser.add_argument("--fleet", required=True, type=Path, metavar="FILE", help=tr("JSON list of device and kind"))
    parser.add_argument("--rate", type=float, default=100.0, help=tr("messages per second of the whole fleet"))
    parser.add_argument("--seed", type=int, default=1, help=tr("the same seed behaves the same"))
    parser.add_argument("--seconds", type=float, help=tr("end after so many seconds"))
    parser.add_argument("--fail", action="append", default=[], metavar="DEVICE:KIND", help=tr("fails from the start"))
    parser.add_argument("--ramp", type=float, default=15.0, help=tr("seconds until a failure has fully developed"))
    parser.add_argument("--every", type=float, default=20.0, help=tr("seconds between failures, 0 for none"))
    parser.add_argument("--lasts", type=float, default=90.0, help=tr("seconds until a failure is mended"))
    parser.add_argument("--attached", action="store_true", help=tr("end when standard input closes"))
    return parser.parse_args(words)
