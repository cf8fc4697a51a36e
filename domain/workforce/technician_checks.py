"""What of a technician is refused, beside the field it is about."""

from dataclasses import replace
from decimal import Decimal

from domain.calendars.model import WorkingCalendar
from domain.errors import Refusal
from domain.language import tr
from domain.money import exact
from domain.parties import checks
from domain.store.names import is_taken
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.drafts import TechnicianDraft
from domain.workforce.model import Bookable, DayPlace, Team, Technician
from domain.workforce.working_hours import WeeklyShift, minutes_into, overlap

LONGEST_CATEGORY = 60
LONGEST_VEHICLE = 60
BEST_RATING = 5
MOST_AT_ONCE = 100


def checked(work: UnitOfWork, draft: TechnicianDraft, own: int | None) -> TechnicianDraft:
    """The draft as it can be kept. Raises Refusal."""
    name = checks.name(draft.name)
    if is_taken(work.session, Technician.name, name, own):
        raise Refusal(tr("There is a technician {name} already; add what tells them apart.", name=name), field="name")
    if draft.team_id is None:
        raise Refusal(tr("Choose the team; new ones are made in the section “Teams”."), field="team_id")
    _check_places(work.get(Team, draft.team_id), draft)
    if draft.calendar_id is not None:
        work.get(WorkingCalendar, draft.calendar_id)
    _check_kind(draft)
    _check_skills(draft)
    check_shifts(draft.shifts)
    return replace(
        draft,
        name=name,
        timezone=checks.timezone(draft.timezone),
        latitude=checks.latitude(draft.latitude),
        longitude=checks.longitude(draft.longitude),
        phone=checks.phone(draft.phone),
        email=checks.email(draft.email),
        cost_rate=_rate(draft.cost_rate),
        category=_short(draft.category, "category", LONGEST_CATEGORY),
        vehicle=_short(draft.vehicle, "vehicle", LONGEST_VEHICLE),
    )


def _check_places(team: Team, draft: TechnicianDraft) -> None:
    if team.latitude is None:
        for field in ("starts_at", "ends_at"):
            if getattr(draft, field) is DayPlace.OFFICE:
                sentence = tr("Nobody has entered where the office of the team “{name}” is.", name=team.name)
                raise Refusal(sentence, field=field)


def _check_kind(draft: TechnicianDraft) -> None:
    if not 1 <= draft.capacity <= MOST_AT_ONCE:
        raise Refusal(tr("Between 1 and {count}.", count=MOST_AT_ONCE), field="capacity")
    if draft.capacity > 1 and draft.kind is not Bookable.FACILITY:
        raise Refusal(tr("Only a facility takes several bookings at once."), field="capacity")
    if draft.members and draft.kind is not Bookable.CREW:
        raise Refusal(tr("Only a crew has members."), field="members")


def _rate(entered: Decimal | None) -> Decimal | None:
    if entered is not None and entered < 0:
        raise Refusal(tr("An hour costs nothing or more."), field="cost_rate")
    return None if entered is None else exact(entered, "cost_rate")


def _check_skills(draft: TechnicianDraft) -> None:
    if any(not 0 <= held.rating <= BEST_RATING for held in draft.skills):
        raise Refusal(tr("A rating is between 1 and {count}.", count=BEST_RATING), field="skills")
    if len({held.skill_id for held in draft.skills}) < len(draft.skills):
        raise Refusal(tr("Each skill is there once."), field="skills")


def check_shifts(shifts: frozenset[WeeklyShift]) -> None:
    """Refuse hours that overlap, and breaks that do not fit. Raises Refusal."""
    if overlap(shifts) is not None:
        raise Refusal(tr("These hours overlap each other."), field="shifts")
    if not all(map(break_fits, shifts)):
        raise Refusal(tr("A break fits into its shift, between the two times."), field="shifts")


def break_fits(shift: WeeklyShift) -> bool:
    """Whether the break of a shift, if it has one, lies in it with room to move it."""
    if not shift.break_minutes:
        return True
    length = minutes_into(shift, shift.finish) or 24 * 60
    since = 0 if shift.break_from is None else minutes_into(shift, shift.break_from)
    until = length if shift.break_until is None else minutes_into(shift, shift.break_until)
    return 0 <= since < until <= length and 0 < shift.break_minutes <= until - since


def _short(entered: str, field: str, longest: int) -> str:
    text = entered.strip()
    if len(text) > longest:
        raise Refusal(tr("At most {count} letters.", count=longest), field=field)
    return text
