"""Readings that a rule calls quiet may be kept and taken later: it tells the same, and ends where it would."""

from math import inf

from hypothesis import example, given
from hypothesis import strategies as st

from devices.engine.machine import Machine
from devices.engine.node import Sample
from devices.engine.outcomes import Outcome
from devices.engine.quiet import NEVER, Quiet
from devices.engine.stretches import Stretch
from domain.monitoring.definitions.condition import Above, All, Below, Lasting, NoData, Not, Unusual
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.measure import How, Measure
from tests.devices.engine.lines import samples
from tests.devices.engine.strategies import Moment, definitions, lines, running


class Patient:
    """A rule that is stepped only when it must be; `limit` is how many readings are kept at the most."""

    def __init__(self, definition: Definition, limit: int) -> None:
        self.machine = Machine(definition, {})
        self.limit = limit
        self.waited = 0
        self._kept: list[Sample] = []
        self._quiet: list[Quiet] | None = None

    def take(self, at: int, some: list[Sample]) -> list[Outcome]:
        """One moment."""
        if some and self._quiet is not None and all(self._is_quiet(at, sample) for sample in some):
            self._kept += some
            self.waited += 1
            if len(self._kept) > self.limit:
                self.catch_up()
            return []
        self.catch_up()
        found = self.machine.step(some) if some else []
        newest = {sample.slot: sample.value for sample in some}
        self._quiet = [self.machine.quiet(slot, newest.get(slot)) for slot in range(len(self.machine.slots))]
        return found

    def catch_up(self) -> None:
        """Take what was kept; the newest of each slot where that is enough."""
        newest = {sample.slot: sample for sample in self._kept}
        self.machine.absorb(self._kept if self.machine.remembers else list(newest.values()))
        self._kept.clear()

    def _is_quiet(self, at: int, sample: Sample) -> bool:
        assert self._quiet is not None
        quiet = self._quiet[sample.slot]
        return sample.value is not None and quiet.low <= sample.value <= quiet.high and at < quiet.until


MEAN = Measure("a", 48.0, How.MEAN)
STEADY = running([(1_000, {"a": value}) for value in (0.0, 1.0, 2.0, 0.0, 1.0) * 20])
STARVED = All((Lasting(Above(Measure("a"), 3.0), 2.0), Not(Below(Measure("b"), -3.0))))


@given(definitions, lines, st.integers(0, 6))
@example(Definition(Above(MEAN, 3.0)), STEADY, 5)
@example(Definition(Unusual(Measure("a"), 6.0, least=1)), STEADY, 5)
def test_kept_readings_change_nothing(definition: Definition, line: list[Moment], limit: int) -> None:
    whole, patient = Machine(definition, {}), Patient(definition, limit)
    for at, values in line:
        some = samples(whole, at, values)
        assert patient.take(at, some) == (whole.step(some) if some else [])
    patient.catch_up()
    assert patient.machine.dump() == whole.dump()
    assert patient.machine.due() == whole.due()


@given(definitions, lines, st.data())
def test_bounds_are_as_sharp_as_floats(definition: Definition, line: list[Moment], data: st.DataObject) -> None:
    machine = Machine(definition, {})
    for at, values in line:
        some = samples(machine, at, values)
        if some:
            machine.step(some)
    now = machine.standing.now
    for slot in range(len(machine.slots)):
        quiet = machine.quiet(slot, None)
        ends = [end for end in (quiet.low, quiet.high) if abs(end) != float("inf")]
        if ends and quiet.until > now:
            assert machine.step([Sample(slot, now, data.draw(st.sampled_from(ends)))]) == []
            assert machine.is_normal


@given(
    st.sampled_from((How.MEAN, How.LEAST, How.GREATEST)),
    st.lists(st.tuples(st.integers(1, 50), st.sampled_from((-9.0, -0.5, 0.0, 9.0))), min_size=3, max_size=8),
    st.sampled_from((0.0, 0.5, 1.0)),
    st.sampled_from((0.0, 0.1, 1e6)),
)
def test_what_is_made_of_a_stretch_stays_within_bounds_as_long_as_it_says(
    how: How, blocks: list[tuple[int, float]], limit: float, base: float
) -> None:
    stretch, quiet = Stretch(Measure("a", 48.0, how)), NEVER
    bounds = Quiet(-inf, base + limit, inf)
    values = [base + apart for count, apart in blocks for _ in range(count)]
    for second, value in enumerate(values):
        at = second * 1_000
        expected = quiet.low <= value <= quiet.high and at < quiet.until
        found = stretch.take(at, value)
        if found is None:
            continue
        assert found <= bounds.high or not expected
        if found > bounds.high:
            quiet = NEVER
        elif not expected:
            quiet = stretch.within(bounds)


def test_most_readings_of_usual_rules_are_quiet() -> None:
    for definition in (
        Definition(Above(MEAN, 9.0)),
        Definition(Unusual(Measure("a"), 6.0)),
        Definition(STARVED),
        Definition(NoData(60.0)),
    ):
        patient = Patient(definition, 1_000)
        for at, values in STEADY:
            assert patient.take(at, samples(patient.machine, at, values | {"b": values["a"]})) == []
        assert patient.waited > len(STEADY) * 0.6
