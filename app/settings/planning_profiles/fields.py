"""The form of a profile: every price in words, in groups."""

from collections.abc import Sequence
from functools import partial

from app.settings.planning_profiles.grid_field import GridField
from app.settings.planning_profiles.rows import CountField, PriceField
from app.settings.planning_profiles.small_fields import DeliveredField, HeadingField, NoteField
from app.shared.fields import CheckField, Field, TextField
from domain.language import tr
from domain.planning.goals import ByPriority, Goals
from domain.planning.profiles import LONGEST_OVERTIME

USUAL = Goals()
USUAL_LATE = ByPriority(5.0, 2.0, 1.0, 0.5)
USUAL_PRICE = 30.0
MOST = 9_999


def profile_fields() -> Sequence[Field]:
    """Name, prices, what may be done without asking, and whether it is offered."""
    return (
        TextField("name", tr("Name")),
        NoteField("unit", tr("What a price is")),
        DeliveredField("delivered", tr("Take the prices as delivered")),
        *_ways(),
        *_promises(),
        *_people(),
        *_changes(),
        *_applying(),
        CheckField("active", tr("Offered to those who plan")),
    )


def _ways() -> Sequence[Field]:
    points = partial(PriceField, unit=tr("points"))
    return (
        HeadingField("ways", tr("Ways and time")),
        points("travel", tr("A minute on the road")),
        points("waiting", tr("A minute of waiting before a job")),
        CountField(
            "overtime_minutes", tr("Overtime allowed at the end of a day"), tr("min"), tr("none"), LONGEST_OVERTIME
        ),
        points("overtime", tr("A minute of overtime")),
    )


def _promises() -> Sequence[Field]:
    return (
        HeadingField("promises", tr("Promises")),
        GridField("late", tr("A minute after the due time, in points"), USUAL_LATE, never=True),
        HeadingField("omitted", tr("Left out")),
        GridField("left_out", tr("An order for which nobody has time, in points"), USUAL.left_out),
    )


def _people() -> Sequence[Field]:
    points = partial(PriceField, unit=tr("points"))
    return (
        HeadingField("people", tr("People")),
        points("not_preferred", tr("Somebody comes whom the customer does not prefer"), never=True, usual=USUAL_PRICE),
        points("other_territory", tr("Somebody goes to a territory of others"), never=True, usual=USUAL_PRICE),
        points("overqualified", tr("Each skill of whoever comes that the job does not need")),
        points("unfair", tr("A minute of work and ways above the fair share of a day")),
    )


def _changes() -> Sequence[Field]:
    points = partial(PriceField, unit=tr("points"))
    return (
        HeadingField("changes", tr("Changes to the plan")),
        points("moved", tr("A booking begins at another time")),
        points("given_away", tr("A booking goes to somebody else")),
        points("taken_off", tr("A booking is taken off the board")),
        PriceField("promised", tr("As many times as dear where technician or customer were told"), tr("times")),
    )


def _applying() -> Sequence[Field]:
    none = tr("none")
    return (
        HeadingField(
            "by_itself",
            tr("May apply by itself"),
            tr("What automatic planning finds with these goals. An order that waits may always be put on the board."),
        ),
        CheckField("applies", tr("Without being asked, as long as it changes no more than this")),
        CountField("limit.moved", tr("Bookings at another time or with somebody else"), "", none, MOST),
        CountField("limit.minutes", tr("How far one of them is moved"), tr("min"), none, MOST),
        CountField("limit.taken_off", tr("Bookings taken off the board"), "", none, MOST),
        CountField("limit.promised", tr("Of all these, those of which somebody was told"), "", none, MOST),
        NoteField("in_words", tr("In words")),
    )
