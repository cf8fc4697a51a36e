"""Keeps what was changed on the calendar of a technician, all of it or nothing."""

from domain.store.merging import check_as_seen
from domain.store.unit_of_work import UnitOfWork
from domain.workforce import absence_service as absences
from domain.workforce import duty_service as duties
from domain.workforce.day_service import set_day
from domain.workforce.model import Technician
from domain.workforce.technician_checks import check_shifts
from domain.workforce.technician_parts import set_shifts, shifts
from domain.workforce.timesheet import SheetAbsence, SheetDuty, Timesheet


def change_timesheet(work: UnitOfWork, technician_id: int, seen: Timesheet, wanted: Timesheet) -> None:
    """Give a technician what `wanted` says otherwise than `seen`. Raises Overtaken."""
    technician = work.get(Technician, technician_id, lock=True)
    if wanted.shifts != seen.shifts:
        check_shifts(wanted.shifts)
        check_as_seen(shifts(work, technician), seen.shifts, "shifts")
        set_shifts(work, technician, wanted.shifts)
        work.note("technician.changed", technician)
    for day in sorted(day for day, _ in wanted.days ^ seen.days):
        set_day(work, technician_id, day, seen.hours_on(day), wanted.hours_on(day))
    _keep_absences(work, technician_id, seen.absences, wanted.absences)
    _keep_duties(work, technician_id, seen.duties, wanted.duties)


def _keep_absences(
    work: UnitOfWork, technician_id: int, seen: frozenset[SheetAbsence], wanted: frozenset[SheetAbsence]
) -> None:
    kept = {each.id for each in wanted}
    for each in seen:
        if each.id is not None and each.id not in kept:
            absences.withdraw_absence(work, each.id, each.version)
    for each in sorted(wanted - seen, key=lambda absence: absence.start):
        if each.id is None:
            absences.enter_absence(work, each.draft(technician_id))
        else:
            absences.alter_absence(work, each.id, each.version, each.draft(technician_id))
    if wanted != seen:
        absences.check_alone(work, technician_id)


def _keep_duties(
    work: UnitOfWork, technician_id: int, seen: frozenset[SheetDuty], wanted: frozenset[SheetDuty]
) -> None:
    before = {each.id: each for each in seen}
    kept = {each.id for each in wanted}
    for key in before:
        if key is not None and key not in kept:
            duties.delete_duty(work, key)
    for each in sorted(wanted - seen, key=lambda duty: duty.start):
        if each.id is None:
            duties.enter_duty(work, each.draft(technician_id))
        else:
            duties.alter_duty(work, each.id, before[each.id].draft(technician_id), each.draft(technician_id))
    if wanted != seen:
        duties.check_alone(work, technician_id)
