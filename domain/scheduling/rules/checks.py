"""One set of checks for every way to place a booking: the board while dragging, the dialog, the service."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import tzinfo

from domain.errors import Refusal
from domain.language import tr
from domain.parameters.placement_rules import Kind
from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.needs.needs import Need
from domain.scheduling.rules import beside, people, present, promises, times, ways
from domain.scheduling.rules.case import Breaches, Case
from domain.scheduling.rules.findings import Finding, Level, NeedsConfirmation, Placement, worst
from domain.scheduling.rules.terms import DEFAULT, Terms

__all__ = (
    "RULES",
    "Finding",
    "Kind",
    "Level",
    "NeedsConfirmation",
    "Placement",
    "check",
    "enforce",
    "level",
    "worst",
)

RULES: Mapping[Kind, Callable[[Case], Breaches]] = {
    Kind.KIND: people.kind,
    Kind.INACTIVE: people.inactive,
    Kind.LOCK: beside.lock,
    Kind.BEGUN: beside.begun,
    Kind.PAST: present.past,
    Kind.DEPARTURE: present.departure,
    Kind.OVERLAP: beside.overlap,
    Kind.CAPACITY: beside.capacity,
    Kind.AWAY: times.away,
    Kind.ASKED: times.asked,
    Kind.HOURS: times.hours,
    Kind.BREAK: times.breaks,
    Kind.CUSTOMER: people.customer,
    Kind.PREFERRED: people.preferred,
    Kind.SKILL: people.skill,
    Kind.RATING: people.rating,
    Kind.EXPIRED: people.expired,
    Kind.TERRITORY: people.territory,
    Kind.PARTS: people.parts,
    Kind.WINDOW: promises.window,
    Kind.DUE: promises.due,
    Kind.ORDER: promises.order,
    Kind.TRAVEL: ways.travel,
    Kind.COMMUTE: ways.commute,
    Kind.PLACE: ways.place,
}
"""All but that of the span: where it is broken, no other makes sense."""


def check(
    proposed: Placement,
    technician: BoardTechnician,
    others: Iterable[BoardBooking],
    need: Need,
    terms: Terms = DEFAULT,
    zone: tzinfo | None = None,
) -> tuple[Finding, ...]:
    """Everything that speaks against `proposed`, refusals first; times are told in `zone` (None: local)."""
    case = Case(proposed, technician, others, need, terms, zone)
    found = promises.span(case)
    if found:
        return tuple(Finding(Kind.SPAN, Level.REFUSAL, tell()) for tell in found)
    findings = [
        Finding(kind, terms.levels[kind], tell())
        for kind, rule in RULES.items()
        if kind in terms.levels
        for tell in rule(case)
    ]
    return tuple(sorted(findings, key=_weight)) if findings else ()


def level(
    proposed: Placement,
    technician: BoardTechnician,
    others: Iterable[BoardBooking],
    need: Need,
    terms: Terms = DEFAULT,
    zone: tzinfo | None = None,
) -> Level | None:
    """The heaviest level of what `check` would find, without its sentences."""
    case = Case(proposed, technician, others, need, terms, zone)
    if promises.span(case):
        return Level.REFUSAL
    found = None
    for kind, rule in RULES.items():
        weight = terms.levels.get(kind)
        if weight is not None and weight is not found and rule(case):
            if weight is Level.REFUSAL:
                return weight
            found = weight
    return found


def enforce(findings: Sequence[Finding], *, override: bool, reason: str = "", reason_required: bool = False) -> None:
    """Raise Refusal for anything forbidden or a missing reason, NeedsConfirmation for warnings not yet overridden."""
    refused = [finding.sentence for finding in findings if finding.level is Level.REFUSAL]
    if refused:
        raise Refusal(" ".join(refused))
    if findings and not override:
        raise NeedsConfirmation(findings)
    if findings and reason_required and not reason.strip():
        raise Refusal(tr("Say why it is placed in spite of the warnings."), field="reason")


def _weight(finding: Finding) -> bool:
    return finding.level is not Level.REFUSAL
