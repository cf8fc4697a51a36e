"""What must hold for every rule and every line of readings."""

from hypothesis import given
from hypothesis import strategies as st

from devices.engine.machine import Machine
from devices.engine.outcomes import Cleared, Outcome, Raised
from domain.monitoring.definitions.condition import Above
from domain.monitoring.definitions.definition import Definition, decode, encode
from domain.monitoring.definitions.measure import Measure
from tests.devices.engine.lines import samples
from tests.devices.engine.strategies import Moment, definitions, lines


def told(machine: Machine, line: list[Moment]) -> list[Outcome]:
    """What happens along the line."""
    found: list[Outcome] = []
    for at, values in line:
        some = samples(machine, at, values)
        found += machine.step(some) if some else []
    return found


@given(definitions)
def test_a_definition_is_stored_and_read_again(definition: Definition) -> None:
    assert decode(encode(definition)) == definition


@given(definitions, lines, st.data())
def test_a_restart_at_any_message_changes_nothing(
    definition: Definition, line: list[Moment], data: st.DataObject
) -> None:
    whole = Machine(definition, {})
    expected = told(whole, line)
    found: list[Outcome] = []
    machine = Machine(definition, {})
    cuts = data.draw(st.sets(st.integers(0, len(line))))
    for place, moment in enumerate(line):
        if place in cuts:
            state = machine.dump()
            machine = Machine(definition, {})
            machine.load(state)
        found += told(machine, [moment])
    assert found == expected
    assert machine.dump() == whole.dump()


@given(definitions, lines, st.data())
def test_ticks_between_the_messages_change_nothing(
    definition: Definition, line: list[Moment], data: st.DataObject
) -> None:
    whole, machine = Machine(definition, {}), Machine(definition, {})
    end = line[-1][0] if line else 0
    expected = told(whole, line) + whole.tick(end)
    found: list[Outcome] = []
    before = 0
    for at, values in line:
        for tick in sorted(data.draw(st.lists(st.integers(before, at), max_size=3))):
            found += machine.tick(tick)
        found += told(machine, [(at, values)])
        before = at
    assert found + machine.tick(end) == expected


@given(definitions, lines)
def test_alerts_begin_and_end_in_turn_and_never_twice_at_one_moment(definition: Definition, line: list[Moment]) -> None:
    open_since: int | None = None
    begun: list[int] = []
    for outcome in told(Machine(definition, {}), line):
        figures = outcome.figures
        if isinstance(outcome, Raised):
            assert open_since is None
            assert outcome.at - figures.since >= definition.duration * 1000
            open_since = figures.since
            assert outcome.reopens is (open_since in begun)
            begun.append(open_since)
        assert figures.since == open_since
        assert figures.last >= figures.since
        if isinstance(outcome, Cleared):
            open_since = None
    assert begun == sorted(begun)


@given(definitions, lines)
def test_time_alone_never_hangs(definition: Definition, line: list[Moment]) -> None:
    machine = Machine(definition, {})
    told(machine, line)
    due = machine.due()
    assert due is None or due >= machine.standing.now
    machine.tick(machine.standing.now + 7 * 24 * 3_600_000)
    after = machine.due()
    assert after is None or after > machine.standing.now


@given(st.floats(-5, 5), lines)
def test_what_is_said_to_need_no_step_needs_none(limit: float, line: list[Moment]) -> None:
    definition = Definition(Above(Measure("a"), limit, 1.0), duration=2.0, clear_duration=2.0)
    whole, quick = Machine(definition, {}), Machine(definition, {})
    found: list[Outcome] = []
    for at, values in line:
        value = values.get("a")
        if not (isinstance(value, float) and quick.settles(at, value)):
            found += told(quick, [(at, values)])
    assert found == told(whole, line)
