"""A store of two technicians and two orders that wait, with as many windows over it as a test opens."""

from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pytestqt.qtbot import QtBot

from app.dispatch.view import DispatchPage
from app.shared.changes import Changes
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Notice
from app.shared.memory import Memory
from app.shared.tasks import Tasks
from app.shared.theme import Theme
from app.shared.times import Times
from domain.clock import FixedClock
from domain.monitoring.telemetry.store import Telemetry
from domain.scheduling import queries
from domain.scheduling.board_rows import BoardBooking
from domain.store.files import FileStore
from domain.store.store import Store
from domain.store.tail import JournalTail
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Shift, Skill, Team, Technician
from tests.app.dispatch.plans import NOW
from tests.support.small_company import SmallCompany

BERLIN = ZoneInfo("Europe/Berlin")
ALL_TIME = (NOW - timedelta(days=30), NOW + timedelta(days=30))


@dataclass
class People:
    """Who and what the tests speak of, by id."""

    kim: int = 0
    lea: int = 0
    plain: int = 0
    skilled: int = 0


def fill(work: UnitOfWork) -> People:
    company = SmallCompany(work)
    team = work.add(Team(name="North"), "team.created")
    people = People()
    for name, skills in (("Kim", [company.skill]), ("Lea", [])):
        technician = hire(work, name, team, skills)
        setattr(people, name.lower(), technician.id)
    people.plain = company.add_order(company.chiller, NOW, timedelta(hours=30), count=1).id
    skilled = company.add_order(company.chiller, NOW, timedelta(hours=30), count=2)
    skilled.skills.append(company.skill)
    people.skilled = skilled.id
    return people


def hire(work: UnitOfWork, name: str, team: Team, skills: list[Skill]) -> Technician:
    """A technician of a team who works from eight to five on every day of the week."""
    made = work.add(
        Technician(
            name=name,
            phone="",
            email="",
            team_id=team.id,
            latitude=53.5,
            longitude=10.0,
            timezone="Europe/Berlin",
            skills=skills,
        ),
        "technician.created",
    )
    for weekday in range(7):
        shift = Shift(technician_id=made.id, weekday=weekday, start=time(8), finish=time(17))
        work.add(shift, "shift.created")
    return made


class House:
    """A store with its tail, and as many windows as one opens."""

    def __init__(self, folder: Path, theme: Theme, tasks: Tasks, qtbot: QtBot) -> None:
        clock = FixedClock(NOW)
        url = f"sqlite:///{folder / 'callout.db'}"
        self.store = Store.open(url, clock)
        self.people = self.store.run("test", fill)
        self.desk = Desk(self.store, Telemetry.open(url), "kim", FileStore(folder / "files"))
        self.kit = Kit(theme, tasks, Changes(), Memory(), Times(clock, BERLIN))
        self._tail = JournalTail(self.store, self.kit.changes.publish)
        self._qtbot = qtbot
        self.told: list[Notice] = []
        """What the windows said, from their first moment on."""

    def window(self) -> DispatchPage:
        """The page in a window of its own, loaded."""
        page = DispatchPage(self.kit, self.desk)
        page.notice_asked.connect(self.told.append)
        self._qtbot.addWidget(page)
        page.resize(1400, 700)
        with self._qtbot.waitExposed(page):
            page.show()
        page.set_visible_page(True)
        self._qtbot.waitUntil(lambda: len(page.board.scene.rows.technicians) == 2)
        return page

    def bookings(self) -> list[BoardBooking]:
        with self.store.read() as session:
            return queries.bookings(session, *ALL_TIME)

    def close(self) -> None:
        self._tail.close()
        self.desk.telemetry.engine.dispose()
        self.store.close()
