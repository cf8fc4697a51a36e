"""A desk with a small company behind it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.shared.tasks import Tasks
from app.shared.theme import Theme
from tests.support.service_desk import ServiceDesk


@pytest.fixture
def desk(theme: Theme, sqlite_folder: Path) -> Iterator[ServiceDesk]:
    made = ServiceDesk(theme, sqlite_folder)
    yield made
    made.close()


@pytest.fixture
def threaded_desk(theme: Theme, sqlite_folder: Path) -> Iterator[ServiceDesk]:
    """The same with real threads."""
    made = ServiceDesk(theme, sqlite_folder, Tasks())
    yield made
    made.close()
