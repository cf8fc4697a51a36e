"""Whether it comes at the right time: span, promised window, due time, order of jobs."""

from datetime import datetime, timedelta
from functools import partial

from domain.language import tr
from domain.scheduling.rules.case import KEPT, Breaches, Case
from domain.scheduling.rules.told import clock


def span(case: Case) -> Breaches:
    """Work takes time."""
    return KEPT if case.start < case.finish else (_tell_span,)


def window(case: Case) -> Breaches:
    """One arrives when the customer was told."""
    first, last = case.need.window_from, case.need.window_until
    if first is not None and case.start < first:
        return (partial(_tell_early, case, first),)
    if last is not None and case.start > last:
        return (partial(_tell_late, case, last),)
    return KEPT


def due(case: Case) -> Breaches:
    """It is done when the SLA says."""
    if case.need.due is None or case.finish <= case.need.due:
        return KEPT
    return (partial(_tell_due, case, case.need.due),)


def order(case: Case) -> Breaches:
    """Jobs follow each other as they must."""
    need = case.need
    if not need.after and not need.before:
        return KEPT
    found = [
        partial(_tell_after, case, job.number, job.finish)
        for job in need.after
        if job.finish is None or case.start < job.finish + timedelta(minutes=job.minutes)
    ]
    found += [
        partial(_tell_before, case, number, start)
        for number, start, minutes in need.before
        if case.finish + timedelta(minutes=minutes) > start
    ]
    return found


def _tell_span() -> str:
    return tr("The finish must be after the start.")


def _tell_early(case: Case, first: datetime) -> str:
    return tr("Before the promised window, which begins at {when}.", when=clock(first, case.start, case.zone))


def _tell_late(case: Case, last: datetime) -> str:
    return tr("After the promised window, which ends at {when}.", when=clock(last, case.start, case.zone))


def _tell_due(case: Case, moment: datetime) -> str:
    return tr("Finishes after the due time, {due}.", due=clock(moment, case.finish, case.zone))


def _tell_after(case: Case, number: str, finish: datetime | None) -> str:
    if finish is None:
        return tr("{number} must be done first, and is not planned yet.", number=number)
    return tr(
        "{number} must be done first, and ends at {when}.", number=number, when=clock(finish, case.start, case.zone)
    )


def _tell_before(case: Case, number: str, start: datetime) -> str:
    return tr(
        "{number} waits for this, and begins at {when}.", number=number, when=clock(start, case.finish, case.zone)
    )
