"""The mail that tells a technician of a day: its jobs in words, as paper and as calendar file."""

from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from domain.documents.formats import clock_time, weekday
from domain.documents.week_content import WeekJob, WeekPaper
from domain.errors import Refusal
from domain.language import tr

BOOKINGS = "X-Callout-Bookings"


def day_mail(
    address: str,
    sender: str,
    week: WeekPaper,
    calendar: tuple[str, bytes],
    paper: tuple[str, bytes],
) -> EmailMessage:
    """One day of a technician; the bookings that it tells of stand in its head. Raises Refusal where there are none."""
    if not week.jobs:
        raise Refusal(tr("Nothing is booked for {name} on that day.", name=week.technician), field="day")
    message = EmailMessage()
    message["From"], message["To"] = sender, address
    message["Subject"] = tr("Your jobs on {day}", day=weekday(week.first))
    message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain=sender.rpartition("@")[2])
    message[BOOKINGS] = " ".join(f"{job.booking_id}:{job.version}" for job in week.jobs)
    message.set_content("\n\n".join(map(_told, week.jobs)) + "\n")
    message.add_attachment(calendar[1], "text", "calendar", filename=calendar[0], params={"method": "PUBLISH"})
    message.add_attachment(paper[1], "application", "pdf", filename=paper[0])
    return message


def told_of(message: EmailMessage) -> Mapping[int, int] | None:
    """The bookings that a mail tells of, with their versions; None for a mail that is none of ours."""
    pairs = [word.partition(":") for word in str(message.get(BOOKINGS, "")).split()]
    try:
        return {int(booking_id): int(version) for booking_id, _, version in pairs} or None
    except ValueError:
        return None


def _told(job: WeekJob) -> str:
    contact = "" if job.contact is None else f"{job.contact.name} {job.contact.phone}".strip()
    rows = (
        f"{clock_time(job.start)} – {clock_time(job.finish)}  {job.number} {job.title}",
        tr("This one is cancelled.") if job.cancelled else "",
        job.customer,
        job.address,
        contact,
    )
    return "\n".join(row for row in rows if row)
