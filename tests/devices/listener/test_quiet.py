"""Rules that are not looked at while all is quiet tell the same as rules that are stepped with each reading."""

from collections.abc import Callable
from dataclasses import dataclass
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from devices.engine.machine import Machine
from devices.engine.quiet import NEVER
from devices.listener import watching
from devices.listener.rulebook import Rulebook
from devices.listener.series import ANYTHING, Series, SeriesTable, Watcher
from devices.listener.telling import Told
from devices.listener.watching import Watching
from devices.messages import Reading
from domain.monitoring.definitions.condition import Above, All, InRow, Not, Unlike, Unusual
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.measure import How, Measure, Whose
from domain.monitoring.telemetry.rows import StateKey
from domain.monitoring.watching import Watch, WatchedDevice, WatchedRule
from tests.devices.engine.strategies import METRICS, NUMBERS, Moment, definitions, leaves

DEVICES = ("one", "two")
ALL_STATES = 1_000_000
_FOREIGN = st.sampled_from(
    (
        Definition(Unlike(Measure("a"), 2.0, least=1)),
        Definition(All((Above(Measure("a"), 2.0), Above(Measure("b", whose=Whose.PARENT), 1.0)))),
        Definition(InRow(Above(Measure("b"), 1.0), 2), clear_when=Not(Above(Measure("a"), 2.0))),
        Definition(Unusual(Measure("b"), 2.0, least=1)),
        Definition(Above(Measure("b", 48.0, How.MEAN), 2.0)),
    )
)
_moments = st.tuples(st.integers(-2_000, 2_000), st.dictionaries(st.sampled_from(METRICS), NUMBERS, min_size=1))


@dataclass(frozen=True)
class Message:
    """Some moments of one device, dated by how much they differ from the clock; what else happens after it."""

    device: str
    passed: int
    moments: list[Moment]
    tick: bool
    stored: int
    renewed: bool


_messages = st.lists(
    st.builds(
        Message,
        st.sampled_from(DEVICES),
        st.sampled_from((0, 500, 1_000, 1_000, 1_000, 20_000, 3_600_000)),
        st.lists(_moments, min_size=1, max_size=2),
        st.booleans(),
        st.sampled_from((0, 0, 1, ALL_STATES)),
        st.sampled_from((False, False, False, True)),
    ),
    max_size=40,
)
_rules = st.lists(st.one_of(definitions, leaves.map(Definition), _FOREIGN), min_size=1, max_size=4)


class Desk:
    """Two assets of one model at one site, the second a part of the first, and rules for all."""

    def __init__(self, rules: list[Definition]) -> None:
        self.watch = Watch(
            {
                key: WatchedDevice(n, key, frozenset(METRICS), n, 1, "pump", site_id=1, parent_id=1 if n == 2 else None)
                for n, key in enumerate(DEVICES, 1)
            },
            tuple(WatchedRule(n, rule, None, None, None, None) for n, rule in enumerate(rules, 1)),
        )
        self.states: dict[StateKey, bytes | None] = {}
        self.told: dict[tuple[int, int], list[Told]] = {}
        self.now = 1_000_000
        self.table = SeriesTable()
        self.book = Rulebook(self.watch, {}, ())
        self.watching = Watching(self.book)
        for number, name in enumerate((device, metric) for device in DEVICES for metric in (ANYTHING, *METRICS)):
            series = Series(number, *name, 0, 0)
            self.table.add(series)
            self.book.adopt(series)

    def take(self, message: Message) -> None:
        """A message and what follows from it."""
        self.now += message.passed
        of_device = self.table.of(message.device)
        heard = []
        for apart, values in message.moments:
            for metric, value in values.items():
                reading = Reading(message.device, str(metric), self.now + apart, float(value))
                heard += [(of_device[str(metric)], reading), (of_device[ANYTHING], reading)]
        self.watching.hear(heard, self.now, self.now)
        if message.tick:
            self.watching.pass_time(self.now + 3_000)
            self.watching.pass_silence(self.now + 3_000, 0)
        if message.stored:
            self.watching.learned(message.stored)
        self.states.update(self.watching.changed_states())
        for told in self.watching.tidings():
            self.told.setdefault((told.seen.rule_id, told.seen.asset_id), []).append(told)
        if message.renewed:
            self.book.replace(self.watch, self.table)

    def close(self) -> None:
        """Store all there is."""
        while self.watching.learned(ALL_STATES):
            pass
        self.states.update(self.watching.changed_states())


def _run(rules: list[Definition], messages: list[Message]) -> Desk:
    desk = Desk(rules)
    for message in messages:
        desk.take(message)
    desk.close()
    return desk


@given(_rules, _messages, st.integers(1, 5))
def test_what_is_told_and_stored_does_not_depend_on_what_is_kept(
    rules: list[Definition], messages: list[Message], most_kept: int
) -> None:
    with patch.object(Machine, "quiet", _never), patch.object(Watcher, "catch_up", _nothing):
        stepped = _run(rules, messages)
    with patch.object(watching, "MOST_KEPT", most_kept):
        kept = _run(rules, messages)
    assert kept.told == stepped.told
    assert kept.states == stepped.states


def test_a_quiet_line_is_looked_at_only_now_and_then() -> None:
    rules = [Definition(Above(Measure("a"), 9.0)), Definition(Unusual(Measure("b"), 9.0, least=1))]
    line = [Message("one", 1_000, [(0, {"a": 1.0, "b": number % 3})], False, 0, False) for number in range(100)]
    steps = 0
    step: Callable[..., object] = Machine.step

    def counted(self: Machine, samples: object) -> object:
        nonlocal steps
        steps += 1
        return step(self, samples)

    with patch.object(Machine, "step", counted):
        assert _run(rules, line).told == {}
    assert steps < len(line) / 10


def _nothing(_watcher: Watcher) -> bool:
    return False


def _never(_machine: Machine, _slot: int, _value: float | None) -> object:
    return NEVER
