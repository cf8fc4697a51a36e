"""SLAs as rows."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from domain.errors import Gone
from domain.language import tr
from domain.sla.clock import TargetKind
from domain.sla.draft import LevelDraft, SlaDraft
from domain.sla.model import Sla
from domain.words import Priority


@dataclass(frozen=True, slots=True)
class SlaRow:
    """An SLA with all its parts; `version` is what a change of it has to name."""

    id: int
    version: int
    is_default: bool
    active: bool
    calendar_name: str
    draft: SlaDraft

    @property
    def name(self) -> str:
        """What it is called."""
        return self.draft.name

    def minutes(self, kind: TargetKind, priority: Priority) -> int | None:
        """What is promised, if anything."""
        return self.draft.targets.get((kind, priority))


def slas(session: Session, *, with_inactive: bool = True) -> tuple[SlaRow, ...]:
    """All SLAs, by name."""
    statement = (
        select(Sla)
        .options(joinedload(Sla.calendar), selectinload(Sla.targets), selectinload(Sla.levels))
        .order_by(Sla.name)
    )
    if not with_inactive:
        statement = statement.where(Sla.active)
    return tuple(_row(each) for each in session.scalars(statement))


def sla(session: Session, sla_id: int) -> SlaRow:
    """One SLA. Raises Gone."""
    found = session.get(Sla, sla_id)
    if found is None:
        raise Gone(tr("This SLA is not there any more."))
    return _row(found)


def _row(found: Sla) -> SlaRow:
    targets = {(each.kind, each.priority): each.minutes for each in found.targets}
    draft = SlaDraft(
        name=found.name,
        calendar_id=found.calendar_id,
        targets={key: targets[key] for key in sorted(targets, key=_by_rank)},
        levels=tuple(
            LevelDraft(each.percent, each.action, each.kind, each.responsible)
            for each in sorted(found.levels, key=lambda row: (row.percent, row.id))
        ),
        description=found.description,
    )
    return SlaRow(found.id, found.version, found.is_default, found.active, found.calendar.name, draft)


def _by_rank(key: tuple[TargetKind, Priority]) -> tuple[int, int]:
    kind, priority = key
    return list(TargetKind).index(kind), priority.rank
