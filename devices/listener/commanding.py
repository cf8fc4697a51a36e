"""Sends the commands that wait, and ends those that nobody answers in time.

A command is noted as sent before it goes out: a process that is killed in between repeats none, and the command that
was lost so times out for all to see.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Protocol

import msgspec

from devices.dialects.command import Command, value_of
from devices.dialects.commanding import Told, kept_at, outgoing
from devices.dialects.dialect import Outgoing
from devices.link import Link, LinkState
from devices.listener.standby import Standby
from devices.topics import Channel, build
from domain.clock import to_ms
from domain.errors import Gone, Overtaken, Refusal
from domain.monitoring import command_service
from domain.monitoring.command_service import CommandRow
from domain.monitoring.mapping_queries import described
from domain.monitoring.mappings.definition import encode
from domain.monitoring.telemetry.learned import learned_in
from domain.monitoring.telemetry.store import Telemetry
from domain.parameters.dialects import MAPPING, NATIVE, dialect_of
from domain.store.journal import FactRow
from domain.store.store import Store

log = logging.getLogger(__name__)

NAME = "commands"
ACTOR = "listener"
#: Without any news it looks this often, for a clock may have been set.
LOOK = timedelta(seconds=15)
#: While the broker is away it looks this often whether it is back.
AWAY_SECONDS = 0.5


class Line(Protocol):
    """The connection to the broker, as far as commands need it."""

    link: Link

    def publish(self, messages: tuple[Outgoing, ...]) -> None:
        """Send these, if anybody is there."""
        ...


class Commanding(Standby):
    """The watch over the commands of one store, between `start` and `stop`; they go out by `line`.

    What formats have learned of their devices, such as the types of their metrics, stands in `telemetry`.
    """

    def __init__(self, store: Store, telemetry: Telemetry, line: Line) -> None:
        super().__init__(store, NAME)
        self._telemetry = telemetry
        self._line = line
        self._learned: dict[tuple[str, str | None], Mapping[str, bytes]] = {}

    def begin(self) -> None:
        """What waits is found at every turn."""

    def learn(self, facts: tuple[FactRow, ...]) -> None:
        """Facts from the journal, in its thread."""
        if any(fact.subject == "command" for fact in facts):
            self._news.set()

    def turn(self) -> float:
        """Send what waits, end what is overdue; returns for how many seconds there is nothing to do."""
        now = self._store.clock.now()
        self._learned.clear()
        with self._store.read() as session:
            waiting = command_service.queued(session)
            late = command_service.overdue(session, now)
        for command_id in late:
            self._do(command_service.time_out, command_id)
        connected = self._line.link.state is LinkState.CONNECTED
        if connected:
            for command in waiting:
                if command.id not in late:
                    self._send(command)
        if waiting and not connected:
            return AWAY_SECONDS
        return self._pause()

    def _send(self, command: CommandRow) -> None:
        try:
            told = told_natively(command) if dialect_of(command.device) == NATIVE else self._told_in_dialect(command)
        except Refusal as error:
            self._do(command_service.fail, command.id, str(error))
            return
        if self._do(command_service.mark_sent, command.id, told.answered):
            self._line.publish((told.message,))

    def _told_in_dialect(self, row: CommandRow) -> Told:
        """A command in the format of its device. Raises Refusal, and Unavailable."""
        now = to_ms(self._store.clock.now())
        command = Command(row.device, row.name, value_of(row.values), row.id, row.correlation, now)
        where = command.dialect, kept_at(command)
        if where[1] != "" and where not in self._learned:
            self._learned[where] = self._recall(*where)
        return outgoing(command, self._learned.get(where, {}))

    def _recall(self, dialect: str, key: str | None) -> Mapping[str, bytes]:
        if dialect == MAPPING:
            with self._store.read() as session:
                return {each.name: encode(each.definition).encode() for each in described(session)}
        with self._telemetry.read() as connection:
            return learned_in(connection, dialect, key)

    def _do(self, service: Callable[..., object], *words: object) -> bool:
        """Whether it was done; where somebody else is at it just now, it is seen to at the next turn."""
        try:
            return bool(self._store.run(ACTOR, service, *words))
        except Overtaken:
            self._news.set()
            return False
        except Gone:
            return False

    def _pause(self) -> float:
        now = self._store.clock.now()
        with self._store.read() as session:
            moment = command_service.next_overdue(session)
        until = now + LOOK if moment is None else min(moment, now + LOOK)
        return max(0.0, (until - now).total_seconds())


def told_natively(command: CommandRow) -> Told:
    """A command in our own format, with where the answer is expected and what it is known by. Raises Refusal."""
    reply_to = build(command.device, Channel.REPLY)
    body = {"id": command.correlation, "command": command.name, "values": command.values, "reply_to": reply_to}
    payload = msgspec.json.encode(body)
    topic = build(command.device, Channel.COMMAND)
    message = Outgoing(topic, payload, 1, reply_to=reply_to, correlation=command.correlation.encode())
    return Told(message, answered=True)
