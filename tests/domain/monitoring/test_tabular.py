"""Times in tables, however they are written."""

import pytest

from domain.monitoring import tabular
from domain.monitoring.tabular import Moments


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("1970-01-02", 86_400_000),
        ("1970-01-01T01:00:00+01:00", 0),
        ("1700000000", 1_700_000_000_000),
        ("1700000000.5", 1_700_000_000_500),
        ("1700000000123", 1_700_000_000_123),
    ],
)
def test_a_time_is_read_in_each_of_its_spellings(word: str, meant: int) -> None:
    moments = Moments()
    assert [moments.of(word), moments.of(word)] == [meant, meant]


@pytest.mark.parametrize("word", ["", "soon", "12", "9" * 30, "9" * 400])
def test_what_is_no_time_is_refused(word: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words are those of Python
        Moments().of(word)


def test_a_table_of_ever_new_moments_takes_no_ever_more_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabular, "MOST_KNOWN", 3)
    moments = Moments()
    assert [moments.of(str(1_700_000_000 + n)) for n in range(10)] == [1_700_000_000_000 + n * 1000 for n in range(10)]
    assert len(moments) <= 3
