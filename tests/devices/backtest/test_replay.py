"""A replay gives exactly the alerts that the machine gives reading by reading."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from devices.backtest.alert import PastAlert, gather
from devices.backtest.readings import Readings
from devices.backtest.replay import replay
from devices.engine.building import Slot, slots_of
from devices.engine.machine import Machine
from devices.engine.outcomes import Outcome
from domain.monitoring.definitions.definition import Definition
from tests.devices.engine.lines import samples
from tests.devices.engine.strategies import METRICS, Moment, definitions, lines, running


def readings(definition: Definition, line: Sequence[Moment]) -> dict[Slot, Readings]:
    """The line as columns, for each slot of the definition."""
    found = {}
    for slot in slots_of(definition):
        pairs = []
        for at, values in line:
            if slot.metric is None:
                pairs.append((at, next(iter(values.values()))))
            elif slot.metric in values:
                pairs.append((at, values[slot.metric]))
        found[slot] = Readings.of(pairs)
    return found


def stepped(definition: Definition, line: Sequence[Moment], until: int) -> list[PastAlert]:
    """The alerts reading by reading."""
    machine = Machine(definition, {})
    found: list[Outcome] = []
    for at, values in line:
        some = samples(machine, at, values)
        found += machine.step(some) if some else []
    found += machine.tick(until)
    return gather(found, machine.standing.figures)


worded: st.SearchStrategy[list[Moment]] = st.lists(
    st.tuples(
        st.sampled_from((500, 1_000, 5_000)),
        st.dictionaries(st.sampled_from(METRICS), st.sampled_from((1.0, 2.0, "1", "2", "x")), min_size=1),
    ),
    max_size=25,
).map(running)  # type: ignore[arg-type]


@given(definitions, lines | worded, st.sampled_from((0, 5_000, 100_000)))
def test_a_replay_tells_what_the_machine_tells(definition: Definition, line: list[Moment], after: int) -> None:
    until = (line[-1][0] if line else 0) + after
    assert replay(definition, {}, readings(definition, line), until) == stepped(definition, line, until)
