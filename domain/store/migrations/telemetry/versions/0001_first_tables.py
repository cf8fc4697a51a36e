"""The first tables of telemetry: readings, roll-ups, rule states, presence, rejected messages."""

import sqlalchemy as sa
from alembic import op

revision = "telemetry_0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    op.create_table('presence',
    sa.Column('device', sa.String(), nullable=False),
    sa.Column('first_at', sa.BigInteger(), nullable=False),
    sa.Column('last_at', sa.BigInteger(), nullable=False),
    sa.Column('online', sa.Integer(), nullable=False),
    sa.Column('messages', sa.BigInteger(), nullable=False),
    sa.Column('clock_ms', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('device', name=op.f('pk_presence'))
    )
    op.create_table('connection',
    sa.Column('device', sa.String(), nullable=False),
    sa.Column('at', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('online', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('device', 'at', name=op.f('pk_connection'))
    )
    op.create_index('ix_connection_at', 'connection', ['at'], unique=False)
    op.create_table('pulse',
    sa.Column('listener', sa.String(), nullable=False),
    sa.Column('at', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('messages', sa.Integer(), nullable=False),
    sa.Column('readings', sa.Integer(), nullable=False),
    sa.Column('rejected', sa.Integer(), nullable=False),
    sa.Column('waiting', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('listener', 'at', name=op.f('pk_pulse'))
    )
    op.create_index('ix_pulse_at', 'pulse', ['at'], unique=False)
    op.create_table('reading',
    sa.Column('series_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('value', sa.Float(), nullable=True),
    sa.Column('text', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('series_id', 'at', name=op.f('pk_reading')),
    postgresql_partition_by='RANGE (at)',
    sqlite_with_rowid=False
    )
    op.create_table('rejected',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('topic', sa.Text(), nullable=False),
    sa.Column('payload', sa.LargeBinary(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('detail', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rejected'))
    )
    op.create_index(op.f('ix_rejected_at'), 'rejected', ['at'], unique=False)
    op.create_table('rejected_count',
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('count', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('reason', name=op.f('pk_rejected_count'))
    )
    op.create_table('rollup_day',
    sa.Column('series_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('min', sa.Float(), nullable=False),
    sa.Column('max', sa.Float(), nullable=False),
    sa.Column('sum', sa.Float(), nullable=False),
    sa.Column('count', sa.BigInteger(), nullable=False),
    sa.Column('last', sa.Float(), nullable=False),
    sa.PrimaryKeyConstraint('series_id', 'at', name=op.f('pk_rollup_day')),
    sqlite_with_rowid=False
    )
    op.create_table('rollup_hour',
    sa.Column('series_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('min', sa.Float(), nullable=False),
    sa.Column('max', sa.Float(), nullable=False),
    sa.Column('sum', sa.Float(), nullable=False),
    sa.Column('count', sa.BigInteger(), nullable=False),
    sa.Column('last', sa.Float(), nullable=False),
    sa.PrimaryKeyConstraint('series_id', 'at', name=op.f('pk_rollup_hour')),
    sqlite_with_rowid=False
    )
    op.create_table('rollup_minute',
    sa.Column('series_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('min', sa.Float(), nullable=False),
    sa.Column('max', sa.Float(), nullable=False),
    sa.Column('sum', sa.Float(), nullable=False),
    sa.Column('count', sa.BigInteger(), nullable=False),
    sa.Column('last', sa.Float(), nullable=False),
    sa.PrimaryKeyConstraint('series_id', 'at', name=op.f('pk_rollup_minute')),
    sqlite_with_rowid=False
    )
    op.create_table('rollup_open',
    sa.Column('client', sa.String(), nullable=False),
    sa.Column('day', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('since', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('client', 'day', name=op.f('pk_rollup_open'))
    )
    op.create_table('dialect_memory',
    sa.Column('dialect', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('value', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('dialect', 'key', name=op.f('pk_dialect_memory'))
    )
    op.create_table('overhearing',
    sa.Column('filter', sa.String(), nullable=False),
    sa.Column('until', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('filter', name=op.f('pk_overhearing'))
    )
    op.create_table('overheard',
    sa.Column('topic', sa.String(), nullable=False),
    sa.Column('place', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('payload', sa.LargeBinary(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('taken', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('topic', 'place', name=op.f('pk_overheard'))
    )
    op.create_table('rule_state',
    sa.Column('rule_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('series_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('state', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('rule_id', 'series_id', name=op.f('pk_rule_state'))
    )
    op.create_table('series',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('device', sa.String(), nullable=False),
    sa.Column('metric', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_series')),
    sa.UniqueConstraint('device', 'metric', name=op.f('uq_series_device_metric'))
    )
    op.create_table('untimed',
    sa.Column('client', sa.String(), nullable=False),
    sa.Column('packet_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('digest', sa.LargeBinary(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('client', 'packet_id', name=op.f('pk_untimed'))
    )
    # ### end Alembic commands ###
