"""Lines in a tree: in order, with levels, never inside themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.parts.tree import holders, in_order


@st.composite
def forests(draw: st.DrawFn) -> dict[int, int | None]:
    """Every key is in none or in one that was made before."""
    count = draw(st.integers(0, 12))
    return {key: draw(st.none() | st.integers(0, key - 1)) if key else None for key in range(count)}


@given(forests(), st.randoms())
def test_every_line_stands_below_what_it_is_in_and_levels_say_the_same(
    above: dict[int, int | None], dice: object
) -> None:
    shuffled = list(above.items())
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    ordered = in_order(dict(shuffled))
    assert sorted(key for key, _ in ordered) == sorted(above)
    places = holders([level for _, level in ordered])
    keys = [key for key, _ in ordered]
    assert {key: None if place is None else keys[place] for key, place in zip(keys, places, strict=True)} == above


@pytest.mark.parametrize("above", [{1: 1}, {1: 2, 2: 1}, {1: None, 2: 3, 3: 4, 4: 2}])
def test_what_is_inside_itself_is_refused(above: dict[int, int | None]) -> None:
    with pytest.raises(Refusal, match="is inside itself"):
        in_order(above)


@pytest.mark.parametrize(("levels", "line"), [([1], 1), ([0, 2], 2), ([0, 1, 0, 2], 4), ([-1], 1)])
def test_a_line_that_is_in_nothing_is_refused(levels: list[int], line: int) -> None:
    with pytest.raises(Refusal, match=f"Line {line} is in nothing"):
        holders(levels)
