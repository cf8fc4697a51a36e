"""Monthly partitions of the readings on PostgreSQL, made when the first reading of a month arrives."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Connection, text

from domain.clock import from_ms, to_ms

#: Any number that nothing else locks with; two listeners must not make the same partition at once.
_LOCK = 4_770_331


def ensure(connection: Connection, moments: Iterable[int], known: set[int]) -> None:
    """Make the partitions that hold `moments` (ms); `known` remembers the starts of those that surely exist."""
    for start in sorted({_month(moment) for moment in _spread(moments)} - known):
        first = from_ms(start)
        name = f"reading_{first.year:04d}_{first:%m}"
        if connection.scalar(text("select to_regclass(:name)"), {"name": name}):
            known.add(start)
        else:
            # Not known yet: should this transaction fail, the partition is gone with it.
            connection.execute(text(f"select pg_advisory_xact_lock({_LOCK})"))
            values = f"from ({start}) to ({_next_month(first)})"
            connection.execute(text(f"create table if not exists {name} partition of reading for values {values}"))


def _spread(moments: Iterable[int]) -> set[int]:
    """One moment for each day that occurs: far fewer to look at, none of the months lost."""
    day = 86_400_000
    return {moment - moment % day for moment in moments}


def _month(moment: int) -> int:
    return to_ms(from_ms(moment).replace(day=1, hour=0, minute=0, second=0, microsecond=0))


def _next_month(first: datetime) -> int:
    return to_ms(datetime(first.year + first.month // 12, first.month % 12 + 1, 1, tzinfo=UTC))
