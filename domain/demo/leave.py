"""Who of the demo company is away, on call, or works at other hours around today."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import update

from domain.demo.parties import ZONE
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Technician, technician_skill
from domain.workforce.time_model import Absence, AbsenceKind, AbsenceStatus, OnCall, ShiftException

CHIEF = "dispatch"
WEEK = timedelta(days=7)
MORNING = time(7)


def give_leave(work: UnitOfWork, technicians: Sequence[Technician], today: date) -> None:
    """One absence approved and one asked for, two weeks on call, one late day, one certificate that ends soon."""
    who = {technician.name: technician for technician in technicians}
    monday = today - timedelta(days=today.weekday())
    trip = _absence(who["Paul Schröder"], monday + WEEK, 5, AbsenceKind.VACATION, "Baltic Sea")
    trip.status, trip.decided_by, trip.decided_at = AbsenceStatus.APPROVED, CHIEF, work.now
    course = _absence(who["Sofia Petrova"], monday + 2 * WEEK, 3, AbsenceKind.TRAINING, "Switchgear course")
    work.add_all((trip, course), "absence.asked")
    duties = (_duty(who["Henrik Lindqvist"], monday), _duty(who["Minh Anh Nguyen"], monday + WEEK))
    work.add_all(duties, "on-call duty.created")
    late = ShiftException(
        technician_id=who["Fatima El Amrani"].id, day=monday + timedelta(days=8), start=time(11), finish=time(20)
    )
    work.add(late, "shift exception.added")
    _end_certificate(work, who["Katharina Vogel"], today + timedelta(days=12))


def _end_certificate(work: UnitOfWork, technician: Technician, day: date) -> None:
    held = technician_skill.c
    skill = next(each for each in technician.skills if each.name == "Lift certificate")
    mine = (held.technician_id == technician.id) & (held.skill_id == skill.id)
    work.session.execute(update(technician_skill).where(mine).values(valid_until=day))


def _absence(technician: Technician, day: date, days: int, kind: AbsenceKind, note: str) -> Absence:
    return Absence(
        technician_id=technician.id,
        start_at=_moment(day, time()),
        finish_at=_moment(day + timedelta(days=days), time()),
        kind=kind,
        note=note,
    )


def _duty(technician: Technician, monday: date) -> OnCall:
    return OnCall(
        technician_id=technician.id, start_at=_moment(monday, MORNING), finish_at=_moment(monday + WEEK, MORNING)
    )


def _moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, ZoneInfo(ZONE)).astimezone(UTC)
