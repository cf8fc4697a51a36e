"""Finds the commands that a batch of messages answers, in formats other than our own.

Nothing is remembered for it: what waits for an answer stands in the store, and is looked up by the devices that speak.
A command is noted as sent before it goes out, so whatever answers it finds it there, after a restart too.
"""

from collections import defaultdict
from collections.abc import Iterator

from devices.dialects.answering import alike, awaited, is_obeyed
from devices.dialects.command import Command, value_of
from devices.dialects.dialect import Answer
from devices.listener.reckoning import Reckoned
from devices.messages import Received
from devices.replies import Reply
from domain.clock import to_ms
from domain.monitoring.response_model import CommandState
from domain.monitoring.unanswered import UnansweredRow, unanswered
from domain.parameters.dialects import NATIVE, dialect_of
from domain.store.store import Store

#: How far the clocks of two machines may differ, one of which sends and the other hears.
_SKEW_MS = 1_000

Values = list[tuple[str, float | str]]


class Confirming:
    """Knows by the commands in `store` who waits for an answer."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def replies(self, reckoned: Reckoned) -> list[Reply]:
        """What the messages say about commands, in their order. Raises Unavailable."""
        told = list(_values(reckoned))
        devices = {device for _, device, _ in told} | {answer.device for _, answer in reckoned.answers}
        if not devices:
            return []
        with self._store.read() as session:
            waiting: dict[str, list[UnansweredRow]] = defaultdict(list)
            for row in unanswered(session, devices):
                waiting[row.device].append(row)
        if not waiting:
            return []
        return [*_answered(reckoned.answers, waiting), *_obeyed(told, waiting)]


def _values(reckoned: Reckoned) -> Iterator[tuple[Received, str, Values]]:
    """The present values that each message tells of each device; what the broker had kept is not of the present."""
    for message, _, readings in reckoned.decoded:
        if message.retain or dialect_of(readings[0].device) == NATIVE:
            continue
        by_device: dict[str, Values] = defaultdict(list)
        for reading in readings:
            if (
                not reading.historical
                and (said := reading.text if reading.value is None else reading.value) is not None
            ):
                by_device[reading.device].append((reading.metric, said))
        for device, values in by_device.items():
            yield message, device, values


def _answered(answers: list[tuple[Received, Answer]], waiting: dict[str, list[UnansweredRow]]) -> Iterator[Reply]:
    for message, answer in answers:
        rows = waiting.get(answer.device, [])
        for row in rows:
            if _is_meant(answer, row, message) and (answer.token or answer.name or len(rows) == 1):
                yield Reply(message, row.device, row.correlation, answer.state, answer.words)


def _is_meant(answer: Answer, row: UnansweredRow, message: Received) -> bool:
    if answer.token == row.correlation:
        return True
    if not _follows(message, row):
        return False
    if answer.token:
        return answer.token == str(row.id)  # a number, which others count too
    if answer.name.casefold() not in {"", row.name.casefold()}:
        return False
    wanted = value_of(row.values)
    return answer.value is None or wanted is None or alike(wanted, answer.value)


def _obeyed(told: list[tuple[Received, str, Values]], waiting: dict[str, list[UnansweredRow]]) -> Iterator[Reply]:
    for message, device, values in told:
        for row in waiting.get(device, []):
            wanted = awaited(Command(device, row.name, value_of(row.values)))
            if _follows(message, row) and is_obeyed(wanted, values):
                yield Reply(message, device, row.correlation, CommandState.SUCCEEDED, "")


def _follows(message: Received, row: UnansweredRow) -> bool:
    """Whether it came after the command was sent."""
    return message.at >= to_ms(row.sent_at) - _SKEW_MS
