"""The section of goals of planning."""

from decimal import Decimal

from msgspec.structs import asdict

from app.settings.planning_profiles.fields import profile_fields
from app.settings.planning_profiles.small_fields import DeliveredField, NoteField
from app.settings.planning_profiles.source import SOURCE, can_be_default, copy, make_default
from app.settings.planning_profiles.values import FIRST_LIMIT, limit_of, of_goals, values
from app.settings.planning_profiles.words import limit_words, unit_words
from app.settings.section import Deed, Section
from app.settings.source import Loaded
from app.settings.words import name_or_off
from app.shared.chips import Chip
from app.shared.columns import Column
from app.shared.forms import Form
from domain.language import tr
from domain.planning.goals import Goals
from domain.planning.profiles import DEAREST
from domain.planning.queries import ProfileRow


def planning_profiles_section() -> Section[ProfileRow]:
    return Section(
        key="planning_profiles",
        title=tr("Planning goals"),
        icon="zap",
        new_title=tr("New planning goals"),
        hint=tr("What a good plan is, as prices: ways, lateness, who comes, and how much may change."),
        source=SOURCE,
        columns=(
            Column("name", tr("Name"), _marked, width=136, strong=True, tone=_tone),
            Column("default", tr("Default"), _default, width=92, chip=_default_chip),
            Column("limit", tr("Applies by itself"), _limit, width=150, stretch=True, muted=True, tip=_limit),
        ),
        fields=profile_fields(),
        values=values,
        name=lambda row: row.name,
        follow=_follow,
        uncover=_uncover,
        deeds=(
            Deed("profile_default", tr("Make it the default"), "Ctrl+Shift+F", "star", make_default, can_be_default),
            Deed("profile_copy", tr("Duplicate"), "Ctrl+Shift+C", "copy", copy),
        ),
        form_share=60,
        least={"limit": 350},
    )


def _marked(row: ProfileRow) -> str:
    return name_or_off(row.name, active=row.active)


def _tone(row: ProfileRow) -> str:
    return "" if row.active else "neutral"


def _default(row: ProfileRow) -> str:
    return tr("default") if row.is_default else ""


def _default_chip(row: ProfileRow) -> Chip | None:
    return Chip(tr("default"), "accent", soft=True) if row.is_default else None


def _limit(row: ProfileRow) -> str:
    return limit_words(row.limit)


def _follow(form: Form, _row: ProfileRow | None, _loaded: Loaded[ProfileRow]) -> None:
    """Take the prices as delivered where somebody wants them, and ask only for what counts."""
    delivered, unit, note = (form.fields[name] for name in ("delivered", "unit", "in_words"))
    assert isinstance(delivered, DeliveredField)
    assert isinstance(unit, NoteField)
    assert isinstance(note, NoteField)
    if (goals := delivered.take()) is not None:
        _show_prices(form, goals)
    form.show_field("overtime", shown=form.fields["overtime_minutes"].value() > 0)
    given = form.values()
    if isinstance(given["travel"], Decimal) and given["travel"] <= DEAREST:
        unit.say(unit_words(float(given["travel"])))
    for name in (*(f"limit.{each}" for each in asdict(FIRST_LIMIT)), "in_words"):
        form.show_field(name, shown=given["applies"])
    note.say(tr("By itself: {words}.", words=limit_words(limit_of(given))))


def _show_prices(form: Form, goals: Goals) -> None:
    for name, value in of_goals(goals).items():
        form.fields[name].set_value(value)
    form.forgive()  # what was said beside a price was said of another one


def _uncover(form: Form, name: str) -> None:
    """The price of overtime is folded away where none is allowed."""
    if name == "overtime":
        form.show_field(name, shown=True)
