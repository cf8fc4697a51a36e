"""The page of settings with real threads: it loads, keeps, and reckons beside the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.settings.view import SettingsPage
from app.shared.tasks import Tasks
from app.shared.theme import Theme
from domain.sla.clock import TargetKind
from domain.words import Priority
from tests.app.settings.conftest import put
from tests.app.settings.test_reckoning import due, opened
from tests.support.service_desk import ServiceDesk


@pytest.fixture
def threaded(theme: Theme, sqlite_folder: Path) -> Iterator[ServiceDesk]:
    made = ServiceDesk(theme, sqlite_folder, Tasks())
    yield made
    made.close()


def test_a_promise_is_shortened_and_open_orders_follow(threaded: ServiceDesk, qtbot: QtBot) -> None:
    _, sla, order = opened(threaded)
    before = due(threaded, order)
    page = SettingsPage(threaded.kit, threaded.desk)
    qtbot.addWidget(page)
    page.notice_asked.connect(threaded.hear)
    with qtbot.waitExposed(page):
        page.show()
    page.set_visible_page(True)
    page.show_section("slas")
    qtbot.waitUntil(lambda: len(page.pane.list.rows()) == 1)
    page.pane.show_record(sla)
    put(page, "name", "Faster")
    targets = page.pane.editor.form.fields["targets"]
    targets.set_value({**targets.value(), (TargetKind.COMPLETION, Priority.NORMAL): 60})
    page.pane.save()
    told = ("Faster saved.", "1 open order is promised anew.")
    qtbot.waitUntil(lambda: {notice.text for notice in threaded.notices} >= set(told))
    after = due(threaded, order)
    assert before is not None
    assert after is not None
    assert after < before
    qtbot.waitUntil(lambda: page.strip.isHidden() and page.pane.list.rows()[0].name == "Faster")
