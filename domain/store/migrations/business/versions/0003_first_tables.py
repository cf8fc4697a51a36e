"""The first tables, of every subject, and the journal."""

import sqlalchemy as sa
from alembic import op

revision = "business_0003"
down_revision = None


def upgrade() -> None:
    """Make every table, and a journal that can only grow."""
    op.create_table(
        "agreement_folder",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["agreement_folder.id"], name=op.f("fk_agreement_folder_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_folder")),
    )
    op.create_index(op.f("ix_agreement_folder_parent_id"), "agreement_folder", ["parent_id"], unique=False)
    op.create_table(
        "article",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "hour", "expense", "item", "fee", name="linekind", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("cost_price", sa.BigInteger(), nullable=False),
        sa.Column("sales_price", sa.BigInteger(), nullable=False),
        sa.Column("tax_percent", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("cost_price >= 0 and sales_price >= 0", name=op.f("ck_article_prices")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("number", name=op.f("uq_article_number")),
    )
    op.create_index(op.f("ix_article_kind"), "article", ["kind"], unique=False)
    op.create_index(op.f("ix_article_name"), "article", ["name"], unique=False)
    op.create_table(
        "asset_group",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_group")),
        sa.UniqueConstraint("name", name=op.f("uq_asset_group_name")),
    )
    op.create_table(
        "board",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board")),
    )
    op.create_table(
        "board_guest",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("doing", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_board_guest")),
    )
    op.create_table(
        "journal",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("transaction_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
    )
    op.create_index("ix_journal_subject", "journal", ["subject", "subject_id"], unique=False)
    op.create_index(op.f("ix_journal_transaction_id"), "journal", ["transaction_id"], unique=False)
    op.create_table(
        "mapping",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("definition_json", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mapping")),
        sa.UniqueConstraint("name", name=op.f("uq_mapping_name")),
    )
    op.create_table(
        "number_series",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_number_series")),
    )
    op.create_table(
        "order_type",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "priority",
            sa.Enum(
                "critical",
                "high",
                "normal",
                "low",
                name="priority",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_order_type_minutes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_type")),
        sa.UniqueConstraint("name", name=op.f("uq_order_type_name")),
    )
    op.create_table(
        "paper_template",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_template")),
        sa.UniqueConstraint("name", name=op.f("uq_paper_template_name")),
    )
    op.create_table(
        "parameter",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parameter")),
        sa.UniqueConstraint("name", name=op.f("uq_parameter_name")),
    )
    op.create_table(
        "planning_profile",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("goals", sa.Text(), nullable=False),
        sa.Column("impact_limit", sa.Text(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planning_profile")),
        sa.UniqueConstraint("name", name=op.f("uq_planning_profile_name")),
    )
    op.create_index(
        "uq_planning_profile_default",
        "planning_profile",
        ["is_default"],
        unique=True,
        sqlite_where=sa.text("is_default"),
        postgresql_where=sa.text("is_default"),
    )
    op.create_table(
        "reason",
        sa.Column(
            "reason_for",
            sa.Enum(
                "stage",
                "pause",
                "cancel",
                "breach",
                "credit",
                name="reasonfor",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reason")),
        sa.UniqueConstraint("reason_for", "code", name=op.f("uq_reason_reason_for_code")),
    )
    op.create_table(
        "repair_code",
        sa.Column(
            "kind",
            sa.Enum(
                "condition",
                "symptom_area",
                "symptom",
                "diagnosis_area",
                "diagnosis",
                "resolution",
                "repair_stage",
                name="codekind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("finishes", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["repair_code.id"], name=op.f("fk_repair_code_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repair_code")),
        sa.UniqueConstraint("kind", "area_id", "code", name=op.f("uq_repair_code_kind_area_id_code")),
    )
    op.create_table(
        "response_plan",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("steps_json", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response_plan")),
        sa.UniqueConstraint("name", name=op.f("uq_response_plan_name")),
    )
    op.create_table(
        "service_interval",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("rule", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_interval")),
        sa.UniqueConstraint("name", name=op.f("uq_service_interval_name")),
    )
    op.create_table(
        "skill",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill")),
        sa.UniqueConstraint("name", name=op.f("uq_skill_name")),
    )
    op.create_table(
        "team",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("name", name=op.f("uq_team_name")),
    )
    op.create_table(
        "territory",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_territory")),
        sa.UniqueConstraint("name", name=op.f("uq_territory_name")),
    )
    op.create_table(
        "travel_leg",
        sa.Column("from_latitude", sa.Integer(), nullable=False),
        sa.Column("from_longitude", sa.Integer(), nullable=False),
        sa.Column("to_latitude", sa.Integer(), nullable=False),
        sa.Column("to_longitude", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("metres", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint(
            "from_latitude", "from_longitude", "to_latitude", "to_longitude", name=op.f("pk_travel_leg")
        ),
    )
    op.create_table(
        "working_calendar",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("subdivision", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_calendar")),
        sa.UniqueConstraint("name", name=op.f("uq_working_calendar_name")),
    )
    op.create_table(
        "asset_model",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("maker", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_asset_model_skill_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_model")),
        sa.UniqueConstraint("maker", "name", name=op.f("uq_asset_model_maker_name")),
    )
    op.create_index(op.f("ix_asset_model_kind"), "asset_model", ["kind"], unique=False)
    op.create_table(
        "calendar_window",
        sa.Column("calendar_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("finish_minute", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "start_minute >= 0 and start_minute < finish_minute and finish_minute <= 1440",
            name=op.f("ck_calendar_window_span"),
        ),
        sa.CheckConstraint("weekday between 0 and 6", name=op.f("ck_calendar_window_weekday")),
        sa.ForeignKeyConstraint(["calendar_id"], ["working_calendar.id"], name=op.f("fk_calendar_window_calendar_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_window")),
    )
    op.create_index(op.f("ix_calendar_window_calendar_id"), "calendar_window", ["calendar_id"], unique=False)
    op.create_table(
        "closure",
        sa.Column("calendar_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("first_month", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Integer(), nullable=False),
        sa.Column("last_month", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["calendar_id"], ["working_calendar.id"], name=op.f("fk_closure_calendar_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
    )
    op.create_index(op.f("ix_closure_calendar_id"), "closure", ["calendar_id"], unique=False)
    op.create_table(
        "open_holiday",
        sa.Column("calendar_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["calendar_id"], ["working_calendar.id"], name=op.f("fk_open_holiday_calendar_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_holiday")),
        sa.UniqueConstraint("calendar_id", "name", "year", name=op.f("uq_open_holiday_calendar_id_name_year")),
    )
    op.create_index(op.f("ix_open_holiday_calendar_id"), "open_holiday", ["calendar_id"], unique=False)
    op.create_table(
        "order_type_line",
        sa.Column("order_type_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "hour", "expense", "item", "fee", name="linekind", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_order_type_line_article_id")),
        sa.ForeignKeyConstraint(["order_type_id"], ["order_type.id"], name=op.f("fk_order_type_line_order_type_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_type_line")),
    )
    op.create_index(op.f("ix_order_type_line_order_type_id"), "order_type_line", ["order_type_id"], unique=False)
    op.create_table(
        "order_type_skill",
        sa.Column("order_type_id", sa.Integer(), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["order_type_id"], ["order_type.id"], name=op.f("fk_order_type_skill_order_type_id")),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_order_type_skill_skill_id")),
        sa.PrimaryKeyConstraint("order_type_id", "skill_id", name=op.f("pk_order_type_skill")),
    )
    op.create_table(
        "order_type_task",
        sa.Column("order_type_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("internal_note", sa.String(), nullable=False),
        sa.Column("external_note", sa.String(), nullable=False),
        sa.Column("checks", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["order_type_id"], ["order_type.id"], name=op.f("fk_order_type_task_order_type_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_type_task")),
    )
    op.create_index(op.f("ix_order_type_task_order_type_id"), "order_type_task", ["order_type_id"], unique=False)
    op.create_table(
        "proposal",
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("goals", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "ready",
                "in_part",
                "accepted",
                "discarded",
                "failed",
                name="proposalstatus",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("planning_run_id", sa.Integer(), nullable=True),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("cost_before", sa.JSON(), nullable=False),
        sa.Column("cost_after", sa.JSON(), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("seconds >= 0", name=op.f("ck_proposal_seconds")),
        sa.ForeignKeyConstraint(["profile_id"], ["planning_profile.id"], name=op.f("fk_proposal_profile_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_proposal_created_at"), "proposal", ["created_at"], unique=False)
    op.create_index(op.f("ix_proposal_planning_run_id"), "proposal", ["planning_run_id"], unique=False)
    op.create_index(op.f("ix_proposal_profile_id"), "proposal", ["profile_id"], unique=False)
    op.create_table(
        "service_task",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("order_type_id", sa.Integer(), nullable=True),
        sa.Column("internal_note", sa.String(), nullable=False),
        sa.Column("external_note", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["order_type_id"], ["order_type.id"], name=op.f("fk_service_task_order_type_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_task")),
        sa.UniqueConstraint("name", name=op.f("uq_service_task_name")),
    )
    op.create_table(
        "sla",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("calendar_id", sa.Integer(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["calendar_id"], ["working_calendar.id"], name=op.f("fk_sla_calendar_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sla")),
        sa.UniqueConstraint("name", name=op.f("uq_sla_name")),
    )
    op.create_index(op.f("ix_sla_calendar_id"), "sla", ["calendar_id"], unique=False)
    op.create_index(
        "uq_sla_default",
        "sla",
        ["is_default"],
        unique=True,
        sqlite_where=sa.text("is_default"),
        postgresql_where=sa.text("is_default"),
    )
    op.create_table(
        "stage",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "meaning",
            sa.Enum(
                "new",
                "planned",
                "active",
                "done",
                "cancelled",
                name="stagemeaning",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("order_type_id", sa.Integer(), nullable=True),
        sa.Column("allows_modify", sa.Boolean(), nullable=False),
        sa.Column("allows_delete", sa.Boolean(), nullable=False),
        sa.Column("allows_cancel", sa.Boolean(), nullable=False),
        sa.Column("allows_post", sa.Boolean(), nullable=False),
        sa.Column("reason_required", sa.Boolean(), nullable=False),
        sa.Column("pauses_response", sa.Boolean(), nullable=False),
        sa.Column("pauses_arrival", sa.Boolean(), nullable=False),
        sa.Column("pauses_completion", sa.Boolean(), nullable=False),
        sa.Column("required_fields", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["order_type_id"], ["order_type.id"], name=op.f("fk_stage_order_type_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["stage.id"], name=op.f("fk_stage_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage")),
        sa.UniqueConstraint("name", name=op.f("uq_stage_name")),
        sa.UniqueConstraint("position", name=op.f("uq_stage_position")),
    )
    op.create_table(
        "subscription_group",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "code",
            sa.Enum(
                "day",
                "week",
                "month",
                "quarter",
                "year",
                name="periodcode",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column(
            "accrual_code",
            sa.Enum(
                "day",
                "week",
                "month",
                "quarter",
                "year",
                name="accrual_code",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_subscription_group_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription_group")),
        sa.UniqueConstraint("name", name=op.f("uq_subscription_group_name")),
    )
    op.create_table(
        "technician",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "person",
                "equipment",
                "facility",
                "crew",
                name="bookable",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("calendar_id", sa.Integer(), nullable=True),
        sa.Column("cost_rate", sa.BigInteger(), nullable=True),
        sa.Column("vehicle", sa.String(), nullable=False),
        sa.Column(
            "starts_at",
            sa.Enum(
                "home", "office", "anywhere", name="starts_at", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column(
            "ends_at",
            sa.Enum("home", "office", "anywhere", name="ends_at", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["calendar_id"], ["working_calendar.id"], name=op.f("fk_technician_calendar_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_technician_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_technician")),
        sa.UniqueConstraint("name", name=op.f("uq_technician_name")),
    )
    op.create_index(op.f("ix_technician_team_id"), "technician", ["team_id"], unique=False)
    op.create_table(
        "absence",
        sa.Column("technician_id", sa.Integer(), nullable=False),
        sa.Column("start_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finish_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "vacation",
                "sick",
                "training",
                "other",
                name="absencekind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "asked",
                "approved",
                "refused",
                name="absencestatus",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("finish_at > start_at", name=op.f("ck_absence_length")),
        sa.ForeignKeyConstraint(["technician_id"], ["technician.id"], name=op.f("fk_absence_technician_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index("ix_absence_technician_start", "absence", ["technician_id", "start_at"], unique=False)
    op.create_table(
        "agreement_group",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sla_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["sla_id"], ["sla.id"], name=op.f("fk_agreement_group_sla_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_group")),
        sa.UniqueConstraint("name", name=op.f("uq_agreement_group_name")),
    )
    op.create_table(
        "command_type",
        sa.Column("asset_model_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("fields_json", sa.Text(), nullable=False),
        sa.Column("dangerous", sa.Boolean(), nullable=False),
        sa.Column("timeout_seconds", sa.Integer(), nullable=False),
        sa.Column("senders", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("timeout_seconds > 0", name=op.f("ck_command_type_timeout")),
        sa.ForeignKeyConstraint(["asset_model_id"], ["asset_model.id"], name=op.f("fk_command_type_asset_model_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_command_type")),
        sa.UniqueConstraint("asset_model_id", "name", name=op.f("uq_command_type_asset_model_id_name")),
    )
    op.create_table(
        "crew_member",
        sa.Column("crew_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("leader", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("crew_id <> member_id", name=op.f("ck_crew_member_other")),
        sa.ForeignKeyConstraint(["crew_id"], ["technician.id"], name=op.f("fk_crew_member_crew_id")),
        sa.ForeignKeyConstraint(["member_id"], ["technician.id"], name=op.f("fk_crew_member_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crew_member")),
    )
    op.create_index(op.f("ix_crew_member_crew_id"), "crew_member", ["crew_id"], unique=False)
    op.create_index(op.f("ix_crew_member_member_id"), "crew_member", ["member_id"], unique=False)
    op.create_table(
        "customer",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sla_id", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("street", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["sla_id"], ["sla.id"], name=op.f("fk_customer_sla_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
        sa.UniqueConstraint("number", name=op.f("uq_customer_number")),
    )
    op.create_index(op.f("ix_customer_name"), "customer", ["name"], unique=False)
    op.create_table(
        "on_call",
        sa.Column("technician_id", sa.Integer(), nullable=False),
        sa.Column("start_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finish_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("finish_at > start_at", name=op.f("ck_on_call_length")),
        sa.ForeignKeyConstraint(["technician_id"], ["technician.id"], name=op.f("fk_on_call_technician_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_on_call")),
    )
    op.create_index("ix_on_call_technician_start", "on_call", ["technician_id", "start_at"], unique=False)
    op.create_table(
        "parts_template",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("asset_model_id", sa.Integer(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asset_model_id"], ["asset_model.id"], name=op.f("fk_parts_template_asset_model_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parts_template")),
        sa.UniqueConstraint("name", name=op.f("uq_parts_template_name")),
    )
    op.create_index(op.f("ix_parts_template_asset_model_id"), "parts_template", ["asset_model_id"], unique=False)
    op.create_table(
        "proposal_change",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("team", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "assign",
                "move",
                "take_off",
                "left_out",
                name="changekind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("requirement_id", sa.Integer(), nullable=True),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("booking_version", sa.Integer(), nullable=True),
        sa.Column("before_technician_id", sa.Integer(), nullable=True),
        sa.Column("before_start", sa.DateTime(timezone=True), nullable=True),
        sa.Column("before_finish", sa.DateTime(timezone=True), nullable=True),
        sa.Column("after_technician_id", sa.Integer(), nullable=True),
        sa.Column("after_start", sa.DateTime(timezone=True), nullable=True),
        sa.Column("after_finish", sa.DateTime(timezone=True), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("promised", sa.Boolean(), nullable=False),
        sa.Column("cost", sa.Double(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column(
            "decision",
            sa.Enum(
                "open",
                "accepted",
                "rejected",
                "overtaken",
                name="decision",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_proposal_change_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_change")),
    )
    op.create_index(op.f("ix_proposal_change_order_id"), "proposal_change", ["order_id"], unique=False)
    op.create_index("ix_proposal_change_proposal", "proposal_change", ["proposal_id", "position"], unique=False)
    op.create_table(
        "planning_run",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column(
            "begins",
            sa.Enum("schedule", "standing", name="trigger", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("weekdays", sa.JSON(), nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("after_orders", sa.Boolean(), nullable=False),
        sa.Column("after_alerts", sa.Boolean(), nullable=False),
        sa.Column("after_delays", sa.Boolean(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("technicians", sa.JSON(), nullable=False),
        sa.Column("territories", sa.JSON(), nullable=False),
        sa.Column(
            "touch",
            sa.Enum(
                "waiting", "planned", "unlocked", name="touch", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("frozen_minutes", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("applies", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_outcome", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("days between 1 and 31", name=op.f("ck_planning_run_days")),
        sa.CheckConstraint("frozen_minutes >= 0", name=op.f("ck_planning_run_frozen")),
        sa.CheckConstraint("seconds > 0", name=op.f("ck_planning_run_seconds")),
        sa.ForeignKeyConstraint(["profile_id"], ["planning_profile.id"], name=op.f("fk_planning_run_profile_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planning_run")),
        sa.UniqueConstraint("name", name=op.f("uq_planning_run_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_planning_run_next_at"), "planning_run", ["next_at"], unique=False)
    op.create_index(op.f("ix_planning_run_profile_id"), "planning_run", ["profile_id"], unique=False)
    op.create_table(
        "scenario",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("goals", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("variations", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("seconds >= 0", name=op.f("ck_scenario_seconds")),
        sa.ForeignKeyConstraint(["profile_id"], ["planning_profile.id"], name=op.f("fk_scenario_profile_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario")),
    )
    op.create_index(op.f("ix_scenario_created_at"), "scenario", ["created_at"], unique=False)
    op.create_index(op.f("ix_scenario_profile_id"), "scenario", ["profile_id"], unique=False)
    op.create_table(
        "shift",
        sa.Column("technician_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("start", sa.Time(), nullable=False),
        sa.Column("finish", sa.Time(), nullable=False),
        sa.Column("break_minutes", sa.Integer(), nullable=False),
        sa.Column("break_from", sa.Time(), nullable=True),
        sa.Column("break_until", sa.Time(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("break_minutes >= 0", name=op.f("ck_shift_break")),
        sa.CheckConstraint("start <> finish", name=op.f("ck_shift_length")),
        sa.CheckConstraint("weekday between 0 and 6", name=op.f("ck_shift_weekday")),
        sa.ForeignKeyConstraint(["technician_id"], ["technician.id"], name=op.f("fk_shift_technician_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
    )
    op.create_index(op.f("ix_shift_technician_id"), "shift", ["technician_id"], unique=False)
    op.create_table(
        "shift_exception",
        sa.Column("technician_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("start", sa.Time(), nullable=True),
        sa.Column("finish", sa.Time(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(start is null) = (finish is null) and (start is null or start <> finish)",
            name=op.f("ck_shift_exception_length"),
        ),
        sa.ForeignKeyConstraint(["technician_id"], ["technician.id"], name=op.f("fk_shift_exception_technician_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift_exception")),
    )
    op.create_index("ix_shift_exception_technician_day", "shift_exception", ["technician_id", "day"], unique=False)
    op.create_table(
        "sla_level",
        sa.Column("sla_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "response",
                "arrival",
                "completion",
                name="targetkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "notify",
                "reassign",
                "raise_priority",
                name="levelaction",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("responsible", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("percent between 1 and 1000", name=op.f("ck_sla_level_percent")),
        sa.ForeignKeyConstraint(["sla_id"], ["sla.id"], name=op.f("fk_sla_level_sla_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sla_level")),
    )
    op.create_index(op.f("ix_sla_level_sla_id"), "sla_level", ["sla_id"], unique=False)
    op.create_table(
        "sla_target",
        sa.Column("sla_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "response",
                "arrival",
                "completion",
                name="targetkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "priority",
            sa.Enum(
                "critical",
                "high",
                "normal",
                "low",
                name="priority",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_sla_target_minutes")),
        sa.ForeignKeyConstraint(["sla_id"], ["sla.id"], name=op.f("fk_sla_target_sla_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sla_target")),
        sa.UniqueConstraint("sla_id", "kind", "priority", name=op.f("uq_sla_target_sla_id_kind_priority")),
    )
    op.create_index(op.f("ix_sla_target_sla_id"), "sla_target", ["sla_id"], unique=False)
    op.create_table(
        "technician_position",
        sa.Column("technician_id", sa.Integer(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["technician_id"], ["technician.id"], name=op.f("fk_technician_position_technician_id")
        ),
        sa.PrimaryKeyConstraint("technician_id", name=op.f("pk_technician_position")),
    )
    op.create_table(
        "technician_skill",
        sa.Column("technician_id", sa.Integer(), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_technician_skill_skill_id")),
        sa.ForeignKeyConstraint(["technician_id"], ["technician.id"], name=op.f("fk_technician_skill_technician_id")),
        sa.PrimaryKeyConstraint("technician_id", "skill_id", name=op.f("pk_technician_skill")),
    )
    op.create_table(
        "technician_territory",
        sa.Column("technician_id", sa.Integer(), nullable=False),
        sa.Column("territory_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["technician_id"], ["technician.id"], name=op.f("fk_technician_territory_technician_id")
        ),
        sa.ForeignKeyConstraint(["territory_id"], ["territory.id"], name=op.f("fk_technician_territory_territory_id")),
        sa.PrimaryKeyConstraint("technician_id", "territory_id", name=op.f("pk_technician_territory")),
    )
    op.create_table(
        "van_stock",
        sa.Column("technician_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_van_stock_quantity")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_van_stock_article_id")),
        sa.ForeignKeyConstraint(["technician_id"], ["technician.id"], name=op.f("fk_van_stock_technician_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_van_stock")),
        sa.UniqueConstraint("technician_id", "article_id", name=op.f("uq_van_stock_technician_id_article_id")),
    )
    op.create_table(
        "parts_template_line",
        sa.Column("template_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "assembly", "part", "service", name="partkind", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_parts_template_line_quantity")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_parts_template_line_article_id")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["parts_template_line.id"], name=op.f("fk_parts_template_line_parent_id")
        ),
        sa.ForeignKeyConstraint(
            ["template_id"], ["parts_template.id"], name=op.f("fk_parts_template_line_template_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parts_template_line")),
    )
    op.create_index(op.f("ix_parts_template_line_parent_id"), "parts_template_line", ["parent_id"], unique=False)
    op.create_index(op.f("ix_parts_template_line_template_id"), "parts_template_line", ["template_id"], unique=False)
    op.create_table(
        "site",
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("street", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("territory_id", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("latitude between -90 and 90", name=op.f("ck_site_latitude")),
        sa.CheckConstraint("longitude between -180 and 180", name=op.f("ck_site_longitude")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_site_customer_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["site.id"], name=op.f("fk_site_parent_id")),
        sa.ForeignKeyConstraint(["territory_id"], ["territory.id"], name=op.f("fk_site_territory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
    )
    op.create_index(op.f("ix_site_customer_id"), "site", ["customer_id"], unique=False)
    op.create_index(op.f("ix_site_parent_id"), "site", ["parent_id"], unique=False)
    op.create_table(
        "asset",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("serial", sa.String(), nullable=False),
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("intangible", sa.Boolean(), nullable=False),
        sa.Column("installed_on", sa.Date(), nullable=True),
        sa.Column("warranty_until", sa.Date(), nullable=True),
        sa.Column("sla_id", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("intangible or serial <> ''", name=op.f("ck_asset_serial")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_asset_customer_id")),
        sa.ForeignKeyConstraint(["group_id"], ["asset_group.id"], name=op.f("fk_asset_group_id")),
        sa.ForeignKeyConstraint(["model_id"], ["asset_model.id"], name=op.f("fk_asset_model_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["asset.id"], name=op.f("fk_asset_parent_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_asset_site_id")),
        sa.ForeignKeyConstraint(["sla_id"], ["sla.id"], name=op.f("fk_asset_sla_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset")),
        sa.UniqueConstraint("number", name=op.f("uq_asset_number")),
    )
    op.create_index(op.f("ix_asset_customer_id"), "asset", ["customer_id"], unique=False)
    op.create_index(op.f("ix_asset_group_id"), "asset", ["group_id"], unique=False)
    op.create_index(op.f("ix_asset_model_id"), "asset", ["model_id"], unique=False)
    op.create_index(op.f("ix_asset_name"), "asset", ["name"], unique=False)
    op.create_index(op.f("ix_asset_parent_id"), "asset", ["parent_id"], unique=False)
    op.create_index(op.f("ix_asset_serial"), "asset", ["serial"], unique=False)
    op.create_index(op.f("ix_asset_site_id"), "asset", ["site_id"], unique=False)
    op.create_index(
        "uq_asset_model_id_serial",
        "asset",
        ["model_id", "serial"],
        unique=True,
        sqlite_where=sa.text("serial <> ''"),
        postgresql_where=sa.text("serial <> ''"),
    )
    op.create_table(
        "contact",
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_contact_customer_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_contact_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_customer_id"), "contact", ["customer_id"], unique=False)
    op.create_index(op.f("ix_contact_site_id"), "contact", ["site_id"], unique=False)
    op.create_table(
        "technician_wish",
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("technician_id", sa.Integer(), nullable=False),
        sa.Column(
            "wish",
            sa.Enum(
                "preferred", "restricted", "only", name="wish", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_technician_wish_customer_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_technician_wish_site_id")),
        sa.ForeignKeyConstraint(["technician_id"], ["technician.id"], name=op.f("fk_technician_wish_technician_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_technician_wish")),
        sa.UniqueConstraint(
            "customer_id", "site_id", "technician_id", name=op.f("uq_technician_wish_customer_id_site_id_technician_id")
        ),
    )
    op.create_index(op.f("ix_technician_wish_customer_id"), "technician_wish", ["customer_id"], unique=False)
    op.create_table(
        "travel_override",
        sa.Column("from_site_id", sa.Integer(), nullable=False),
        sa.Column("to_site_id", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("km", sa.Double(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("from_site_id <> to_site_id", name=op.f("ck_travel_override_other")),
        sa.CheckConstraint("minutes >= 0 and (km is null or km >= 0)", name=op.f("ck_travel_override_length")),
        sa.ForeignKeyConstraint(["from_site_id"], ["site.id"], name=op.f("fk_travel_override_from_site_id")),
        sa.ForeignKeyConstraint(["to_site_id"], ["site.id"], name=op.f("fk_travel_override_to_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_travel_override")),
        sa.UniqueConstraint("from_site_id", "to_site_id", name=op.f("uq_travel_override_from_site_id_to_site_id")),
    )
    op.create_index(op.f("ix_travel_override_to_site_id"), "travel_override", ["to_site_id"], unique=False)
    op.create_table(
        "agreement",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("folder_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("sla_id", sa.Integer(), nullable=True),
        sa.Column("preferred_technician_id", sa.Integer(), nullable=True),
        sa.Column("responsible", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.Column("initial_months", sa.Integer(), nullable=True),
        sa.Column(
            "renewal",
            sa.Enum("none", "tacit", "express", name="renewal", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("period_months", sa.Integer(), nullable=False),
        sa.Column("notice_months", sa.Integer(), nullable=False),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("renewed", sa.Integer(), nullable=False),
        sa.Column("terminated_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(customer_id is null) = (folder_id is not null)", name=op.f("ck_agreement_customer")),
        sa.CheckConstraint("ends_on is null or ends_on >= starts_on", name=op.f("ck_agreement_validity")),
        sa.CheckConstraint("initial_months is null or initial_months > 0", name=op.f("ck_agreement_initial_months")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_agreement_contact_id")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_agreement_customer_id")),
        sa.ForeignKeyConstraint(["folder_id"], ["agreement_folder.id"], name=op.f("fk_agreement_folder_id")),
        sa.ForeignKeyConstraint(["group_id"], ["agreement_group.id"], name=op.f("fk_agreement_group_id")),
        sa.ForeignKeyConstraint(
            ["preferred_technician_id"], ["technician.id"], name=op.f("fk_agreement_preferred_technician_id")
        ),
        sa.ForeignKeyConstraint(["sla_id"], ["sla.id"], name=op.f("fk_agreement_sla_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("number", name=op.f("uq_agreement_number")),
    )
    op.create_index(op.f("ix_agreement_customer_id"), "agreement", ["customer_id"], unique=False)
    op.create_index(op.f("ix_agreement_folder_id"), "agreement", ["folder_id"], unique=False)
    op.create_table(
        "asset_limit",
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_asset_limit_asset_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_limit")),
        sa.UniqueConstraint("asset_id", "name", name=op.f("uq_asset_limit_asset_id_name")),
    )
    op.create_table(
        "device",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=True),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dialect", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("maker", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("through_id", sa.Integer(), nullable=True),
        sa.Column("offers_json", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_device_asset_id")),
        sa.ForeignKeyConstraint(["through_id"], ["device.id"], name=op.f("fk_device_through_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("key", name=op.f("uq_device_key")),
    )
    op.create_index(op.f("ix_device_asset_id"), "device", ["asset_id"], unique=False)
    op.create_index(op.f("ix_device_through_id"), "device", ["through_id"], unique=False)
    op.create_table(
        "maintenance",
        sa.Column("asset_id", sa.Integer(), nullable=True),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(asset_id is null) <> (site_id is null)", name=op.f("ck_maintenance_scope")),
        sa.CheckConstraint("until > since", name=op.f("ck_maintenance_span")),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_maintenance_asset_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_maintenance_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maintenance")),
    )
    op.create_index(op.f("ix_maintenance_asset_id"), "maintenance", ["asset_id"], unique=False)
    op.create_index(op.f("ix_maintenance_site_id"), "maintenance", ["site_id"], unique=False)
    op.create_index(op.f("ix_maintenance_until"), "maintenance", ["until"], unique=False)
    op.create_table(
        "meter",
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("metric", sa.String(), nullable=False),
        sa.Column("rolls_over_at", sa.BigInteger(), nullable=True),
        sa.Column("averaging_days", sa.Integer(), nullable=False),
        sa.Column("least_a_day", sa.BigInteger(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("averaging_days > 0", name=op.f("ck_meter_averaging_days")),
        sa.CheckConstraint("least_a_day >= 0", name=op.f("ck_meter_least_a_day")),
        sa.CheckConstraint("rolls_over_at is null or rolls_over_at > 0", name=op.f("ck_meter_rolls_over_at")),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_meter_asset_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meter")),
        sa.UniqueConstraint("asset_id", "name", name=op.f("uq_meter_asset_id_name")),
    )
    op.create_table(
        "rule",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("asset_model_id", sa.Integer(), nullable=True),
        sa.Column("asset_id", sa.Integer(), nullable=True),
        sa.Column("asset_group_id", sa.Integer(), nullable=True),
        sa.Column("definition_json", sa.Text(), nullable=False),
        sa.Column(
            "severity",
            sa.Enum(
                "critical",
                "major",
                "minor",
                "warning",
                name="severity",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("opens_order", sa.Boolean(), nullable=False),
        sa.Column(
            "priority",
            sa.Enum(
                "critical",
                "high",
                "normal",
                "low",
                name="priority",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("skill_id", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("advice", sa.String(), nullable=False),
        sa.Column(
            "grouping",
            sa.Enum("none", "parent", "site", name="grouping", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("storm_limit", sa.Integer(), nullable=True),
        sa.Column("storm_seconds", sa.Integer(), nullable=False),
        sa.Column("quiet_while_visited", sa.Boolean(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(case when asset_id is null then 0 else 1 end) + (case when asset_model_id is null then 0 else 1 end) + (case when asset_group_id is null then 0 else 1 end) + (case when kind is null then 0 else 1 end) < 2",
            name=op.f("ck_rule_scope"),
        ),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_rule_minutes")),
        sa.ForeignKeyConstraint(["asset_group_id"], ["asset_group.id"], name=op.f("fk_rule_asset_group_id")),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_rule_asset_id")),
        sa.ForeignKeyConstraint(["asset_model_id"], ["asset_model.id"], name=op.f("fk_rule_asset_model_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["response_plan.id"], name=op.f("fk_rule_plan_id")),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_rule_skill_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule")),
        sa.UniqueConstraint("name", name=op.f("uq_rule_name")),
    )
    op.create_table(
        "trouble",
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_trouble_asset_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trouble")),
        sa.UniqueConstraint("asset_id", "at", "kind", name=op.f("uq_trouble_asset_id_at_kind")),
    )
    op.create_table(
        "agreement_amendment",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_agreement_amendment_agreement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_amendment")),
    )
    op.create_index(op.f("ix_agreement_amendment_agreement_id"), "agreement_amendment", ["agreement_id"], unique=False)
    op.create_table(
        "agreement_planning",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column(
            "combine",
            sa.Enum(
                "agreement",
                "task",
                "technician",
                "asset",
                "line",
                name="combine",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("calendar_id", sa.Integer(), nullable=True),
        sa.Column("days_ahead", sa.Integer(), nullable=True),
        sa.Column("planned_until", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("days_ahead >= 0", name=op.f("ck_agreement_planning_days_ahead")),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_agreement_planning_agreement_id")),
        sa.ForeignKeyConstraint(
            ["calendar_id"], ["working_calendar.id"], name=op.f("fk_agreement_planning_calendar_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_planning")),
        sa.UniqueConstraint("agreement_id", name=op.f("uq_agreement_planning_agreement_id")),
    )
    op.create_table(
        "invoice",
        sa.Column("number", sa.String(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum("invoice", "credit_note", name="invoicekind", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "proposal",
                "issued",
                "credited",
                name="invoicestatus",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("credits_id", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("billed_name", sa.String(), nullable=False),
        sa.Column("billed_address", sa.String(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("tax", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_invoice_agreement_id")),
        sa.ForeignKeyConstraint(["credits_id"], ["invoice.id"], name=op.f("fk_invoice_credits_id")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_invoice_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice")),
        sa.UniqueConstraint("number", name=op.f("uq_invoice_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_invoice_agreement_id"), "invoice", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_invoice_credits_id"), "invoice", ["credits_id"], unique=False)
    op.create_index(op.f("ix_invoice_customer_id"), "invoice", ["customer_id"], unique=False)
    op.create_index(op.f("ix_invoice_status"), "invoice", ["status"], unique=False)
    op.create_table(
        "meter_reading",
        sa.Column("meter_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column(
            "event",
            sa.Enum(
                "none",
                "rolled_over",
                "reset",
                "replaced",
                name="event",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("left_at", sa.BigInteger(), nullable=True),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column(
            "read_by",
            sa.Enum("hand", "device", name="readby", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("taken_by", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meter_id"], ["meter.id"], name=op.f("fk_meter_reading_meter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meter_reading")),
        sa.UniqueConstraint("meter_id", "taken_at", name=op.f("uq_meter_reading_meter_id_taken_at")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "metric",
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_metric_device_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_metric")),
        sa.UniqueConstraint("device_id", "name", name=op.f("uq_metric_device_id_name")),
    )
    op.create_table(
        "parts_list",
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=True),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_parts_list_agreement_id")),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_parts_list_asset_id")),
        sa.ForeignKeyConstraint(["template_id"], ["parts_template.id"], name=op.f("fk_parts_list_template_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parts_list")),
        sa.UniqueConstraint("asset_id", name=op.f("uq_parts_list_asset_id")),
    )
    op.create_index(op.f("ix_parts_list_agreement_id"), "parts_list", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_parts_list_template_id"), "parts_list", ["template_id"], unique=False)
    op.create_table(
        "price",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "hour", "expense", "item", "fee", name="linekind", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("technician_category", sa.String(), nullable=True),
        sa.Column("asset_model_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("cost_price", sa.BigInteger(), nullable=True),
        sa.Column("sales_price", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("cost_price >= 0", name=op.f("ck_price_cost_price")),
        sa.CheckConstraint("sales_price >= 0", name=op.f("ck_price_sales_price")),
        sa.CheckConstraint("valid_until is null or valid_until >= valid_from", name=op.f("ck_price_validity")),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_price_agreement_id")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_price_article_id")),
        sa.ForeignKeyConstraint(["asset_model_id"], ["asset_model.id"], name=op.f("fk_price_asset_model_id")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_price_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_price_agreement_id"), "price", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_price_article_id"), "price", ["article_id"], unique=False)
    op.create_index(op.f("ix_price_asset_model_id"), "price", ["asset_model_id"], unique=False)
    op.create_index(op.f("ix_price_customer_id"), "price", ["customer_id"], unique=False)
    op.create_table(
        "subscription",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("from_start", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("meter_id", sa.Integer(), nullable=True),
        sa.Column("tariff", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on is null or ends_on >= starts_on", name=op.f("ck_subscription_validity")),
        sa.CheckConstraint("meter_id is null or tariff is not null", name=op.f("ck_subscription_tariff")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_subscription_quantity")),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_subscription_agreement_id")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_subscription_article_id")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_subscription_customer_id")),
        sa.ForeignKeyConstraint(["group_id"], ["subscription_group.id"], name=op.f("fk_subscription_group_id")),
        sa.ForeignKeyConstraint(["meter_id"], ["meter.id"], name=op.f("fk_subscription_meter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
        sa.UniqueConstraint("number", name=op.f("uq_subscription_number")),
    )
    op.create_index(op.f("ix_subscription_agreement_id"), "subscription", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_subscription_customer_id"), "subscription", ["customer_id"], unique=False)
    op.create_index(op.f("ix_subscription_group_id"), "subscription", ["group_id"], unique=False)
    op.create_table(
        "agreement_line",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "hour", "expense", "item", "fee", name="linekind", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("asset_id", sa.Integer(), nullable=True),
        sa.Column("sla_id", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.Column("amendment_id", sa.Integer(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ends_on is null or starts_on is null or ends_on >= starts_on", name=op.f("ck_agreement_line_validity")
        ),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_agreement_line_agreement_id")),
        sa.ForeignKeyConstraint(
            ["amendment_id"], ["agreement_amendment.id"], name=op.f("fk_agreement_line_amendment_id")
        ),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_agreement_line_article_id")),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_agreement_line_asset_id")),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["agreement_amendment.id"], name=op.f("fk_agreement_line_ended_by_id")
        ),
        sa.ForeignKeyConstraint(["sla_id"], ["sla.id"], name=op.f("fk_agreement_line_sla_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_line")),
    )
    op.create_index(op.f("ix_agreement_line_agreement_id"), "agreement_line", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_agreement_line_asset_id"), "agreement_line", ["asset_id"], unique=False)
    op.create_table(
        "asset_part",
        sa.Column("parts_list_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "assembly", "part", "service", name="partkind", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("serial", sa.String(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("original", sa.Boolean(), nullable=False),
        sa.Column("installed_on", sa.Date(), nullable=True),
        sa.Column("removed_on", sa.Date(), nullable=True),
        sa.Column("warranty_until", sa.Date(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_asset_part_quantity")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_asset_part_article_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["asset_part.id"], name=op.f("fk_asset_part_parent_id")),
        sa.ForeignKeyConstraint(["parts_list_id"], ["parts_list.id"], name=op.f("fk_asset_part_parts_list_id")),
        sa.ForeignKeyConstraint(["replaces_id"], ["asset_part.id"], name=op.f("fk_asset_part_replaces_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_part")),
    )
    op.create_index(op.f("ix_asset_part_article_id"), "asset_part", ["article_id"], unique=False)
    op.create_index(op.f("ix_asset_part_parent_id"), "asset_part", ["parent_id"], unique=False)
    op.create_index(op.f("ix_asset_part_parts_list_id"), "asset_part", ["parts_list_id"], unique=False)
    op.create_index(op.f("ix_asset_part_replaces_id"), "asset_part", ["replaces_id"], unique=False)
    op.create_table(
        "cover",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "treatment",
            sa.Enum(
                "included",
                "discounted",
                "charged",
                name="treatment",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("discount_percent", sa.BigInteger(), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=True),
        sa.Column("asset_model_id", sa.Integer(), nullable=True),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "hour", "expense", "item", "fee", name="linekind", native_enum=False, create_constraint=True, length=20
            ),
            nullable=True,
        ),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column(
            "cap_unit",
            sa.Enum("hours", "visits", "amount", name="capunit", native_enum=False, create_constraint=True, length=20),
            nullable=True,
        ),
        sa.Column("cap_limit", sa.BigInteger(), nullable=True),
        sa.Column(
            "cap_per",
            sa.Enum(
                "agreement_year",
                "calendar_year",
                "term",
                name="capperiod",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("warn_at", sa.BigInteger(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("amendment_id", sa.Integer(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(cap_unit is null) = (cap_limit is null)", name=op.f("ck_cover_cap")),
        sa.CheckConstraint("discount_percent between 0 and 1000000", name=op.f("ck_cover_discount")),
        sa.CheckConstraint(
            "ends_on is null or starts_on is null or ends_on >= starts_on", name=op.f("ck_cover_validity")
        ),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_cover_agreement_id")),
        sa.ForeignKeyConstraint(["amendment_id"], ["agreement_amendment.id"], name=op.f("fk_cover_amendment_id")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_cover_article_id")),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_cover_asset_id")),
        sa.ForeignKeyConstraint(["asset_model_id"], ["asset_model.id"], name=op.f("fk_cover_asset_model_id")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["agreement_amendment.id"], name=op.f("fk_cover_ended_by_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_cover_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cover")),
    )
    op.create_index(op.f("ix_cover_agreement_id"), "cover", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_cover_asset_id"), "cover", ["asset_id"], unique=False)
    op.create_table(
        "fee",
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "regular",
                "non_regular",
                "usage",
                "reduction_days",
                "price_reduction",
                name="feekind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "open", "invoiced", "credited", name="feestatus", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("base_price", sa.BigInteger(), nullable=False),
        sa.Column("index_value", sa.BigInteger(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("price_rule", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("tax_percent", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reduces_id", sa.Integer(), nullable=True),
        sa.Column("days_off", sa.Integer(), nullable=True),
        sa.Column("used_from", sa.BigInteger(), nullable=True),
        sa.Column("used_to", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(reduces_id is not null) = (kind in ('reduction_days', 'price_reduction'))", name=op.f("ck_fee_reduces")
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_fee_span")),
        sa.ForeignKeyConstraint(["reduces_id"], ["fee.id"], name=op.f("fk_fee_reduces_id")),
        sa.ForeignKeyConstraint(["subscription_id"], ["subscription.id"], name=op.f("fk_fee_subscription_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_fee_open",
        "fee",
        ["status"],
        unique=False,
        sqlite_where=sa.text("status = 'open'"),
        postgresql_where=sa.text("status = 'open'"),
    )
    op.create_index(op.f("ix_fee_reduces_id"), "fee", ["reduces_id"], unique=False)
    op.create_index("ix_fee_starts_on", "fee", ["starts_on"], unique=False)
    op.create_index(op.f("ix_fee_subscription_id"), "fee", ["subscription_id"], unique=False)
    op.create_index(
        "uq_fee_day_paid_once",
        "fee",
        ["subscription_id", "starts_on"],
        unique=True,
        sqlite_where=sa.text("kind in ('regular', 'non_regular') and status <> 'credited'"),
        postgresql_where=sa.text("kind in ('regular', 'non_regular') and status <> 'credited'"),
    )
    op.create_index(
        "uq_fee_usage_paid_once",
        "fee",
        ["subscription_id", "starts_on"],
        unique=True,
        sqlite_where=sa.text("kind = 'usage' and status <> 'credited'"),
        postgresql_where=sa.text("kind = 'usage' and status <> 'credited'"),
    )
    op.create_table(
        "fee_price",
        sa.Column(
            "code",
            sa.Enum(
                "day",
                "week",
                "month",
                "quarter",
                "year",
                name="periodcode",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=True),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("price >= 0", name=op.f("ck_fee_price_price")),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_fee_price_agreement_id")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_fee_price_article_id")),
        sa.ForeignKeyConstraint(["subscription_id"], ["subscription.id"], name=op.f("fk_fee_price_subscription_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_price")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_fee_price_agreement_id"), "fee_price", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_fee_price_article_id"), "fee_price", ["article_id"], unique=False)
    op.create_index(op.f("ix_fee_price_subscription_id"), "fee_price", ["subscription_id"], unique=False)
    op.create_table(
        "subscription_rate",
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("base", sa.BigInteger(), nullable=False),
        sa.Column("index_value", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("base >= 0 and index_value > 0", name=op.f("ck_subscription_rate_numbers")),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["subscription.id"], name=op.f("fk_subscription_rate_subscription_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription_rate")),
        sa.UniqueConstraint(
            "subscription_id", "effective_on", name=op.f("uq_subscription_rate_subscription_id_effective_on")
        ),
    )
    op.create_table(
        "fee_accrual",
        sa.Column("fee_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("reversed_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["fee_id"], ["fee.id"], name=op.f("fk_fee_accrual_fee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_accrual")),
        sa.UniqueConstraint("fee_id", "starts_on", name=op.f("uq_fee_accrual_fee_id_starts_on")),
    )
    op.create_index(
        "ix_fee_accrual_due",
        "fee_accrual",
        ["ends_on"],
        unique=False,
        sqlite_where=sa.text("posted_on is null"),
        postgresql_where=sa.text("posted_on is null"),
    )
    op.create_table(
        "service_order",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("order_type_id", sa.Integer(), nullable=True),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("agreement_line_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("sla_id", sa.Integer(), nullable=True),
        sa.Column("preferred_technician_id", sa.Integer(), nullable=True),
        sa.Column("responsible", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("internal_note", sa.String(), nullable=False),
        sa.Column("external_note", sa.String(), nullable=False),
        sa.Column(
            "progress",
            sa.Enum(
                "in_process",
                "posted",
                "cancelled",
                name="progress",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("signed_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_off_by", sa.String(), nullable=True),
        sa.Column("search", sa.String(), nullable=False),
        sa.Column(
            "priority",
            sa.Enum(
                "critical",
                "high",
                "normal",
                "low",
                name="priority",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "hand",
                "alert",
                "web",
                "agreement",
                "order",
                "subscription",
                name="origin",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("needs_booking", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("window_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("window_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_service_order_minutes")),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_service_order_agreement_id")),
        sa.ForeignKeyConstraint(
            ["agreement_line_id"], ["agreement_line.id"], name=op.f("fk_service_order_agreement_line_id")
        ),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_service_order_asset_id")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_service_order_contact_id")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_service_order_customer_id")),
        sa.ForeignKeyConstraint(["order_type_id"], ["order_type.id"], name=op.f("fk_service_order_order_type_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["service_order.id"], name=op.f("fk_service_order_parent_id")),
        sa.ForeignKeyConstraint(
            ["preferred_technician_id"], ["technician.id"], name=op.f("fk_service_order_preferred_technician_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_service_order_site_id")),
        sa.ForeignKeyConstraint(["sla_id"], ["sla.id"], name=op.f("fk_service_order_sla_id")),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name=op.f("fk_service_order_stage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_order")),
        sa.UniqueConstraint("number", name=op.f("uq_service_order_number")),
        sa.UniqueConstraint("source", name=op.f("uq_service_order_source")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_service_order_agreement_id"), "service_order", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_service_order_asset_id"), "service_order", ["asset_id"], unique=False)
    op.create_index(op.f("ix_service_order_customer_id"), "service_order", ["customer_id"], unique=False)
    op.create_index(op.f("ix_service_order_due_at"), "service_order", ["due_at"], unique=False)
    op.create_index(
        "ix_service_order_open",
        "service_order",
        ["opened_at"],
        unique=False,
        sqlite_where=sa.text("closed_at is null"),
        postgresql_where=sa.text("closed_at is null"),
    )
    op.create_index(
        "ix_service_order_open_due",
        "service_order",
        ["due_at", "id"],
        unique=False,
        sqlite_where=sa.text("closed_at is null"),
        postgresql_where=sa.text("closed_at is null"),
    )
    op.create_index(
        "ix_service_order_open_responsible",
        "service_order",
        ["responsible"],
        unique=False,
        sqlite_where=sa.text("closed_at is null"),
        postgresql_where=sa.text("closed_at is null"),
    )
    op.create_index(op.f("ix_service_order_parent_id"), "service_order", ["parent_id"], unique=False)
    op.create_index(op.f("ix_service_order_site_id"), "service_order", ["site_id"], unique=False)
    op.create_index("ix_service_order_stage_opened", "service_order", ["stage_id", "opened_at"], unique=False)
    op.create_table(
        "visit_plan",
        sa.Column("agreement_line_id", sa.Integer(), nullable=False),
        sa.Column("anchor_on", sa.Date(), nullable=False),
        sa.Column("interval_id", sa.Integer(), nullable=True),
        sa.Column("once", sa.Boolean(), nullable=False),
        sa.Column(
            "basis",
            sa.Enum("fixed", "floating", name="basis", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column(
            "window",
            sa.Enum(
                "exact",
                "week",
                "month",
                "days",
                name="windowkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("days_after", sa.Integer(), nullable=False),
        sa.Column("start_after", sa.Time(), nullable=True),
        sa.Column("end_before", sa.Time(), nullable=True),
        sa.Column(
            "closed",
            sa.Enum(
                "later",
                "earlier",
                "keep",
                "drop",
                name="closedpolicy",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("technician_id", sa.Integer(), nullable=True),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("meter_id", sa.Integer(), nullable=True),
        sa.Column("every_units", sa.BigInteger(), nullable=True),
        sa.Column("meter_tolerance", sa.BigInteger(), nullable=False),
        sa.Column("last_done_on", sa.Date(), nullable=True),
        sa.Column("units_at_last", sa.BigInteger(), nullable=True),
        sa.Column("on_condition", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("every_units is null or every_units > 0", name=op.f("ck_visit_plan_every_units")),
        sa.CheckConstraint(
            "interval_id is not null or meter_id is not null or once or on_condition", name=op.f("ck_visit_plan_due")
        ),
        sa.CheckConstraint("meter_id is null or every_units is not null", name=op.f("ck_visit_plan_meter")),
        sa.CheckConstraint("meter_id is null or not on_condition", name=op.f("ck_visit_plan_condition")),
        sa.CheckConstraint("meter_tolerance >= 0", name=op.f("ck_visit_plan_meter_tolerance")),
        sa.ForeignKeyConstraint(
            ["agreement_line_id"], ["agreement_line.id"], name=op.f("fk_visit_plan_agreement_line_id")
        ),
        sa.ForeignKeyConstraint(["interval_id"], ["service_interval.id"], name=op.f("fk_visit_plan_interval_id")),
        sa.ForeignKeyConstraint(["meter_id"], ["meter.id"], name=op.f("fk_visit_plan_meter_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_visit_plan_site_id")),
        sa.ForeignKeyConstraint(["task_id"], ["service_task.id"], name=op.f("fk_visit_plan_task_id")),
        sa.ForeignKeyConstraint(["technician_id"], ["technician.id"], name=op.f("fk_visit_plan_technician_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_plan")),
        sa.UniqueConstraint("agreement_line_id", name=op.f("uq_visit_plan_agreement_line_id")),
    )
    op.create_index(op.f("ix_visit_plan_interval_id"), "visit_plan", ["interval_id"], unique=False)
    op.create_index(op.f("ix_visit_plan_meter_id"), "visit_plan", ["meter_id"], unique=False)
    op.create_index(op.f("ix_visit_plan_task_id"), "visit_plan", ["task_id"], unique=False)
    op.create_table(
        "visit_trouble",
        sa.Column("agreement_line_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_line_id"], ["agreement_line.id"], name=op.f("fk_visit_trouble_agreement_line_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_trouble")),
        sa.UniqueConstraint("agreement_line_id", "due_on", name=op.f("uq_visit_trouble_agreement_line_id_due_on")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "alert",
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column(
            "severity",
            sa.Enum(
                "critical",
                "major",
                "minor",
                "warning",
                name="severity",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("first_value", sa.Double(), nullable=True),
        sa.Column("last_value", sa.Double(), nullable=True),
        sa.Column("peak_value", sa.Double(), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by", sa.String(), nullable=True),
        sa.Column("shelved_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shelved_by", sa.String(), nullable=True),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cleared_by", sa.String(), nullable=True),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("decision", sa.JSON(), nullable=False),
        sa.Column("under_id", sa.Integer(), nullable=True),
        sa.Column("gathered", sa.Integer(), nullable=False),
        sa.Column(
            "gathered_severity",
            sa.Enum(
                "critical",
                "major",
                "minor",
                "warning",
                name="gathered_severity",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("suppressed", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("count > 0", name=op.f("ck_alert_count")),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_alert_asset_id")),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_alert_device_id")),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name=op.f("fk_alert_order_id")),
        sa.ForeignKeyConstraint(["rule_id"], ["rule.id"], name=op.f("fk_alert_rule_id")),
        sa.ForeignKeyConstraint(["under_id"], ["alert.id"], name=op.f("fk_alert_under_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
        sa.UniqueConstraint("rule_id", "asset_id", "started_at", name=op.f("uq_alert_rule_id_asset_id_started_at")),
    )
    op.create_index("ix_alert_asset_started", "alert", ["asset_id", "started_at"], unique=False)
    op.create_index(op.f("ix_alert_cleared_at"), "alert", ["cleared_at"], unique=False)
    op.create_index(op.f("ix_alert_order_id"), "alert", ["order_id"], unique=False)
    op.create_index("ix_alert_rule_raised", "alert", ["rule_id", "raised_at"], unique=False)
    op.create_index(op.f("ix_alert_under_id"), "alert", ["under_id"], unique=False)
    op.create_index(
        "uq_alert_open",
        "alert",
        ["rule_id", "asset_id"],
        unique=True,
        sqlite_where=sa.text("cleared_at is null"),
        postgresql_where=sa.text("cleared_at is null"),
    )
    op.create_table(
        "attachment",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "document",
                "photo",
                "signature",
                name="attachmentkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name=op.f("fk_attachment_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("order_id", "sha256", "name", name=op.f("uq_attachment_order_id_sha256_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_attachment_order_id"), "attachment", ["order_id"], unique=False)
    op.create_table(
        "clock_mark",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "opened",
                "stage",
                "paused",
                "resumed",
                "responded",
                "arrived",
                "completed",
                "reopened",
                "cancelled",
                "stopped",
                "reset",
                name="markkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("stage_id", sa.Integer(), nullable=True),
        sa.Column("pauses", sa.JSON(), nullable=False),
        sa.Column("agreed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason_id", sa.Integer(), nullable=True),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name=op.f("fk_clock_mark_order_id")),
        sa.ForeignKeyConstraint(["reason_id"], ["reason.id"], name=op.f("fk_clock_mark_reason_id")),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name=op.f("fk_clock_mark_stage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_mark")),
    )
    op.create_index("ix_clock_mark_order", "clock_mark", ["order_id", "id"], unique=False)
    op.create_table(
        "fee_posting",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("fee_id", sa.Integer(), nullable=False),
        sa.Column(
            "deed",
            sa.Enum(
                "invoiced",
                "accrued",
                "reversed",
                "credited",
                name="feedeed",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("invoice_id", sa.Integer(), nullable=True),
        sa.Column("accrual_id", sa.Integer(), nullable=True),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("posted_by", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("(accrual_id is null) <> (invoice_id is null)", name=op.f("ck_fee_posting_origin")),
        sa.ForeignKeyConstraint(["accrual_id"], ["fee_accrual.id"], name=op.f("fk_fee_posting_accrual_id")),
        sa.ForeignKeyConstraint(["fee_id"], ["fee.id"], name=op.f("fk_fee_posting_fee_id")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name=op.f("fk_fee_posting_invoice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_posting")),
        sa.UniqueConstraint("fee_id", "invoice_id", name=op.f("uq_fee_posting_fee_id_invoice_id")),
        sa.UniqueConstraint("number", name=op.f("uq_fee_posting_number")),
    )
    op.create_index(op.f("ix_fee_posting_invoice_id"), "fee_posting", ["invoice_id"], unique=False)
    op.create_index("uq_fee_posting_accrual_deed", "fee_posting", ["accrual_id", "deed"], unique=True)
    op.create_table(
        "order_address",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("street", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("hint", sa.String(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name=op.f("fk_order_address_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_address")),
        sa.UniqueConstraint("order_id", name=op.f("uq_order_address_order_id")),
    )
    op.create_table(
        "order_line",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "hour", "expense", "item", "fee", name="linekind", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "created",
                "posted",
                "cancelled",
                name="linestatus",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "origin",
            sa.Enum(
                "hand",
                "alert",
                "web",
                "agreement",
                "order",
                "subscription",
                name="origin",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("technician_id", sa.Integer(), nullable=True),
        sa.Column("agreement_line_id", sa.Integer(), nullable=True),
        sa.Column("cover_id", sa.Integer(), nullable=True),
        sa.Column("full_price", sa.BigInteger(), nullable=True),
        sa.Column("cover_note", sa.String(), nullable=False),
        sa.Column("split_from_id", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("cost_price", sa.BigInteger(), nullable=False),
        sa.Column("sales_price", sa.BigInteger(), nullable=False),
        sa.Column("price_rule", sa.String(), nullable=False),
        sa.Column("price_modified", sa.Boolean(), nullable=False),
        sa.Column("tax_percent", sa.BigInteger(), nullable=False),
        sa.Column("chargeable", sa.Boolean(), nullable=False),
        sa.Column("billed", sa.Boolean(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_off_by", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "finished_at is null or started_at is null or finished_at >= started_at", name=op.f("ck_order_line_span")
        ),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_order_line_quantity")),
        sa.CheckConstraint("tax_percent >= 0", name=op.f("ck_order_line_tax")),
        sa.ForeignKeyConstraint(
            ["agreement_line_id"], ["agreement_line.id"], name=op.f("fk_order_line_agreement_line_id")
        ),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_order_line_article_id")),
        sa.ForeignKeyConstraint(["cover_id"], ["cover.id"], name=op.f("fk_order_line_cover_id")),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name=op.f("fk_order_line_order_id")),
        sa.ForeignKeyConstraint(["split_from_id"], ["order_line.id"], name=op.f("fk_order_line_split_from_id")),
        sa.ForeignKeyConstraint(["technician_id"], ["technician.id"], name=op.f("fk_order_line_technician_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_line")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_order_line_article_id"), "order_line", ["article_id"], unique=False)
    op.create_index(op.f("ix_order_line_cover_id"), "order_line", ["cover_id"], unique=False)
    op.create_index(
        "ix_order_line_created",
        "order_line",
        ["order_id"],
        unique=False,
        sqlite_where=sa.text("status = 'created'"),
        postgresql_where=sa.text("status = 'created'"),
    )
    op.create_index("ix_order_line_done_on", "order_line", ["done_on"], unique=False)
    op.create_index("ix_order_line_order_position", "order_line", ["order_id", "position"], unique=False)
    op.create_index(op.f("ix_order_line_split_from_id"), "order_line", ["split_from_id"], unique=False)
    op.create_index(
        "ix_order_line_to_bill",
        "order_line",
        ["order_id"],
        unique=False,
        sqlite_where=sa.text("status = 'posted' and chargeable = 1 and billed = 0"),
        postgresql_where=sa.text("status = 'posted' and chargeable and not billed"),
    )
    op.create_table(
        "order_link",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("after_id", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_order_link_minutes")),
        sa.CheckConstraint("order_id <> after_id", name=op.f("ck_order_link_other")),
        sa.ForeignKeyConstraint(["after_id"], ["service_order.id"], name=op.f("fk_order_link_after_id")),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name=op.f("fk_order_link_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_link")),
        sa.UniqueConstraint("order_id", "after_id", name=op.f("uq_order_link_order_id_after_id")),
    )
    op.create_index(op.f("ix_order_link_after_id"), "order_link", ["after_id"], unique=False)
    op.create_table(
        "order_skill",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name=op.f("fk_order_skill_order_id")),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_order_skill_skill_id")),
        sa.PrimaryKeyConstraint("order_id", "skill_id", name=op.f("pk_order_skill")),
    )
    op.create_table(
        "order_task",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("internal_note", sa.String(), nullable=False),
        sa.Column("external_note", sa.String(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name=op.f("fk_order_task_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_task")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_order_task_order_id"), "order_task", ["order_id"], unique=False)
    op.create_table(
        "posting",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("posted_by", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("reverses_id", sa.Integer(), nullable=True),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name=op.f("fk_posting_order_id")),
        sa.ForeignKeyConstraint(["reverses_id"], ["posting.id"], name=op.f("fk_posting_reverses_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting")),
        sa.UniqueConstraint("number", name=op.f("uq_posting_number")),
        sa.UniqueConstraint("order_id", "sequence", name=op.f("uq_posting_order_id_sequence")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_posting_reverses_id")),
    )
    op.create_table(
        "promise",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "response",
                "arrival",
                "completion",
                name="targetkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("sla_id", sa.Integer(), nullable=False),
        sa.Column("chosen_by", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "due",
                "paused",
                "met",
                "breached",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("running", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("target_seconds", sa.Integer(), nullable=False),
        sa.Column("used_seconds", sa.Integer(), nullable=False),
        sa.Column("held_seconds", sa.Integer(), nullable=False),
        sa.Column("reopened_seconds", sa.Integer(), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("overrun_seconds", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("warned_percent", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name=op.f("fk_promise_order_id")),
        sa.ForeignKeyConstraint(["sla_id"], ["sla.id"], name=op.f("fk_promise_sla_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
        sa.UniqueConstraint("order_id", "kind", name=op.f("uq_promise_order_id_kind")),
    )
    op.create_index(
        "ix_promise_next",
        "promise",
        ["next_at"],
        unique=False,
        sqlite_where=sa.text("next_at is not null"),
        postgresql_where=sa.text("next_at is not null"),
    )
    op.create_index(op.f("ix_promise_sla_id"), "promise", ["sla_id"], unique=False)
    op.create_table(
        "repair_line",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("asset_model_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("condition_id", sa.Integer(), nullable=True),
        sa.Column("symptom_id", sa.Integer(), nullable=True),
        sa.Column("diagnosis_id", sa.Integer(), nullable=True),
        sa.Column("resolution_id", sa.Integer(), nullable=True),
        sa.Column("stage_id", sa.Integer(), nullable=True),
        sa.Column("technician_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_repair_line_asset_id")),
        sa.ForeignKeyConstraint(["asset_model_id"], ["asset_model.id"], name=op.f("fk_repair_line_asset_model_id")),
        sa.ForeignKeyConstraint(["condition_id"], ["repair_code.id"], name=op.f("fk_repair_line_condition_id")),
        sa.ForeignKeyConstraint(["diagnosis_id"], ["repair_code.id"], name=op.f("fk_repair_line_diagnosis_id")),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name=op.f("fk_repair_line_order_id")),
        sa.ForeignKeyConstraint(["resolution_id"], ["repair_code.id"], name=op.f("fk_repair_line_resolution_id")),
        sa.ForeignKeyConstraint(["stage_id"], ["repair_code.id"], name=op.f("fk_repair_line_stage_id")),
        sa.ForeignKeyConstraint(["symptom_id"], ["repair_code.id"], name=op.f("fk_repair_line_symptom_id")),
        sa.ForeignKeyConstraint(["technician_id"], ["technician.id"], name=op.f("fk_repair_line_technician_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repair_line")),
    )
    op.create_index(op.f("ix_repair_line_asset_id"), "repair_line", ["asset_id"], unique=False)
    op.create_index("ix_repair_line_newest", "repair_line", ["asset_model_id", "finished_at"], unique=False)
    op.create_index(op.f("ix_repair_line_order_id"), "repair_line", ["order_id"], unique=False)
    op.create_index(
        "ix_repair_line_symptom", "repair_line", ["asset_model_id", "symptom_id", "finished_at"], unique=False
    )
    op.create_table(
        "requirement",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "person",
                "equipment",
                "facility",
                "crew",
                name="bookable",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("apart", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_requirement_minutes")),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name=op.f("fk_requirement_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requirement")),
    )
    op.create_index("ix_requirement_order", "requirement", ["order_id", "way", "position"], unique=False)
    op.create_table(
        "visit",
        sa.Column("agreement_line_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=True),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("earliest", sa.DateTime(timezone=True), nullable=False),
        sa.Column("latest", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "ordered", "done", "cancelled", name="visitstatus", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("conflict", sa.Boolean(), nullable=False),
        sa.Column("moved", sa.Boolean(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("latest > earliest", name=op.f("ck_visit_times")),
        sa.ForeignKeyConstraint(["agreement_line_id"], ["agreement_line.id"], name=op.f("fk_visit_agreement_line_id")),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name=op.f("fk_visit_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("agreement_line_id", "due_on", name=op.f("uq_visit_agreement_line_id_due_on")),
        sa.UniqueConstraint("agreement_line_id", "occurrence", name=op.f("uq_visit_agreement_line_id_occurrence")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_visit_order_id"), "visit", ["order_id"], unique=False)
    op.create_index(
        "ix_visit_ordered", "visit", ["planned_on"], unique=False, sqlite_where=sa.text("status = 'ordered'")
    )
    op.create_table(
        "visit_condition",
        sa.Column("visit_plan_id", sa.Integer(), nullable=False),
        sa.Column("metric", sa.String(), nullable=False),
        sa.Column("limit", sa.BigInteger(), nullable=False),
        sa.Column("above", sa.Boolean(), nullable=False),
        sa.Column("hold_seconds", sa.Integer(), nullable=False),
        sa.Column("gap", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("seen_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("hold_seconds >= 0 and gap >= 0", name=op.f("ck_visit_condition_numbers")),
        sa.ForeignKeyConstraint(["visit_plan_id"], ["visit_plan.id"], name=op.f("fk_visit_condition_visit_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_condition")),
        sa.UniqueConstraint("visit_plan_id", name=op.f("uq_visit_condition_visit_plan_id")),
    )
    op.create_table(
        "booking",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("technician_id", sa.Integer(), nullable=False),
        sa.Column("requirement_id", sa.Integer(), nullable=True),
        sa.Column("start_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finish_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "planned",
                "dispatched",
                "accepted",
                "travelling",
                "on_site",
                "done",
                "partly_done",
                "cancelled",
                name="bookingstatus",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "lock",
            sa.Enum(
                "none",
                "time",
                "technician",
                "both",
                "window",
                name="lock",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("travel_minutes", sa.Integer(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("travelling_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("planned_finish_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("finish_at > start_at", name=op.f("ck_booking_length")),
        sa.CheckConstraint("travel_minutes >= 0", name=op.f("ck_booking_travel")),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name=op.f("fk_booking_order_id")),
        sa.ForeignKeyConstraint(["requirement_id"], ["requirement.id"], name=op.f("fk_booking_requirement_id")),
        sa.ForeignKeyConstraint(["technician_id"], ["technician.id"], name=op.f("fk_booking_technician_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_booking_order_start", "booking", ["order_id", "start_at"], unique=False)
    op.create_index("ix_booking_start_finish", "booking", ["start_at", "finish_at"], unique=False)
    op.create_index("ix_booking_technician_start", "booking", ["technician_id", "start_at"], unique=False)
    op.create_table(
        "command",
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "sent",
                "acknowledged",
                "succeeded",
                "failed",
                "timed_out",
                "withdrawn",
                name="commandstate",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("correlation", sa.String(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("requested_by", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_command_alert_id")),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_command_device_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_command")),
        sa.UniqueConstraint("correlation", name=op.f("uq_command_correlation")),
    )
    op.create_index(op.f("ix_command_alert_id"), "command", ["alert_id"], unique=False)
    op.create_index(op.f("ix_command_device_id"), "command", ["device_id"], unique=False)
    op.create_index(
        "ix_command_open",
        "command",
        ["expires_at"],
        unique=False,
        sqlite_where=sa.text("ended_at is null"),
        postgresql_where=sa.text("ended_at is null"),
    )
    op.create_table(
        "delivery",
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "delivered",
                "given_up",
                name="deliverystate",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_delivery_alert_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
    )
    op.create_index(op.f("ix_delivery_alert_id"), "delivery", ["alert_id"], unique=False)
    op.create_index(
        "ix_delivery_next",
        "delivery",
        ["next_at"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "fee_posting_entry",
        sa.Column("fee_posting_id", sa.Integer(), nullable=False),
        sa.Column(
            "account",
            sa.Enum(
                "customer",
                "revenue",
                "accrued_revenue",
                "wip",
                name="account",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("account_number", sa.String(), nullable=False),
        sa.Column("debit", sa.BigInteger(), nullable=False),
        sa.Column("credit", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "debit >= 0 and credit >= 0 and (debit = 0 or credit = 0)", name=op.f("ck_fee_posting_entry_one_side")
        ),
        sa.ForeignKeyConstraint(
            ["fee_posting_id"], ["fee_posting.id"], name=op.f("fk_fee_posting_entry_fee_posting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_posting_entry")),
        sa.UniqueConstraint("fee_posting_id", "account", name=op.f("uq_fee_posting_entry_fee_posting_id_account")),
    )
    op.create_table(
        "invoice_line",
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("order_line_id", sa.Integer(), nullable=True),
        sa.Column("billed_line_id", sa.Integer(), nullable=True),
        sa.Column("fee_id", sa.Integer(), nullable=True),
        sa.Column("billed_fee_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("tax_percent", sa.BigInteger(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("(order_line_id is null) <> (fee_id is null)", name=op.f("ck_invoice_line_billed")),
        sa.ForeignKeyConstraint(["fee_id"], ["fee.id"], name=op.f("fk_invoice_line_fee_id")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name=op.f("fk_invoice_line_invoice_id")),
        sa.ForeignKeyConstraint(["order_line_id"], ["order_line.id"], name=op.f("fk_invoice_line_order_line_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice_line")),
        sa.UniqueConstraint("billed_fee_id", name=op.f("uq_invoice_line_billed_fee_id")),
        sa.UniqueConstraint("billed_line_id", name=op.f("uq_invoice_line_billed_line_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_invoice_line_fee_id"), "invoice_line", ["fee_id"], unique=False)
    op.create_index(op.f("ix_invoice_line_invoice_id"), "invoice_line", ["invoice_id"], unique=False)
    op.create_index(op.f("ix_invoice_line_order_line_id"), "invoice_line", ["order_line_id"], unique=False)
    op.create_table(
        "part_change",
        sa.Column("parts_list_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=True),
        sa.Column("replaced_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "added",
                "replaced",
                "quantity",
                "removed",
                "changed",
                "moved",
                name="partchangekind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("order_line_id", sa.Integer(), nullable=True),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("provided", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_part_change_agreement_id")),
        sa.ForeignKeyConstraint(["order_id"], ["service_order.id"], name=op.f("fk_part_change_order_id")),
        sa.ForeignKeyConstraint(["order_line_id"], ["order_line.id"], name=op.f("fk_part_change_order_line_id")),
        sa.ForeignKeyConstraint(["part_id"], ["asset_part.id"], name=op.f("fk_part_change_part_id")),
        sa.ForeignKeyConstraint(["parts_list_id"], ["parts_list.id"], name=op.f("fk_part_change_parts_list_id")),
        sa.ForeignKeyConstraint(["replaced_id"], ["asset_part.id"], name=op.f("fk_part_change_replaced_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part_change")),
        sa.UniqueConstraint("order_line_id", name=op.f("uq_part_change_order_line_id")),
    )
    op.create_index(op.f("ix_part_change_order_id"), "part_change", ["order_id"], unique=False)
    op.create_index(op.f("ix_part_change_part_id"), "part_change", ["part_id"], unique=False)
    op.create_index(op.f("ix_part_change_parts_list_id"), "part_change", ["parts_list_id"], unique=False)
    op.create_table(
        "plan_run",
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("steps_json", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "running",
                "paused",
                "taken_over",
                "done",
                "failed",
                name="runstate",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("step_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("memory", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("position >= 0", name=op.f("ck_plan_run_position")),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_plan_run_alert_id")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["response_plan.id"], name=op.f("fk_plan_run_plan_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_run")),
        sa.UniqueConstraint("alert_id", name=op.f("uq_plan_run_alert_id")),
    )
    op.create_index(
        "ix_plan_run_due",
        "plan_run",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("state = 'running'"),
        postgresql_where=sa.text("state = 'running'"),
    )
    op.create_index(op.f("ix_plan_run_plan_id"), "plan_run", ["plan_id"], unique=False)
    op.create_table(
        "posting_entry",
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("order_line_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "hour", "expense", "item", "fee", name="linekind", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column(
            "side",
            sa.Enum("cost", "revenue", name="side", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("debit", sa.BigInteger(), nullable=False),
        sa.Column("credit", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "debit >= 0 and credit >= 0 and (debit = 0 or credit = 0)", name=op.f("ck_posting_entry_one_side")
        ),
        sa.ForeignKeyConstraint(["order_line_id"], ["order_line.id"], name=op.f("fk_posting_entry_order_line_id")),
        sa.ForeignKeyConstraint(["posting_id"], ["posting.id"], name=op.f("fk_posting_entry_posting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting_entry")),
        sa.UniqueConstraint(
            "posting_id",
            "order_line_id",
            "side",
            "account",
            name=op.f("uq_posting_entry_posting_id_order_line_id_side_account"),
        ),
    )
    op.create_index(op.f("ix_posting_entry_order_line_id"), "posting_entry", ["order_line_id"], unique=False)
    op.create_index(op.f("ix_posting_entry_posting_id"), "posting_entry", ["posting_id"], unique=False)
    op.create_table(
        "requirement_skill",
        sa.Column("requirement_id", sa.Integer(), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name=op.f("fk_requirement_skill_requirement_id")
        ),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_requirement_skill_skill_id")),
        sa.PrimaryKeyConstraint("requirement_id", "skill_id", name=op.f("pk_requirement_skill")),
    )
    op.create_table(
        "task_check",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["order_task.id"], name=op.f("fk_task_check_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_check")),
    )
    op.create_index(op.f("ix_task_check_task_id"), "task_check", ["task_id"], unique=False)
    # ### end Alembic commands ###
    _make_journal_append_only()
    _make_orders_searchable()
    _forbid_double_bookings()


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


def _make_orders_searchable() -> None:
    """An index over every three characters of `service_order.search`; without the extension, a search reads all."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "do $$ begin create extension if not exists pg_trgm;"
            " create index ix_service_order_search on service_order using gin (search gin_trgm_ops);"
            " exception when insufficient_privilege or undefined_file or feature_not_supported then"
            " raise notice 'orders are searched without an index: %', sqlerrm; end $$"
        )
        return
    op.execute(
        "create virtual table order_search using fts5(search, content='service_order', content_rowid='id',"
        " tokenize='trigram case_sensitive 1', detail=none, columnsize=0)"
    )
    add = "insert into order_search (rowid, search) values (new.id, new.search);"
    drop = "insert into order_search (order_search, rowid, search) values ('delete', old.id, old.search);"
    for name, moment, steps in (
        ("added", "insert", add),
        ("dropped", "delete", drop),
        ("changed", "update of search", drop + add),
    ):
        op.execute(f"create trigger order_search_{name} after {moment} on service_order begin {steps} end")


def _forbid_double_bookings() -> None:
    """Nobody is booked twice at a time, whoever writes, but for what shares its time knowingly."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "alter table booking add constraint booking_overlap exclude using gist"
            " (int4range(technician_id, technician_id, '[]') with &&, tstzrange(start_at, finish_at) with &&)"
            " where (not shared and status <> 'cancelled')"
        )
        return
    for name, moment in (("added", "insert"), ("moved", "update")):
        op.execute(
            f"create trigger booking_overlap_{name} before {moment} on booking"
            " when not new.shared and new.status <> 'cancelled'"
            " begin select raise(abort, 'booking_overlap') where exists (select 1 from booking as other"
            " where other.technician_id = new.technician_id and other.start_at < new.finish_at"
            " and other.finish_at > new.start_at and other.id is not new.id"
            " and not other.shared and other.status <> 'cancelled'); end"
        )
