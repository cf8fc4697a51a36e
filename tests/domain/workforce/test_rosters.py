"""The time of technicians as it is stored: everything that makes days differ from the week comes together."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import event
from sqlalchemy.orm import Session

from domain.calendars.model import WorkingCalendar
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Shift, Team, Technician
from domain.workforce.rosters import Away, Break, Roster, rosters
from domain.workforce.time_model import Absence, AbsenceKind, AbsenceStatus, OnCall, ShiftException
from tests.support.workshop import Workshop

CHRISTMAS_WEEK = datetime(2026, 12, 21, tzinfo=UTC), datetime(2026, 12, 28, tzinfo=UTC)


def december(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=UTC)


def make_special(work: UnitOfWork, kim: int) -> None:
    """Monday as always, Tuesday late, Wednesday off, Thursday half a day away, Friday Christmas, Saturday on call."""
    calendar = work.add(WorkingCalendar(name="Office", country="DE"), "calendar.created")
    technician = work.get(Technician, kim)
    technician.calendar_id = calendar.id
    for shift in technician.shifts:
        shift.break_minutes, shift.break_from, shift.break_until = 30, time(11, 30), time(13)
    late = ShiftException(technician_id=kim, day=date(2026, 12, 22), start=time(12), finish=time(20))
    off = ShiftException(technician_id=kim, day=date(2026, 12, 23))
    work.add_all((late, off), "shift exception.made")
    work.add_all(
        (
            absence(kim, december(24, 11), december(25, 0), AbsenceStatus.APPROVED, "Early Christmas"),
            absence(kim, december(21, 8), december(21, 9), AbsenceStatus.ASKED),
            absence(kim, december(21, 9), december(21, 10), AbsenceStatus.REFUSED),
        ),
        "absence.asked",
    )
    duty = OnCall(technician_id=kim, start_at=december(26, 7), finish_at=december(29, 7))
    work.add(duty, "on-call duty.made")
    work.note("technician.changed", technician)
    for shift in technician.shifts:
        work.note("shift.changed", shift)


def absence(kim: int, start: datetime, finish: datetime, status: AbsenceStatus, note: str = "") -> Absence:
    return Absence(
        technician_id=kim, start_at=start, finish_at=finish, kind=AbsenceKind.VACATION, status=status, note=note
    )


def test_a_roster_tells_of_everything_that_makes_a_day_differ(store: Store, workshop: Workshop) -> None:
    store.run("ada", make_special, workshop.kim)
    with store.read() as session:
        found = rosters(session, *CHRISTMAS_WEEK, [workshop.kim])
    assert found == {
        workshop.kim: Roster(
            working=(
                (december(21, 7), december(21, 16)),
                (december(22, 11), december(22, 19)),
                (december(24, 7), december(24, 11)),
            ),
            away=(
                Away(december(21, 8), december(21, 9), "Vacation", approved=False),
                Away(december(24, 11), december(25, 0), "Vacation: Early Christmas"),
            ),
            breaks=(Break(december(21, 10, 30), december(21, 12), 30),),
            on_call=((december(26, 7), december(28, 0)),),
        )
    }


def test_without_names_everybody_has_a_roster(store: Store, workshop: Workshop) -> None:
    with store.read() as session:
        found = rosters(session, *CHRISTMAS_WEEK)
    assert set(found) == {workshop.kim, workshop.lou}
    assert len(found[workshop.lou].working) == 5


def test_many_technicians_are_read_with_a_handful_of_statements(store: Store) -> None:
    store.run("ada", hire_many, 60)
    with store.read() as session, counted(session) as statements:
        few = rosters(session, *CHRISTMAS_WEEK, range(1, 3))
    with store.read() as session, counted(session) as more:
        many = rosters(session, *CHRISTMAS_WEEK)
    assert len(many) == 60
    assert len(statements) == len(more) == 5
    assert many[1] == few[1]


def hire_many(work: UnitOfWork, count: int) -> None:
    team = work.add(Team(name="All"), "team.created")
    zones = ("Europe/Berlin", "America/New_York")
    people = work.add_all(
        (
            Technician(
                name=f"T {n}", phone="", email="", team=team, latitude=0, longitude=0, timezone=zones[n % 2], shifts=[]
            )
            for n in range(count)
        ),
        "technician.created",
    )
    first = datetime(2026, 1, 1, 6, tzinfo=UTC)
    shifts = (
        Shift(
            technician_id=person.id,
            weekday=weekday,
            start=(first + timedelta(minutes=15 * (person.id % 20))).time(),
            finish=time(17),
        )
        for person in people
        for weekday in range(5)
    )
    work.add_all(shifts, "shift.created")


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        if statement.startswith("SELECT"):
            statements.append(statement)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)
