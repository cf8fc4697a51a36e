"""Made-up days of a technician to try the template with."""

from datetime import UTC, date, datetime, timedelta

from domain.documents.content import Person, Place
from domain.documents.week_content import WeekDay, WeekJob, WeekPaper

MONDAY = date(2026, 3, 2)
MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)


def full_week() -> WeekPaper:
    """A day with two jobs, one of which has everything, and a day without any."""
    full = WeekJob(
        booking_id=1,
        version=1,
        start=MORNING,
        finish=MORNING + timedelta(hours=2),
        status="Planned",
        cancelled=False,
        travel_minutes=25,
        number="SO-001234",
        title="Supply water too warm",
        priority="High",
        customer="Harbour Brewery",
        place=Place("Plant North", "Kaistraße 12", "20457", "Hamburg", "", "Gate 3, ask for the cellarman"),
        latitude=53.54,
        longitude=10.0,
        contact=Person("Bo Falk", "Cellarman", "+49 40 1234567", "falk@brewery.example"),
        machine="A-00001, Chiller 1",
        description="Since yesterday evening.",
        note="Take the long ladder.",
        tasks=("Leak test", "Tell the cellarman"),
    )
    night = MORNING + timedelta(hours=15)
    bare = WeekJob(
        booking_id=2, version=3, start=night, finish=night + timedelta(hours=2), status="Planned", cancelled=False,
        travel_minutes=0, number="SO-001235", title="Look at the noise", priority="Low",
        customer="Clinic on the Hill", place=Place("East wing", "", "", "Kiel"), latitude=None, longitude=None,
        contact=None, machine="", description="", note="", tasks=(),
    )  # fmt: skip
    days = (WeekDay(MONDAY, (full, bare)), WeekDay(MONDAY + timedelta(days=1), ()))
    return WeekPaper("Kim Berger", "North", MONDAY, days[-1].day, "UTC", days)


def bare_week() -> WeekPaper:
    """Nothing to do."""
    return WeekPaper("Lea Brandt", "", MONDAY, MONDAY, "UTC", (WeekDay(MONDAY, ()),))
