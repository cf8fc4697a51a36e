"""Conditions are edited as trees, and stay conditions whatever is done to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.monitoring.definitions.condition import (
    Above,
    All,
    Below,
    Condition,
    Either,
    InRow,
    Lasting,
    NoData,
    Not,
    Outside,
    Text,
    Times,
)  # fmt: skip
from domain.monitoring.definitions.definition import Definition, decode, encode
from domain.monitoring.definitions.editing import (
    GROUPS,
    LEAVES,
    WRAPS,
    Path,
    added,
    leaves_at,
    moved,
    part_at,
    parts_of,
    places,
    removed,
    replaced,
    turned,
    unwrapped,
    wrapped,
    wraps_at,
)  # fmt: skip
from domain.monitoring.definitions.measure import Measure, OfAsset

A = Above(Measure("a"), 1.0, 0.5)
B = Below(Measure("b"), 2.0)
C = NoData(60.0)
BOTH = All((A, B))

comparisons = st.sampled_from([A, B, Text("t", ("x",)), Outside(Measure("o"), 1.0, OfAsset("best", 4.0))])
leaves: st.SearchStrategy[Condition] = st.one_of(comparisons, st.just(C), st.builds(InRow, comparisons, st.just(3)))
conditions: st.SearchStrategy[Condition] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(Lasting, inner, st.just(60.0)),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Either(tuple(parts))),
    ),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("before", "path", "after", "where"),
    [
        (A, (), All((A, C)), (1,)),
        (BOTH, (), All((A, B, C)), (2,)),
        (BOTH, (0,), All((A, C, B)), (1,)),
        (Not(A), (0,), All((Not(A), C)), (1,)),
        (All((InRow(A, 3), B)), (0, 0), All((InRow(A, 3), C, B)), (1,)),
        (Not(BOTH), (0, 1), Not(All((A, B, C))), (0, 2)),
    ],
)
def test_a_part_is_put_in_after_another(before: Condition, path: Path, after: Condition, where: Path) -> None:
    assert added(before, path, C) == (after, where)


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        (A, (), A),
        (BOTH, (0,), All((B,))),
        (All((Not(A), B)), (0, 0), All((B,))),
        (Not(A), (0,), Not(A)),
        (All((A, Either((B, C)))), (1, 0), All((A, Either((C,))))),
    ],
)
def test_a_part_is_taken_out_with_what_it_leaves_empty(before: Condition, path: Path, after: Condition) -> None:
    assert removed(before, path) == after


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        (Not(A), (), A),
        (BOTH, (), BOTH),
        (All((A,)), (), A),
        (All((Either((A, C)), B)), (0,), All((A, C, B))),
        (A, (), A),
    ],
)
def test_what_is_unwrapped_leaves_its_parts(before: Condition, path: Path, after: Condition) -> None:
    assert unwrapped(before, path) == after


def test_a_part_moves_among_its_neighbours_and_not_beyond_them() -> None:
    assert moved(BOTH, (0,), 1) == (All((B, A)), (1,))
    assert moved(BOTH, (0,), -1) == (BOTH, (0,))
    assert moved(A, (), 1) == (A, ())


def test_what_counts_readings_takes_comparisons_alone() -> None:
    assert InRow not in wraps_at(C, ())
    assert wraps_at(InRow(A, 3), (0,)) == ()
    assert NoData not in leaves_at(InRow(A, 3), (0,))
    assert wrapped(BOTH, (0,), Times) == All((Times(A, 3, 600.0), B))
    assert wrapped(C, (), InRow) == C


def test_another_kind_keeps_what_both_have() -> None:
    assert turned(A, Below) == Below(Measure("a"), 1.0, 0.5)
    assert turned(A, Outside) == Outside(Measure("a"), 1.0, 1.0, 0.5)
    assert turned(Outside(Measure("o"), 1.0, 4.0), Above) == Above(Measure("o"), 4.0)
    assert turned(A, NoData) == NoData(600.0, "a")
    assert turned(C, Above) == Above(Measure(""), 0.0)
    assert turned(BOTH, Either) == Either((A, B))
    assert turned(Not(A), Lasting) == Lasting(A, 600.0)


@given(conditions, st.data())
def test_whatever_is_done_leaves_a_condition_that_can_be_kept(condition: Condition, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(list(places(condition))))
    kinds = {*wraps_at(condition, place.path)}
    done = [
        added(condition, place.path, C)[0],
        removed(condition, place.path),
        unwrapped(condition, place.path),
        moved(condition, place.path, data.draw(st.sampled_from([-1, 1])))[0],
        *(wrapped(condition, place.path, kind) for kind in (*GROUPS, *WRAPS)),
        *(unwrapped(wrapped(condition, place.path, kind), place.path) for kind in kinds),
    ]
    if isinstance(place.part, LEAVES):
        done += [replaced(condition, place.path, turned(place.part, kind)) for kind in leaves_at(condition, place.path)]
    for each in done:
        assert decode(encode(Definition(each))).when == each
        assert all(parts_of(inner.part) or isinstance(inner.part, LEAVES) for inner in places(each))
    assert part_at(added(condition, place.path, C)[0], added(condition, place.path, C)[1]) == C
