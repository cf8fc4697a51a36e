"""The first tables: parties, workforce, assets, orders, bookings, devices, rules, alerts, journal."""

import sqlalchemy as sa
from alembic import op

revision = "business_0001"
down_revision = None


def upgrade() -> None:
    """Make every table, and a journal that can only grow."""
    op.create_table('customer',
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_customer')),
    sa.UniqueConstraint('number', name=op.f('uq_customer_number'))
    )
    op.create_index(op.f('ix_customer_name'), 'customer', ['name'], unique=False)
    op.create_table('journal',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('after', sa.JSON(), nullable=False),
    sa.Column('transaction_id', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journal'))
    )
    op.create_index('ix_journal_subject', 'journal', ['subject', 'subject_id'], unique=False)
    op.create_index(op.f('ix_journal_transaction_id'), 'journal', ['transaction_id'], unique=False)
    op.create_table('number_series',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_number_series'))
    )
    op.create_table('skill',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_skill')),
    sa.UniqueConstraint('name', name=op.f('uq_skill_name'))
    )
    op.create_table('stage',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('meaning', sa.Enum('new', 'planned', 'active', 'done', 'cancelled', name='stagemeaning', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stage')),
    sa.UniqueConstraint('name', name=op.f('uq_stage_name')),
    sa.UniqueConstraint('position', name=op.f('uq_stage_position'))
    )
    op.create_table('team',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_team')),
    sa.UniqueConstraint('name', name=op.f('uq_team_name'))
    )
    op.create_table('asset_model',
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('maker', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('skill_id', sa.Integer(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['skill_id'], ['skill.id'], name=op.f('fk_asset_model_skill_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_asset_model')),
    sa.UniqueConstraint('maker', 'name', name=op.f('uq_asset_model_maker_name'))
    )
    op.create_index(op.f('ix_asset_model_kind'), 'asset_model', ['kind'], unique=False)
    op.create_table('site',
    sa.Column('customer_id', sa.Integer(), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('street', sa.String(), nullable=False),
    sa.Column('postcode', sa.String(), nullable=False),
    sa.Column('city', sa.String(), nullable=False),
    sa.Column('country', sa.String(), nullable=False),
    sa.Column('latitude', sa.Double(), nullable=False),
    sa.Column('longitude', sa.Double(), nullable=False),
    sa.Column('timezone', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('latitude between -90 and 90', name=op.f('ck_site_latitude')),
    sa.CheckConstraint('longitude between -180 and 180', name=op.f('ck_site_longitude')),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], name=op.f('fk_site_customer_id')),
    sa.ForeignKeyConstraint(['parent_id'], ['site.id'], name=op.f('fk_site_parent_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_site'))
    )
    op.create_index(op.f('ix_site_customer_id'), 'site', ['customer_id'], unique=False)
    op.create_index(op.f('ix_site_parent_id'), 'site', ['parent_id'], unique=False)
    op.create_table('technician',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('phone', sa.String(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('team_id', sa.Integer(), nullable=False),
    sa.Column('latitude', sa.Double(), nullable=False),
    sa.Column('longitude', sa.Double(), nullable=False),
    sa.Column('timezone', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_technician_team_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_technician')),
    sa.UniqueConstraint('name', name=op.f('uq_technician_name'))
    )
    op.create_index(op.f('ix_technician_team_id'), 'technician', ['team_id'], unique=False)
    op.create_table('asset',
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('serial', sa.String(), nullable=False),
    sa.Column('model_id', sa.Integer(), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=False),
    sa.Column('customer_id', sa.Integer(), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('installed_on', sa.Date(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], name=op.f('fk_asset_customer_id')),
    sa.ForeignKeyConstraint(['model_id'], ['asset_model.id'], name=op.f('fk_asset_model_id')),
    sa.ForeignKeyConstraint(['parent_id'], ['asset.id'], name=op.f('fk_asset_parent_id')),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_asset_site_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_asset')),
    sa.UniqueConstraint('model_id', 'serial', name=op.f('uq_asset_model_id_serial')),
    sa.UniqueConstraint('number', name=op.f('uq_asset_number'))
    )
    op.create_index(op.f('ix_asset_customer_id'), 'asset', ['customer_id'], unique=False)
    op.create_index(op.f('ix_asset_model_id'), 'asset', ['model_id'], unique=False)
    op.create_index(op.f('ix_asset_name'), 'asset', ['name'], unique=False)
    op.create_index(op.f('ix_asset_parent_id'), 'asset', ['parent_id'], unique=False)
    op.create_index(op.f('ix_asset_serial'), 'asset', ['serial'], unique=False)
    op.create_index(op.f('ix_asset_site_id'), 'asset', ['site_id'], unique=False)
    op.create_table('contact',
    sa.Column('customer_id', sa.Integer(), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('phone', sa.String(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], name=op.f('fk_contact_customer_id')),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_contact_site_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contact'))
    )
    op.create_index(op.f('ix_contact_customer_id'), 'contact', ['customer_id'], unique=False)
    op.create_index(op.f('ix_contact_site_id'), 'contact', ['site_id'], unique=False)
    op.create_table('shift',
    sa.Column('technician_id', sa.Integer(), nullable=False),
    sa.Column('weekday', sa.Integer(), nullable=False),
    sa.Column('start', sa.Time(), nullable=False),
    sa.Column('finish', sa.Time(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('start <> finish', name=op.f('ck_shift_length')),
    sa.CheckConstraint('weekday between 0 and 6', name=op.f('ck_shift_weekday')),
    sa.ForeignKeyConstraint(['technician_id'], ['technician.id'], name=op.f('fk_shift_technician_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shift'))
    )
    op.create_index(op.f('ix_shift_technician_id'), 'shift', ['technician_id'], unique=False)
    op.create_table('technician_skill',
    sa.Column('technician_id', sa.Integer(), nullable=False),
    sa.Column('skill_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['skill_id'], ['skill.id'], name=op.f('fk_technician_skill_skill_id')),
    sa.ForeignKeyConstraint(['technician_id'], ['technician.id'], name=op.f('fk_technician_skill_technician_id')),
    sa.PrimaryKeyConstraint('technician_id', 'skill_id', name=op.f('pk_technician_skill'))
    )
    op.create_table('device',
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('asset_id', sa.Integer(), nullable=True),
    sa.Column('first_seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['asset_id'], ['asset.id'], name=op.f('fk_device_asset_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_device')),
    sa.UniqueConstraint('key', name=op.f('uq_device_key'))
    )
    op.create_index(op.f('ix_device_asset_id'), 'device', ['asset_id'], unique=False)
    op.create_table('rule',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=True),
    sa.Column('asset_model_id', sa.Integer(), nullable=True),
    sa.Column('asset_id', sa.Integer(), nullable=True),
    sa.Column('condition_json', sa.Text(), nullable=False),
    sa.Column('severity', sa.Enum('critical', 'major', 'minor', 'warning', name='severity', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('opens_order', sa.Boolean(), nullable=False),
    sa.Column('priority', sa.Enum('critical', 'high', 'normal', 'low', name='priority', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('skill_id', sa.Integer(), nullable=True),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('advice', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('(asset_id is not null and asset_model_id is null and kind is null) or (asset_id is null and asset_model_id is not null and kind is null) or (asset_id is null and asset_model_id is null and kind is not null)', name=op.f('ck_rule_scope')),
    sa.CheckConstraint('minutes > 0', name=op.f('ck_rule_minutes')),
    sa.ForeignKeyConstraint(['asset_id'], ['asset.id'], name=op.f('fk_rule_asset_id')),
    sa.ForeignKeyConstraint(['asset_model_id'], ['asset_model.id'], name=op.f('fk_rule_asset_model_id')),
    sa.ForeignKeyConstraint(['skill_id'], ['skill.id'], name=op.f('fk_rule_skill_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rule')),
    sa.UniqueConstraint('name', name=op.f('uq_rule_name'))
    )
    op.create_table('service_order',
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('description', sa.String(), nullable=False),
    sa.Column('customer_id', sa.Integer(), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=False),
    sa.Column('asset_id', sa.Integer(), nullable=True),
    sa.Column('contact_id', sa.Integer(), nullable=True),
    sa.Column('priority', sa.Enum('critical', 'high', 'normal', 'low', name='priority', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('stage_id', sa.Integer(), nullable=False),
    sa.Column('origin', sa.Enum('hand', 'alert', 'web', 'agreement', name='origin', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('source', sa.String(), nullable=True),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('minutes > 0', name=op.f('ck_service_order_minutes')),
    sa.ForeignKeyConstraint(['asset_id'], ['asset.id'], name=op.f('fk_service_order_asset_id')),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_service_order_contact_id')),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], name=op.f('fk_service_order_customer_id')),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_service_order_site_id')),
    sa.ForeignKeyConstraint(['stage_id'], ['stage.id'], name=op.f('fk_service_order_stage_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_service_order')),
    sa.UniqueConstraint('number', name=op.f('uq_service_order_number')),
    sa.UniqueConstraint('source', name=op.f('uq_service_order_source'))
    )
    op.create_index(op.f('ix_service_order_asset_id'), 'service_order', ['asset_id'], unique=False)
    op.create_index(op.f('ix_service_order_customer_id'), 'service_order', ['customer_id'], unique=False)
    op.create_index(op.f('ix_service_order_due_at'), 'service_order', ['due_at'], unique=False)
    op.create_index('ix_service_order_open', 'service_order', ['opened_at'], unique=False, sqlite_where=sa.text('closed_at is null'), postgresql_where=sa.text('closed_at is null'))
    op.create_index(op.f('ix_service_order_site_id'), 'service_order', ['site_id'], unique=False)
    op.create_index('ix_service_order_stage_opened', 'service_order', ['stage_id', 'opened_at'], unique=False)
    op.create_table('alert',
    sa.Column('rule_id', sa.Integer(), nullable=False),
    sa.Column('asset_id', sa.Integer(), nullable=False),
    sa.Column('device_id', sa.Integer(), nullable=False),
    sa.Column('severity', sa.Enum('critical', 'major', 'minor', 'warning', name='severity', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('raised_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('first_value', sa.Double(), nullable=True),
    sa.Column('last_value', sa.Double(), nullable=True),
    sa.Column('peak_value', sa.Double(), nullable=True),
    sa.Column('acknowledged_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('acknowledged_by', sa.String(), nullable=True),
    sa.Column('shelved_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('shelved_by', sa.String(), nullable=True),
    sa.Column('cleared_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('cleared_by', sa.String(), nullable=True),
    sa.Column('order_id', sa.Integer(), nullable=True),
    sa.Column('decision', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('count > 0', name=op.f('ck_alert_count')),
    sa.ForeignKeyConstraint(['asset_id'], ['asset.id'], name=op.f('fk_alert_asset_id')),
    sa.ForeignKeyConstraint(['device_id'], ['device.id'], name=op.f('fk_alert_device_id')),
    sa.ForeignKeyConstraint(['order_id'], ['service_order.id'], name=op.f('fk_alert_order_id')),
    sa.ForeignKeyConstraint(['rule_id'], ['rule.id'], name=op.f('fk_alert_rule_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alert')),
    sa.UniqueConstraint('rule_id', 'asset_id', 'started_at', name=op.f('uq_alert_rule_id_asset_id_started_at'))
    )
    op.create_index('ix_alert_asset_started', 'alert', ['asset_id', 'started_at'], unique=False)
    op.create_index(op.f('ix_alert_cleared_at'), 'alert', ['cleared_at'], unique=False)
    op.create_index(op.f('ix_alert_order_id'), 'alert', ['order_id'], unique=False)
    op.create_index('uq_alert_open', 'alert', ['rule_id', 'asset_id'], unique=True, sqlite_where=sa.text('cleared_at is null'), postgresql_where=sa.text('cleared_at is null'))
    op.create_table('booking',
    sa.Column('order_id', sa.Integer(), nullable=False),
    sa.Column('technician_id', sa.Integer(), nullable=False),
    sa.Column('start_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finish_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('finish_at > start_at', name=op.f('ck_booking_length')),
    sa.ForeignKeyConstraint(['order_id'], ['service_order.id'], name=op.f('fk_booking_order_id')),
    sa.ForeignKeyConstraint(['technician_id'], ['technician.id'], name=op.f('fk_booking_technician_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_booking')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_booking_order_id'), 'booking', ['order_id'], unique=False)
    op.create_index('ix_booking_start_finish', 'booking', ['start_at', 'finish_at'], unique=False)
    op.create_index('ix_booking_technician_start', 'booking', ['technician_id', 'start_at'], unique=False)
    op.create_table('metric',
    sa.Column('device_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('unit', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['device_id'], ['device.id'], name=op.f('fk_metric_device_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_metric')),
    sa.UniqueConstraint('device_id', 'name', name=op.f('uq_metric_device_id_name'))
    )
    op.create_table('order_skill',
    sa.Column('order_id', sa.Integer(), nullable=False),
    sa.Column('skill_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['order_id'], ['service_order.id'], name=op.f('fk_order_skill_order_id')),
    sa.ForeignKeyConstraint(['skill_id'], ['skill.id'], name=op.f('fk_order_skill_skill_id')),
    sa.PrimaryKeyConstraint('order_id', 'skill_id', name=op.f('pk_order_skill'))
    )
    # ### end Alembic commands ###
    _make_journal_append_only()


def _make_journal_append_only() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(
                f"create trigger journal_no_{verb} before {verb} on journal"
                " begin select raise(abort, 'the journal can only grow'); end"
            )
        return
    op.execute(
        "create function journal_only_grows() returns trigger language plpgsql as"
        " $$ begin raise exception 'the journal can only grow'; end $$"
    )
    op.execute(
        "create trigger journal_only_grows before update or delete or truncate on journal"
        " for each statement execute function journal_only_grows()"
    )
