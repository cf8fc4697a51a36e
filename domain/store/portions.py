"""Long lists of ids in portions, for no database takes any number of values in one statement."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

#: PostgreSQL takes no more than 65,535 values, SQLite half of that.
PORTION = 20_000


def portions(ids: Iterable[int]) -> Iterator[Sequence[int]]:
    """All the ids, so many at once."""
    rest = iter(ids)
    while some := list(islice(rest, PORTION)):
        yield some
