"""What tests of the console share: one theme, and a kit whose tasks run at once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.shared.changes import Changes
from app.shared.kit import Kit
from app.shared.memory import Memory
from app.shared.tasks import InlineTasks, Tasks
from app.shared.theme import Look, Theme
from app.shared.tokens import Density
from tests.app.sample_pages import fixed_times
from tests.support.parts import Chiller
from tests.support.service_desk import ServiceDesk


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QtBot:
    """Widgets live as long as their test: pytest-qt holds them weakly, and none must be collected while it paints."""
    kept: list[QWidget] = []
    add = qtbot.addWidget

    def add_and_keep(widget: QWidget, **more: Any) -> None:
        kept.append(widget)
        add(widget, **more)

    monkeypatch.setattr(qtbot, "addWidget", add_and_keep)
    return qtbot


@pytest.fixture(scope="session")
def session_theme(qapp: QApplication) -> Theme:
    return Theme(qapp, Look.LIGHT)


@pytest.fixture
def theme(session_theme: Theme) -> Iterator[Theme]:
    yield session_theme
    session_theme.set_look(Look.LIGHT)
    session_theme.set_density(Density.NORMAL)
    session_theme.set_colours({})


@pytest.fixture
def kit(theme: Theme) -> Iterator[Kit]:
    """A kit for pages: everything real, tasks inline, memory in memory, Tuesday noon."""
    tasks = InlineTasks()
    yield Kit(theme, tasks, Changes(), Memory(), fixed_times())
    tasks.close()


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    """Real threads."""
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def desk(theme: Theme, sqlite_folder: Path) -> Iterator[ServiceDesk]:
    """A desk with a small company behind it."""
    made = ServiceDesk(theme, sqlite_folder)
    yield made
    made.close()


@pytest.fixture
def chiller(desk: ServiceDesk) -> Chiller:
    """The chiller of that company, that parts are entered for."""
    company = desk.company
    return Chiller(desk.store, desk.clock, company.chiller.id, company.ward_chiller.id, company.chiller_model.id)


@pytest.fixture
def threaded_desk(theme: Theme, sqlite_folder: Path) -> Iterator[ServiceDesk]:
    """The same with real threads."""
    made = ServiceDesk(theme, sqlite_folder, Tasks())
    yield made
    made.close()
