"""What administrators do with on-call duty: enter, change, remove."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from domain.errors import Refusal
from domain.language import tr
from domain.store.merging import lay_over
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Bookable, Technician
from domain.workforce.spans import meet
from domain.workforce.time_model import OnCall


@dataclass(frozen=True, slots=True)
class DutyDraft:
    """When somebody can be called out; times are aware UTC."""

    technician_id: int
    start_at: datetime
    finish_at: datetime


def create_duty(work: UnitOfWork, draft: DutyDraft) -> int:
    """Enter a duty; returns its id."""
    duty = enter_duty(work, draft)
    check_alone(work, duty.technician_id)
    return duty.id


def change_duty(work: UnitOfWork, duty_id: int, seen: DutyDraft, draft: DutyDraft) -> None:
    """Give a duty what `draft` says otherwise than `seen`. Raises Overtaken."""
    check_alone(work, alter_duty(work, duty_id, seen, draft).technician_id)


def enter_duty(work: UnitOfWork, draft: DutyDraft) -> OnCall:
    """Enter a duty, one of several that are checked together (`check_alone`)."""
    _check(work, draft)
    duty = OnCall(technician_id=draft.technician_id, start_at=draft.start_at, finish_at=draft.finish_at)
    return work.add(duty, "on-call duty.created")


def alter_duty(work: UnitOfWork, duty_id: int, seen: DutyDraft, draft: DutyDraft) -> OnCall:
    """Change a duty, one of several that are checked together (`check_alone`). Raises Overtaken."""
    _check(work, draft)
    duty = work.get(OnCall, duty_id, lock=True)
    if lay_over(duty, seen, draft):
        work.note("on-call duty.changed", duty)
    return duty


def check_alone(work: UnitOfWork, technician_id: int) -> None:
    """Nobody is on call twice at a time."""
    mine = select(OnCall.start_at, OnCall.finish_at).where(OnCall.technician_id == technician_id)
    if meet((start, finish) for start, finish in work.session.execute(mine)):
        technician = work.get(Technician, technician_id)
        raise Refusal(tr("{name} is on call already at that time.", name=technician.name), field="start_at")


def delete_duty(work: UnitOfWork, duty_id: int) -> None:
    """Remove a duty."""
    duty = work.get(OnCall, duty_id, lock=True)
    work.session.delete(duty)
    work.note("on-call duty.deleted", duty)


def _check(work: UnitOfWork, draft: DutyDraft) -> None:
    technician = work.get(Technician, draft.technician_id, lock=True)
    if technician.kind is not Bookable.PERSON:
        raise Refusal(tr("{name} is no person and cannot be on call.", name=technician.name), field="technician_id")
    if draft.finish_at <= draft.start_at:
        raise Refusal(tr("A duty ends after it starts."), field="finish_at")
