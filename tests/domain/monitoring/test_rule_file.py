"""Rules travel as files of JSON, and files that are none are refused with a sentence."""

import pytest

from domain.errors import Refusal
from domain.monitoring.definitions.simple import above
from domain.monitoring.model import Grouping
from domain.monitoring.rule_file import LARGEST, HoldsFor, RuleFile, read, written
from domain.words import Severity

RULE = RuleFile(
    "Too warm",
    above("supply", 12.0, 1.0, 300),
    Severity.MAJOR,
    HoldsFor("model", "Frost 200"),
    skill="Cooling",
    grouping=Grouping.SITE,
    storm_limit=5,
)


def test_a_rule_that_is_written_reads_the_same() -> None:
    assert read(written(RULE)) == RULE
    assert b'"Too warm"' in written(RULE)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "cannot be read"),
        (b"{", "cannot be read"),
        (b"\xff\xfe", "cannot be read"),
        (b"[" * 200_000, "no rule|cannot be read"),
        (b"[]", r"look at \$"),
        (b"{}", r"look at \$"),
        (written(RULE).replace(b"12.0", b'"warm"'), r"look at \$.definition.when.limit"),
        (written(RULE).replace(b'"above"', b'"over"'), r"look at \$.definition.when"),
        (written(RULE).replace(b'"minutes"', b'"hours"'), "no rule"),
        (written(RULE).replace(b'"supply"', b'" "'), "Say which metric"),
        (b" " * (LARGEST + 1), "too large"),
    ],
)
def test_a_file_that_is_no_rule_is_refused(content: bytes, says: str) -> None:
    with pytest.raises(Refusal, match=says):
        read(content)
