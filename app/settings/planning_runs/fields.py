"""The form of a run: when it begins, what it plans, for whom, and what becomes of it."""

from collections.abc import Sequence

from app.settings.calendars.names import weekdays
from app.settings.fields import ChecksField
from app.settings.planning_profiles.rows import CountField
from app.settings.planning_profiles.small_fields import HeadingField, NoteField
from app.settings.planning_runs.small_fields import ClockField, TicksField, TogglesField, UsualChoiceField, ZoneField
from app.shared.fields import CheckField, ChoiceField, Field, TextField
from domain.language import tr
from domain.planning.automatic.model import Trigger
from domain.planning.automatic.service import MOST_DAYS
from domain.planning.scope import Touch

MOST_FROZEN = MOST_DAYS * 24 * 60


def run_fields() -> Sequence[Field]:
    """All that is asked of a run."""
    return (
        NoteField("history", tr("How it got on")),
        TextField("name", tr("Name"), tr("Such as: every morning")),
        UsualChoiceField("profile_id", tr("Goals")),
        *_beginning(),
        *_planning(),
        *_people(),
        *_becoming(),
    )


def _beginning() -> Sequence[Field]:
    return (
        HeadingField("when", tr("When it begins")),
        ChoiceField("begins", tr("It begins"), [(each, each.label) for each in Trigger]),
        TogglesField("weekdays", tr("On these days"), list(enumerate(weekdays(short=True)))),
        ClockField("at", tr("At what time")),
        ChecksField("after", tr("It begins after"), _causes()),
        ZoneField("zone", tr("Time zone of its days")),
    )


def _causes() -> Sequence[tuple[str, str]]:
    return (
        ("after_orders", tr("a new order")),
        ("after_alerts", tr("an alert that led to an order")),
        ("after_delays", tr("a delay, a cancellation, an absence, or work only partly done")),
    )


def _planning() -> Sequence[Field]:
    return (
        HeadingField("what", tr("What it plans")),
        CountField("days", tr("How many days, today being the first"), tr("days"), "", MOST_DAYS, 1),
        CountField(
            "frozen_minutes", tr("Leaves alone what begins within the next"), tr("min"), tr("none"), MOST_FROZEN
        ),
        ChoiceField("touch", tr("May be moved"), [(each, each.label) for each in Touch]),
        ChoiceField("seconds", tr("Time to look")),
    )


def _people() -> Sequence[Field]:
    hint = tr("Who is ticked here, and who looks after a ticked territory. Without any tick it plans for everybody.")
    return (
        HeadingField("people", tr("For whom"), hint),
        TicksField("technicians", tr("Technicians"), tr("No technicians")),
        TicksField("territories", tr("Territories"), tr("No territories")),
    )


def _becoming() -> Sequence[Field]:
    return (
        HeadingField("becomes", tr("What becomes of it")),
        CheckField("applies", tr("Applies what it finds by itself, within what its goals allow")),
        NoteField("allowed", tr("What its goals allow")),
        CheckField("active", tr("Active")),
    )
