"""The mail that tells a technician of a day: its jobs in words, as paper and as calendar file."""

from datetime import date
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from domain.documents.formats import clock_time, weekday
from domain.documents.week_content import WeekJob, WeekPaper
from domain.errors import Refusal
from domain.language import tr

TECHNICIAN, DAY = "X-Callout-Technician", "X-Callout-Day"


def day_mail(
    technician_id: int,
    address: str,
    sender: str,
    week: WeekPaper,
    calendar: tuple[str, bytes],
    paper: tuple[str, bytes],
) -> EmailMessage:
    """One day of a technician; what it is about stands in its head. Raises Refusal where there is nothing to tell."""
    if not week.jobs:
        raise Refusal(tr("Nothing is booked for {name} on that day.", name=week.technician), field="day")
    message = EmailMessage()
    message["From"], message["To"] = sender, address
    message["Subject"] = tr("Your jobs on {day}", day=weekday(week.first))
    message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain=sender.rpartition("@")[2])
    message[TECHNICIAN], message[DAY] = str(technician_id), week.first.isoformat()
    message.set_content("\n\n".join(map(_told, week.jobs)) + "\n")
    message.add_attachment(calendar[1], "text", "calendar", filename=calendar[0], params={"method": "PUBLISH"})
    message.add_attachment(paper[1], "application", "pdf", filename=paper[0])
    return message


def about(message: EmailMessage) -> tuple[int, date]:
    """Which technician and day a mail tells of."""
    return int(str(message[TECHNICIAN])), date.fromisoformat(str(message[DAY]))


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
