"""Long lists of ids are asked for in portions, each once, in their turn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.store import portions


@given(ids=st.lists(st.integers()), most=st.integers(1, 5))
def test_every_id_is_in_one_portion_and_none_is_too_long(ids: list[int], most: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(portions, "PORTION", most)
        found = list(portions.portions(ids))
    assert [key for some in found for key in some] == ids
    assert all(0 < len(some) <= most for some in found)
