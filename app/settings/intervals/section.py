"""The section of service intervals."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from app.settings.intervals.day_lines import BreakLine, DayLine
from app.settings.intervals.meaning_field import MeaningField
from app.settings.intervals.rule_line import RuleLine
from app.settings.intervals.source import SOURCE, interval_of
from app.settings.section import Section
from app.settings.source import Loaded
from app.settings.words import yes_or_no
from app.shared.columns import RIGHT, Column
from app.shared.fields import CheckField, NumberField, TextField
from app.shared.forms import Form
from app.shared.kit import Kit
from app.shared.rows_field import RowsField
from domain.language import tr
from domain.visits.checks import MOST
from domain.visits.interval import Interval, Rule, Unit
from domain.visits.queries import IntervalRow

MONTHLY = Interval((Rule(Unit.MONTH),))


def intervals_section(kit: Kit) -> Section[IntervalRow]:
    theme, today = kit.theme, kit.times.local(kit.times.now()).date()
    return Section(
        key="intervals",
        title=tr("Service intervals"),
        icon="calendar-clock",
        new_title=tr("New service interval"),
        hint=tr("How often the services of agreements fall due."),
        source=SOURCE,
        columns=(
            Column("name", tr("Name"), lambda row: row.draft.name, width=120, strong=True),
            Column(
                "words", tr("Falls due"), lambda row: row.words, stretch=True, muted=True, tip=lambda row: row.words
            ),
            Column("lines", tr("Lines"), lambda row: str(row.lines), sort=lambda row: row.lines, width=60, align=RIGHT),
            Column("active", tr("Offered"), lambda row: yes_or_no(row.active), width=70, muted=True),
        ),
        fields=(
            TextField("name", tr("Name")),
            MeaningField("meaning", tr("That means"), today),
            RowsField("include", tr("Falls due"), partial(RuleLine, theme), tr("Add a rule")),
            RowsField("exclude", tr("But not"), partial(RuleLine, theme), tr("Leave days out")),
            RowsField("breaks", tr("Breaks"), partial(BreakLine, theme), tr("Add a break")),
            RowsField("extra", tr("Also on"), partial(DayLine, theme), tr("Add a day")),
            NumberField("count", tr("Ends after so many visits; 0 for never"), most=MOST),
            CheckField("active", tr("Offered for further lines")),
        ),
        values=_values,
        name=lambda row: row.draft.name,
        follow=_follow,
        form_share=64,
        least={"active": 380, "lines": 320, "words": 260},
    )


def _values(row: IntervalRow | None, _beside: IntervalRow | None) -> Mapping[str, Any]:
    interval = MONTHLY if row is None else row.draft.interval
    return {
        "name": "" if row is None else row.draft.name,
        "meaning": None,
        "include": interval.include,
        "exclude": interval.exclude,
        "breaks": interval.breaks,
        "extra": interval.extra,
        "count": interval.count or 0,
        "active": row is None or row.active,
    }


def _follow(form: Form, _row: IntervalRow | None, _loaded: Loaded[IntervalRow]) -> None:
    meaning = form.fields["meaning"]
    if isinstance(meaning, MeaningField):
        meaning.show_interval(interval_of(form.values()))
