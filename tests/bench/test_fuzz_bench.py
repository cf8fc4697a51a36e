"""The benchmark of messages changed at random counts each of them, in every format."""

import pytest

from bench import fuzz
from domain.parameters.dialects import MAPPING, NATIVE, DialectName


@pytest.mark.parametrize("name", [NATIVE, MAPPING, *DialectName])
def test_each_message_is_stored_told_of_or_counted_and_nothing_breaks(name: str) -> None:
    found = fuzz.fuzzed(name, 400)
    assert found["broken"] == 0
    assert found["stored"] + found["told"] + found["counted"] + found["nothing_to_say"] == 400
    assert sum(found["reasons"].values()) >= found["counted"] > 0
