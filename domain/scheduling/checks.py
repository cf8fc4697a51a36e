"""One set of checks for every way to place a booking: the board while dragging, the dialog, the service."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from domain.errors import Refusal
from domain.language import day_words, tr
from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.needs import Need


class Level(StrEnum):
    """How much a finding weighs: a refusal is final, a warning asks for a confirmation."""

    REFUSAL = "refusal"
    WARNING = "warning"


class Kind(StrEnum):
    """What a finding is about."""

    SPAN = "span"
    OVERLAP = "overlap"
    SKILL = "skill"
    HOURS = "hours"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Placement:
    """A wish to have a booking with a technician at a time; `booking_id` is the one being moved, if any."""

    technician_id: int
    start: datetime
    finish: datetime
    booking_id: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that speaks against a placement, in a sentence the dispatcher reads."""

    kind: Kind
    level: Level
    sentence: str


class NeedsConfirmation(Refusal):
    """Nothing forbids the placement, but the user must see the warnings and say yes first."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(" ".join(finding.sentence for finding in findings))
        self.findings = tuple(findings)


def check(
    proposed: Placement,
    technician: BoardTechnician,
    others: Iterable[BoardBooking],
    need: Need,
    zone: tzinfo | None = None,
) -> tuple[Finding, ...]:
    """Everything that speaks against `proposed`, refusals first; times are told in `zone` (None: local)."""
    if proposed.finish <= proposed.start:
        return (Finding(Kind.SPAN, Level.REFUSAL, tr("The finish must be after the start.")),)
    return (
        *_overlaps(proposed, technician, others, zone),
        *_skills(technician, need),
        *_hours(proposed, technician, zone),
        *_due(proposed, need, zone),
    )


def worst(findings: Iterable[Finding]) -> Level | None:
    """The heaviest level among the findings, None if there are none."""
    levels = {finding.level for finding in findings}
    if Level.REFUSAL in levels:
        return Level.REFUSAL
    return Level.WARNING if levels else None


def enforce(findings: Sequence[Finding], *, override: bool) -> None:
    """Raise Refusal for anything forbidden, NeedsConfirmation for warnings not yet overridden."""
    refused = [finding.sentence for finding in findings if finding.level is Level.REFUSAL]
    if refused:
        raise Refusal(" ".join(refused))
    if findings and not override:
        raise NeedsConfirmation(findings)


def _overlaps(
    proposed: Placement, technician: BoardTechnician, others: Iterable[BoardBooking], zone: tzinfo | None
) -> list[Finding]:
    hits = [
        other
        for other in others
        if other.technician_id == proposed.technician_id
        and other.id != proposed.booking_id
        and other.start < proposed.finish
        and proposed.start < other.finish
    ]
    return [
        Finding(
            Kind.OVERLAP,
            Level.REFUSAL,
            tr(
                "{name} already has {number}, {start}–{finish}.",
                name=technician.name,
                number=hit.number,
                start=_time(hit.start, proposed.start, zone),
                finish=_time(hit.finish, hit.start, zone),
            ),
        )
        for hit in sorted(hits, key=lambda hit: (hit.start, hit.id))
    ]


def _skills(technician: BoardTechnician, need: Need) -> list[Finding]:
    return [
        Finding(
            Kind.SKILL,
            Level.WARNING,
            tr("{name} lacks the skill {skill}.", name=technician.name, skill=skill),
        )
        for skill in sorted(need.skills - technician.skills)
    ]


def _hours(proposed: Placement, technician: BoardTechnician, zone: tzinfo | None) -> list[Finding]:
    if _covered(proposed, technician.working):
        return []
    day = proposed.start.astimezone(zone).date()
    shifts = [
        f"{_time(start, proposed.start, zone)}–{_time(finish, start, zone)}"
        for start, finish in sorted(technician.working)
        if start.astimezone(zone).date() == day
    ]
    if shifts:
        hours = ", ".join(shifts)
        sentence = tr("Outside the working hours of {name}, {hours}.", name=technician.name, hours=hours)
    else:
        sentence = tr("{name} does not work that day.", name=technician.name)
    return [Finding(Kind.HOURS, Level.WARNING, sentence)]


def _covered(proposed: Placement, working: Iterable[tuple[datetime, datetime]]) -> bool:
    """Whether the working intervals, which may touch or overlap, hold the whole placement."""
    reached = proposed.start
    for start, finish in sorted(working):
        if start > reached:
            return False
        reached = max(reached, finish)
        if reached >= proposed.finish:
            return True
    return False


def _due(proposed: Placement, need: Need, zone: tzinfo | None) -> list[Finding]:
    if need.due is None or proposed.finish <= need.due:
        return []
    sentence = tr("Finishes after the due time, {due}.", due=_time(need.due, proposed.finish, zone))
    return [Finding(Kind.DUE, Level.WARNING, sentence)]


def _time(moment: datetime, beside: datetime, zone: tzinfo | None) -> str:
    """The local time, with its date unless it is the day the reader is looking at anyway."""
    local = moment.astimezone(zone)
    if local.date() == beside.astimezone(zone).date():
        return f"{local:%H:%M}"
    return f"{day_words(local.date())} {local:%H:%M}"
