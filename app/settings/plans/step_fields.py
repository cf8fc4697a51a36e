"""The inputs of a step, for all kinds of steps."""

from collections.abc import Sequence
from functools import partial

from app.settings.plans import words
from app.settings.plans.article_line import ArticleLine
from app.settings.plans.group_field import GroupField
from app.settings.plans.values_field import ValuesField
from app.settings.rules.small_fields import SpanField
from app.shared.fields import CheckField, ChoiceField, Field, NumberField, TextField
from app.shared.rows_field import RowsField
from app.shared.skills_field import SkillsField
from app.shared.theme import Theme
from domain.language import tr
from domain.orders.header import MAX_MINUTES


def step_fields(theme: Theme) -> Sequence[Field]:
    """What the step is, what it needs, when it is taken, and where it leads to."""
    return (
        ChoiceField("kind", tr("This step"), list(words.kinds().items())),
        *_telling(),
        ChoiceField("command", tr("Command")),
        ValuesField("values", tr("Values")),
        ChoiceField("awaited", tr("and waits for"), words.awaited()),
        ChoiceField("until", tr("until"), words.untils()),
        SpanField("seconds", tr("no longer than")),
        SpanField("patience", tr("once nobody has acknowledged for")),
        *_ordering(theme),
        GroupField("only", tr("Only where the alert is"), _conditions()),
        GroupField("ways", tr("Its place in the plan"), _ways()),
    )


def _telling() -> Sequence[Field]:
    return (
        TextField("to", tr("Addresses, parted by commas"), "oncall@example.com"),
        CheckField("technician", tr("and the technicians booked for the order")),
        TextField("text", tr("What is said")),
        TextField("url", tr("URL"), "https://host/path"),
    )


def _ordering(theme: Theme) -> Sequence[Field]:
    return (
        CheckField("attach", tr("Joins the newest open order of the asset, if there is one")),
        GroupField(
            "order",
            tr("A new order has"),
            (
                ChoiceField("priority", tr("Priority"), words.priorities()),
                ChoiceField("order_type_id", tr("Type")),
                ChoiceField("sla_id", tr("SLA")),
                NumberField("minutes", tr("Minutes (0: those of the rule)"), most=MAX_MINUTES),
                ChoiceField("calendar_id", tr("Waits for office hours of")),
            ),
        ),
        SkillsField(),
        RowsField("articles", tr("Articles"), partial(ArticleLine, theme), tr("Add an article")),
    )


def _conditions() -> Sequence[Field]:
    return (
        ChoiceField("severity", tr("Severity"), words.severities()),
        ChoiceField("during", tr("State"), words.durings()),
        ChoiceField("office", tr("Time"), words.offices()),
        ChoiceField("calendar_id", tr("Calendar")),
        ChoiceField("covered", tr("Covered"), words.covers()),
    )


def _ways() -> Sequence[Field]:
    return (
        TextField("name", tr("Name, to lead here"), tr("none")),
        ChoiceField("then", tr("Done: goes on with")),
        ChoiceField("otherwise", tr("Not done, or in vain: goes on with")),
    )
