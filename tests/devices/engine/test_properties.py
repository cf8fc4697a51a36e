"""What must hold for every rule and every line of readings."""

from hypothesis import given
from hypothesis import strategies as st

from devices.engine.machine import Machine
from devices.engine.outcomes import Cleared, Outcome, Raised
from domain.monitoring.definitions.condition import (
    Above,
    All,
    Below,
    Changed,
    Condition,
    Either,
    Equal,
    InRow,
    Inside,
    Lasting,
    NoData,
    Not,
    Outside,
    Sides,
    Text,
    Times,
    Unusual,
)
from domain.monitoring.definitions.definition import Clearing, Definition, Level, decode, encode
from domain.monitoring.definitions.measure import How, Measure
from domain.monitoring.definitions.schedule import Schedule, Window
from domain.words import Severity
from tests.devices.engine.lines import samples

METRICS = ("a", "b")
NUMBERS = st.integers(-4, 4).map(float)
SECONDS = st.sampled_from((1.0, 2.0, 5.0, 48.0))

measures = st.builds(Measure, st.sampled_from(METRICS), st.sampled_from((0.0, 0.0, 48.0)), st.sampled_from(tuple(How)))
bands = st.tuples(NUMBERS, NUMBERS).map(sorted)
comparisons = st.one_of(
    st.builds(Above, measures, NUMBERS, st.sampled_from((0.0, 2.0))),
    st.builds(Below, measures, NUMBERS, st.sampled_from((0.0, 2.0))),
    st.builds(lambda m, band, h: Outside(m, band[0], band[1], h), measures, bands, st.sampled_from((0.0, 0.5))),
    st.builds(lambda m, band, h: Inside(m, band[0], band[1], h), measures, bands, st.sampled_from((0.0, 0.5))),
    st.builds(Equal, measures, NUMBERS, st.sampled_from((0.0, 1.0))),
    st.builds(Text, st.sampled_from(METRICS), st.just(("1", "2"))),
    st.builds(Changed, st.sampled_from(METRICS), st.sampled_from((0.0, 3.0))),
    st.builds(Unusual, measures, st.just(1.0), sides=st.sampled_from(tuple(Sides)), least=st.just(1)),
)
leaves = st.one_of(
    comparisons,
    st.builds(InRow, comparisons, st.integers(1, 3)),
    st.builds(Times, comparisons, st.integers(1, 3), SECONDS, st.booleans()),
    st.builds(NoData, SECONDS, st.sampled_from((*METRICS, None))),
)


def joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    """Conditions made of conditions."""
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(All, several), st.builds(Either, several), st.builds(Not, parts), st.builds(Lasting, parts, SECONDS)
    )


conditions: st.SearchStrategy[Condition] = st.recursive(leaves, joined, max_leaves=4)
schedules = st.one_of(st.none(), st.just(Schedule("Europe/Berlin", (Window(tuple(range(7)), 60, 61),))))
definitions = st.builds(
    Definition,
    conditions,
    duration=st.sampled_from((0.0, 3.0)),
    clearing=st.sampled_from(tuple(Clearing)),
    clear_when=st.one_of(st.none(), conditions),
    clear_duration=st.sampled_from((0.0, 4.0)),
    silence=SECONDS,
    reopens=st.sampled_from((0.0, 10.0)),
    levels=st.one_of(st.just(()), conditions.map(lambda when: (Level(Severity.CRITICAL, when),))),
    schedule=schedules,
)
Moment = tuple[int, dict[str | None, float | str]]


def _running(steps: list[tuple[int, dict[str | None, float | str]]]) -> list[Moment]:
    at, found = 0, []
    for passed, values in steps:
        at += passed
        found.append((at, values))
    return found


lines: st.SearchStrategy[list[Moment]] = st.lists(
    st.tuples(
        st.sampled_from((500, 1_000, 3_000, 20_000, 3_600_000)),
        st.dictionaries(st.sampled_from(METRICS), NUMBERS, min_size=1),
    ),
    max_size=25,
).map(_running)  # type: ignore[arg-type]


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
