"""The hands of the tests of automatic planning: who is there, what is entered, opened, ticked and kept."""

from collections.abc import Iterable
from datetime import time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.settings.planning_runs.small_fields import TicksField
from app.settings.view import SettingsPage
from domain.planning.automatic.model import Trigger
from domain.planning.automatic.queries import RunRow, runs
from domain.planning.automatic.service import RunDraft, create_run
from domain.planning.goals import Goals
from domain.planning.impact import Limit
from domain.planning.profiles import ProfileDraft, create_profile
from domain.workforce.drafts import TechnicianDraft
from domain.workforce.group_service import TeamDraft, create_team
from domain.workforce.service import create_technician
from tests.app.settings.conftest import Show
from tests.support.service_desk import ServiceDesk

NAMES = {"Robin": "Europe/Berlin", "Kim": "Europe/Berlin", "Sam": "Europe/Lisbon"}
HALF_PAST_FIVE = time(5, 30)


def staffed(desk: ServiceDesk) -> dict[str, int]:
    """Technicians by name, most of them in Berlin; two sets of goals, of which only "Bold" may apply itself."""
    desk.store.run("ada", create_profile, ProfileDraft("Careful"))
    desk.store.run("ada", create_profile, ProfileDraft("Bold", Goals(), Limit(3, 30)))
    team = desk.store.run("ada", create_team, TeamDraft("North"))
    return {
        name: desk.store.run("ada", create_technician, TechnicianDraft(name, team, zone, 53.5, 10.0))
        for name, zone in NAMES.items()
    }


def kept(desk: ServiceDesk) -> dict[str, RunRow]:
    with desk.store.read() as session:
        return {row.draft.name: row for row in runs(session)}


def morning(profile_id: int = 1, technicians: Iterable[int] = (), territories: Iterable[int] = ()) -> RunDraft:
    return RunDraft(
        "Morning", profile_id, Trigger.SCHEDULE, at=HALF_PAST_FIVE, zone="Europe/Berlin",
        technicians=tuple(technicians), territories=tuple(territories),
    )  # fmt: skip


def opened(desk: ServiceDesk, show: Show, draft: RunDraft) -> SettingsPage:
    """The section with this run in it, which is chosen."""
    made = desk.store.run("ada", create_run, draft)
    page = show("planning_runs")
    page.pane.show_record(made)
    return page


def ticks(page: SettingsPage, name: str) -> TicksField:
    field = page.pane.editor.form.fields[name]
    assert isinstance(field, TicksField)
    return field


def choose(page: SettingsPage, name: str, key: Qt.Key) -> None:
    QTest.keyClick(page.pane.editor.form.fields[name].widget, key)
