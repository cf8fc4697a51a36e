"""An SLA as it is entered and shown, and what is refused of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from domain.errors import Refusal
from domain.language import tr
from domain.sla.clock import TargetKind
from domain.sla.model import LevelAction
from domain.words import Priority

LONGEST_NAME = 100
MOST_MINUTES = 60 * 24 * 366
MOST_PERCENT = 1000


@dataclass(frozen=True, slots=True)
class LevelDraft:
    """At `percent` of the time of a target something is done; without a `kind`, of each target."""

    percent: int
    action: LevelAction
    kind: TargetKind | None = None
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class SlaDraft:
    """An SLA; targets are working minutes by kind and priority."""

    name: str
    calendar_id: int
    targets: Mapping[tuple[TargetKind, Priority], int] = field(default_factory=dict)
    levels: tuple[LevelDraft, ...] = ()
    description: str = ""


def checked(draft: SlaDraft) -> SlaDraft:
    """The draft as it is kept. Raises Refusal at "name", "levels" or the target, such as "arrival.high"."""
    name = draft.name.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refusal(tr("A name has between 1 and {count} letters.", count=LONGEST_NAME), field="name")
    for (kind, priority), minutes in draft.targets.items():
        if not 0 < minutes <= MOST_MINUTES:
            raise Refusal(tr("A promise is for at least a minute and at most a year."), field=f"{kind}.{priority}")
    for priority in Priority:
        _check_priority(draft, priority)
    return replace(
        draft,
        name=name,
        description=draft.description.strip(),
        levels=tuple(sorted({_level(each) for each in draft.levels}, key=_by_percent)),
    )


def _check_priority(draft: SlaDraft, priority: Priority) -> None:
    """Every priority is promised something, and nothing later than what follows from it."""
    given = [(kind, minutes) for kind in TargetKind if (minutes := draft.targets.get((kind, priority)))]
    if not given:
        raise Refusal(
            tr("Nothing is promised for orders of priority “{priority}”.", priority=priority.label),
            field=f"{TargetKind.COMPLETION}.{priority}",
        )
    for (_, earlier), (kind, later) in pairwise(given):
        if later < earlier:
            raise Refusal(
                tr("Response comes first, then arrival, then completion; this one is promised too early."),
                field=f"{kind}.{priority}",
            )


def _level(level: LevelDraft) -> LevelDraft:
    if not 1 <= level.percent <= MOST_PERCENT:
        raise Refusal(tr("Between {lowest} and {highest}.", lowest=1, highest=MOST_PERCENT), field="levels")
    responsible = level.responsible.strip() if level.action is LevelAction.REASSIGN else ""
    if level.action is LevelAction.REASSIGN and not responsible:
        raise Refusal(tr("Say to whom the order is given."), field="levels")
    return replace(level, responsible=responsible)


def _by_percent(level: LevelDraft) -> tuple[int, str, str, str]:
    return level.percent, level.kind or "", level.action, level.responsible
