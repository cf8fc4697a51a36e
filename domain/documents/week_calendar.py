"""The days of a technician as a calendar file."""

from datetime import datetime

from domain.documents.week_content import WeekJob, WeekPaper
from domain.language import tr
from domain.scheduling.boards.ics import Event, calendar


def week_calendar(week: WeekPaper, made: datetime, organizer: str = "") -> bytes:
    """One event for each booking; those that were cancelled take theirs out of the calendar again."""
    return calendar(tr("Jobs of {name}", name=week.technician), map(_event, week.jobs), made, organizer)


def calendar_name(week: WeekPaper) -> str:
    """A good name for the file."""
    return f"{week.number.replace('/', '-')}.ics"


def _event(job: WeekJob) -> Event:
    return Event(
        uid=f"booking-{job.booking_id}@callout",
        sequence=job.version,
        start=job.start,
        finish=job.finish,
        summary=f"{job.number} {job.title}",
        location=job.address,
        description="\n".join(_told(job)),
        latitude=job.latitude,
        longitude=job.longitude,
        cancelled=job.cancelled,
    )


def _told(job: WeekJob) -> list[str]:
    contact = "" if job.contact is None else f"{job.contact.name} {job.contact.phone}".strip()
    told = (job.customer, contact, job.machine, job.place.hint, job.description, job.note)
    return [*(part for part in told if part), *(f"- {task}" for task in job.tasks)]
