"""The tables of the telemetry store. Times are milliseconds since 1970, UTC."""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from domain.store.base import NAMING
from domain.store.journal import BIG_ID

telemetry_metadata = MetaData(naming_convention=NAMING)

#: One metric of one device, as published.
series = Table(
    "series",
    telemetry_metadata,
    Column("id", Integer(), primary_key=True),
    Column("device", String(), nullable=False),
    Column("metric", String(), nullable=False),
    UniqueConstraint("device", "metric"),
)

#: Every reading as it came; either a value or a text.
reading = Table(
    "reading",
    telemetry_metadata,
    Column("series_id", Integer(), primary_key=True, autoincrement=False),
    Column("at", BigInteger(), primary_key=True, autoincrement=False),
    Column("value", Float()),
    Column("text", Text()),
    sqlite_with_rowid=False,
    postgresql_partition_by="RANGE (at)",
)


def _rollup(name: str) -> Table:
    return Table(
        name,
        telemetry_metadata,
        Column("series_id", Integer(), primary_key=True, autoincrement=False),
        Column("at", BigInteger(), primary_key=True, autoincrement=False),
        Column("min", Float(), nullable=False),
        Column("max", Float(), nullable=False),
        Column("sum", Float(), nullable=False),
        Column("count", BigInteger(), nullable=False),
        Column("last", Float(), nullable=False),
        sqlite_with_rowid=False,
    )


rollup_minute = _rollup("rollup_minute")
rollup_hour = _rollup("rollup_hour")
rollup_day = _rollup("rollup_day")

#: The earliest reading of each day that no roll-up of a listener has taken in yet: the next start makes a crash good.
rollup_open = Table(
    "rollup_open",
    telemetry_metadata,
    Column("client", String(), primary_key=True),
    Column("day", BigInteger(), primary_key=True, autoincrement=False),
    Column("since", BigInteger(), nullable=False),
)

#: Where each rule stands with each series; written in the transaction of the readings that led there.
rule_state = Table(
    "rule_state",
    telemetry_metadata,
    Column("rule_id", Integer(), primary_key=True, autoincrement=False),
    Column("series_id", Integer(), primary_key=True, autoincrement=False),
    Column("state", LargeBinary(), nullable=False),
)

#: What dialects remember between messages (the aliases of a birth); written with the readings that led there.
dialect_memory = Table(
    "dialect_memory",
    telemetry_metadata,
    Column("dialect", String(), primary_key=True),
    Column("key", String(), primary_key=True),
    Column("value", LargeBinary(), nullable=False),
)

#: Messages without a time of their own, by packet id: a redelivered one is given the time it got first.
untimed = Table(
    "untimed",
    telemetry_metadata,
    Column("client", String(), primary_key=True),
    Column("packet_id", Integer(), primary_key=True, autoincrement=False),
    Column("digest", LargeBinary(), nullable=False),
    Column("at", BigInteger(), nullable=False),
)

#: When each device was heard last, whether it says that it is there, and how far its clock is behind ours.
presence = Table(
    "presence",
    telemetry_metadata,
    Column("device", String(), primary_key=True),
    Column("first_at", BigInteger(), nullable=False),
    Column("last_at", BigInteger(), nullable=False),
    Column("online", Integer(), nullable=False),
    Column("messages", BigInteger(), nullable=False),
    Column("clock_ms", BigInteger()),
)

#: When each device came and went.
connection = Table(
    "connection",
    telemetry_metadata,
    Column("device", String(), primary_key=True),
    Column("at", BigInteger(), primary_key=True, autoincrement=False),
    Column("online", Integer(), nullable=False),
    Index("ix_connection_at", "at"),
)

#: Messages that could not be understood, whole as far as they are not too long.
rejected = Table(
    "rejected",
    telemetry_metadata,
    Column("id", BIG_ID, primary_key=True),
    Column("at", BigInteger(), nullable=False, index=True),
    Column("topic", Text(), nullable=False),
    Column("payload", LargeBinary(), nullable=False),
    Column("size", Integer(), nullable=False),
    Column("reason", String(), nullable=False),
    Column("detail", Text(), nullable=False),
)

#: How many messages were rejected for each reason, ever.
rejected_count = Table(
    "rejected_count",
    telemetry_metadata,
    Column("reason", String(), primary_key=True),
    Column("count", BigInteger(), nullable=False),
)

#: What a listener did in each second.
pulse = Table(
    "pulse",
    telemetry_metadata,
    Column("listener", String(), primary_key=True),
    Column("at", BigInteger(), primary_key=True, autoincrement=False),
    Column("messages", Integer(), nullable=False),
    Column("readings", Integer(), nullable=False),
    Column("rejected", Integer(), nullable=False),
    Column("waiting", Integer(), nullable=False),
    Column("state", String(), nullable=False),
    Index("ix_pulse_at", "at"),
)

#: Which topics a person looks at in the console, and until when.
overhearing = Table(
    "overhearing",
    telemetry_metadata,
    Column("filter", String(), primary_key=True),
    Column("until", BigInteger(), nullable=False),
)

#: The newest messages of topics that are looked at, a ring for each; `taken` is the format that takes it, if any does.
overheard = Table(
    "overheard",
    telemetry_metadata,
    Column("topic", String(), primary_key=True),
    Column("place", Integer(), primary_key=True, autoincrement=False),
    Column("at", BigInteger(), nullable=False),
    Column("payload", LargeBinary(), nullable=False),
    Column("size", Integer(), nullable=False),
    Column("taken", String(), nullable=False),
)
