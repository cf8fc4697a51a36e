"""Definitions of any shape and lines of readings, for properties."""

from hypothesis import strategies as st

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
from domain.monitoring.definitions.definition import Clearing, Definition, Level
from domain.monitoring.definitions.measure import How, Measure
from domain.monitoring.definitions.schedule import Schedule, Window
from domain.words import Severity

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


def running(steps: list[tuple[int, dict[str | None, float | str]]]) -> list[Moment]:
    """Moments from the time that passed before each."""
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
).map(running)  # type: ignore[arg-type]
