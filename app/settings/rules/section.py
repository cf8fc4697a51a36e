"""The section of rules."""

from collections.abc import Sequence
from functools import partial

from app.settings.exchange_field import ExchangeField
from app.settings.rules.condition_field import ConditionField, OwnConditionField
from app.settings.rules.following import follow, uncover
from app.settings.rules.level_line import LevelLine
from app.settings.rules.plan_field import OwnOrderField, PlanField
from app.settings.rules.scope_field import ScopeField
from app.settings.rules.small_fields import MoreField, ScheduleField, SpanField
from app.settings.rules.source import copy, source, switch
from app.settings.rules.trial_field import TrialField
from app.settings.rules.values import values
from app.settings.rules.words import clearings, groupings
from app.settings.section import Deed, Section
from app.settings.words import yes_or_no
from app.shared.chips import severity_chip
from app.shared.columns import RIGHT, Column
from app.shared.desk import Desk
from app.shared.fields import CheckField, ChoiceField, Field, LongTextField, NumberField, TextField
from app.shared.kit import Kit
from app.shared.rows_field import RowsField
from app.shared.search_choice import SearchChoiceField
from domain.language import tr
from domain.monitoring.rule_file import read, written
from domain.monitoring.rule_queries import RuleRow
from domain.monitoring.rule_service import MOST_STORM
from domain.words import Priority, Severity

MOST_MINUTES = 60 * 24 * 30


def rules_section(kit: Kit, desk: Desk) -> Section[RuleRow]:
    return Section(
        key="rules",
        title=tr("Rules"),
        icon="bell-ring",
        new_title=tr("New rule"),
        hint=tr("What is watched in what devices tell, how bad it is, and whether an order follows."),
        source=source(kit),
        columns=_columns(kit),
        fields=_fields(kit, desk),
        values=values,
        name=lambda row: row.name,
        follow=follow,
        uncover=uncover,
        deeds=(
            Deed("rule_switch", tr("Switch on or off"), "Ctrl+Shift+S", "play", switch),
            Deed("rule_copy", tr("Duplicate"), "Ctrl+Shift+C", "copy", copy),
        ),
        form_share=62,
        least={"order": 760, "lately": 680, "holds_for": 600, "words": 480, "open": 380, "severity": 320},
    )


def _columns(kit: Kit) -> Sequence[Column[RuleRow]]:
    number = kit.times.number
    return (
        Column("name", tr("Name"), lambda row: row.name, width=140, stretch=True, strong=True, tone=_tone),
        Column("words", tr("Raises an alert"), lambda row: row.words, width=200, muted=True, tip=lambda row: row.words),
        Column("holds_for", tr("Holds for"), lambda row: row.holds_for, width=110, muted=True),
        Column(
            "severity", tr("Severity"), lambda row: row.draft.severity.label, width=92,
            chip=lambda row: severity_chip(row.draft.severity), sort=lambda row: row.draft.severity.rank,
        ),
        Column("order", tr("Order"), _order, width=70, muted=True),
        Column("active", tr("Active"), lambda row: yes_or_no(row.draft.active), width=60, muted=True),
        Column(
            "open", tr("Open"), lambda row: number(row.open_alerts), width=56, align=RIGHT,
            sort=lambda row: row.open_alerts, tip=_open_tip,
        ),
        Column(
            "lately", tr("30 days"), lambda row: number(row.lately), width=64, align=RIGHT,
            sort=lambda row: row.lately, tip=_lately_tip,
        ),
    )  # fmt: skip


def _tone(row: RuleRow) -> str:
    return "" if row.draft.active else "neutral"


def _order(row: RuleRow) -> str:
    return yes_or_no(row.draft.opens_order) if row.draft.plan_id is None else tr("by plan")


def _open_tip(_row: RuleRow) -> str:
    return tr("Alerts that are open now")


def _lately_tip(_row: RuleRow) -> str:
    return tr("Alerts of the last 30 days")


def _fields(kit: Kit, desk: Desk) -> Sequence[Field]:
    return (
        TextField("name", tr("Name")),
        ScopeField("scope", tr("Holds for")),
        ConditionField("when", tr("Raises an alert when"), kit.theme),
        SpanField("duration", tr("and has been so for")),
        ChoiceField("severity", tr("Severity"), [(each, each.label) for each in Severity]),
        PlanField("plan_id", tr("Response plan")),
        OwnOrderField("opens_order", tr("Opens a service order")),
        CheckField("active", tr("Active")),
        TrialField("trial", tr("What it would have done"), kit, desk),
        MoreField("more"),
        *_ending(kit),
        *_counting(kit),
        *_responding(),
        ExchangeField("file", tr("As a file"), tr("Rules (*.json)"), read, written),
    )


def _ending(kit: Kit) -> Sequence[Field]:
    return (
        ChoiceField("clearing", tr("The alert ends"), list(clearings().items())),
        OwnConditionField("clear_when", tr("Ends when"), tr("A condition of its own ends the alert"), kit.theme),
        SpanField("clear_duration", tr("and that has been so for")),
        SpanField("silence", tr("Nothing wrong came for")),
        SpanField("reopens", tr("The same alert is opened again within")),
    )


def _counting(kit: Kit) -> Sequence[Field]:
    return (
        RowsField("levels", tr("Worse while also"), partial(LevelLine, kit.theme), tr("Add a severity")),
        ScheduleField("schedule", tr("Counts only at these hours")),
        SearchChoiceField("zone", tr("Time zone of hours")),
    )


def _responding() -> Sequence[Field]:
    return (
        ChoiceField("priority", tr("Priority of the order"), [(each, each.label) for each in Priority]),
        ChoiceField("skill_id", tr("Skill")),
        NumberField("minutes", tr("Minutes expected"), least=1, most=MOST_MINUTES),
        LongTextField("advice", tr("Advice for who takes care")),
        ChoiceField("grouping", tr("Alerts are gathered"), list(groupings().items())),
        NumberField("storm_limit", tr("Gathered as a storm beyond so many alerts (0: never)"), most=MOST_STORM),
        SpanField("storm_seconds", tr("within")),
        CheckField("quiet_while_visited", tr("Raises nothing while somebody works on the asset")),
    )
