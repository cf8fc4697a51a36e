"""What administrators do with SLAs. Exactly one is the default, which is neither deleted nor switched off."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from domain.calendars.model import WorkingCalendar
from domain.calendars.queries import hours_of
from domain.errors import Refusal
from domain.language import tr
from domain.sla.draft import SlaDraft, checked
from domain.sla.keeping import check_time
from domain.sla.model import Sla, SlaLevel, SlaTarget
from domain.store.base import Entity
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version, tell_with_parts


def create_sla(work: UnitOfWork, draft: SlaDraft) -> int:
    """Make an SLA; returns its id. The very first one is the default."""
    kept = checked(draft)
    _check_beside(work, kept, None)
    sla = Sla(is_default=work.session.scalar(select(Sla.id).where(Sla.is_default)) is None)
    _fill(sla, kept)
    work.add(sla, "sla.created")
    for part in _parts(sla):
        work.note("sla.created", part)
    return sla.id


def change_sla(work: UnitOfWork, sla_id: int, draft: SlaDraft, version: int) -> None:
    """Put a draft in the place of an SLA that was read as `version`; open promises follow from it anew."""
    kept = checked(draft)
    sla = work.get(Sla, sla_id, lock=True)
    check_version(sla, version, sla.name)
    _check_beside(work, kept, sla_id)
    before = _parts(sla)
    _fill(sla, kept)
    tell_with_parts(work, "sla.changed", sla, version, before, _parts(sla))


def make_default(work: UnitOfWork, sla_id: int) -> None:
    """Let an SLA hold for every order that has no other."""
    sla = work.get(Sla, sla_id, lock=True)
    if not sla.active:
        raise Refusal(tr("“{name}” is switched off and cannot be the default.", name=sla.name))
    if sla.is_default:
        return
    for other in work.session.scalars(select(Sla).where(Sla.is_default).with_for_update()):
        other.is_default = False
        work.note("sla.default", other)
    work.session.flush()  # never two at once, not even within this unit of work
    sla.is_default = True
    work.note("sla.default", sla)


def switch_sla(work: UnitOfWork, sla_id: int, *, active: bool) -> None:
    """Offer an SLA, or offer it no more; orders that have it keep it."""
    sla = work.get(Sla, sla_id, lock=True)
    if sla.is_default and not active:
        raise Refusal(tr("“{name}” is the default; make another one the default first.", name=sla.name))
    if sla.active != active:
        sla.active = active
        work.note("sla.switched", sla)


def delete_sla(work: UnitOfWork, sla_id: int) -> None:
    """Delete an SLA that nothing uses and that is not the default."""
    sla = work.get(Sla, sla_id, lock=True)
    if sla.is_default:
        raise Refusal(tr("“{name}” is the default; make another one the default first.", name=sla.name))
    for part in (*_parts(sla), sla):
        work.note("sla.deleted", part)
        work.session.delete(part)
    in_use = Refusal(tr("“{name}” is in use; switch it off instead.", name=sla.name))
    try:
        work.session.flush()
    except IntegrityError as error:
        raise in_use from error


def _fill(sla: Sla, draft: SlaDraft) -> None:
    """Give the SLA what the draft says; parts that stay as they are keep their rows."""
    sla.name, sla.description, sla.calendar_id = draft.name, draft.description, draft.calendar_id
    targets = {(row.kind, row.priority): row for row in sla.targets}
    for (kind, priority), minutes in draft.targets.items():
        row = targets.setdefault((kind, priority), SlaTarget(kind=kind, priority=priority))
        row.minutes = minutes
    sla.targets = [targets[key] for key in draft.targets]
    levels = {(row.percent, row.action, row.kind, row.responsible): row for row in sla.levels}
    sla.levels = [
        levels.get((each.percent, each.action, each.kind, each.responsible))
        or SlaLevel(percent=each.percent, action=each.action, kind=each.kind, responsible=each.responsible)
        for each in draft.levels
    ]


def _parts(sla: Sla) -> tuple[Entity, ...]:
    return (*sla.targets, *sla.levels)


def _check_beside(work: UnitOfWork, draft: SlaDraft, except_id: int | None) -> None:
    """Refuse a name that another one has, and promises that the calendar has no time for."""
    if work.session.scalar(select(Sla.id).where(Sla.name == draft.name)) not in {None, except_id}:
        raise Refusal(tr("There is an SLA of this name already."), field="name")
    if work.session.get(WorkingCalendar, draft.calendar_id) is None:
        raise Refusal(tr("Choose a calendar."), field="calendar")
    try:
        check_time(hours_of(work.session, draft.calendar_id, "UTC"), draft, work.now)
    except Refusal as refusal:
        raise Refusal(str(refusal), field="calendar") from refusal
