"""A desk with a small company behind it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.support.service_desk import ServiceDesk


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[ServiceDesk]:
    made = ServiceDesk(qapp, tmp_path)
    yield made
    made.close()
