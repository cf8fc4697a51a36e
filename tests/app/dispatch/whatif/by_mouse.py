"""What a dispatcher does with scenarios, and what is seen of them then."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.dispatch.whatif.pane import WhatIfPane
from app.dispatch.whatif.suppositions import Kind
from app.shared.dialog import FormDialog
from domain.planning.profiles import ProfileDraft, create_profile, delete_profile, make_default
from domain.planning.whatif.queries import ScenarioRow, scenarios
from tests.app.dispatch.doing import submit
from tests.app.dispatch.house import House

LEFT = Qt.MouseButton.LeftButton
LONG = 30_000


def ask(pane: WhatIfPane, kind: Kind, at: int = 0) -> FormDialog:
    QTest.mouseClick(pane.asking.scenarios.cards[at].adders[kind], LEFT)
    return opened(pane)


def opened(pane: WhatIfPane) -> FormDialog:
    (found,) = (each for each in pane.findChildren(FormDialog) if each.isVisible())
    return found


def suppose(qtbot: QtBot, pane: WhatIfPane, kind: Kind, at: int = 0) -> None:
    """What a form begins with is taken as it is."""
    before = pane.asking.scenarios.drafts[at].variations
    submit(ask(pane, kind, at))
    qtbot.waitUntil(lambda: pane.asking.scenarios.drafts[at].variations != before)
    # Without a screen nothing gives the keyboard back once a dialog closes.
    pane.window().activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)


def compared(qtbot: QtBot, pane: WhatIfPane) -> list[str]:
    """The names of what stands side by side once all is searched."""
    QTest.mouseClick(pane.asking.run_button, LEFT)
    assert pane.running.isVisible()
    qtbot.waitUntil(pane.comparison.isVisible, timeout=LONG)
    return [each.name for each in pane.comparison.table.columns]


def kept(house: House) -> tuple[ScenarioRow, ...]:
    with house.store.read() as session:
        return scenarios(session)


def without_goals(house: House, profile: int) -> None:
    """The goals that can be chosen in the pane are deleted by somebody else."""
    other = house.store.run("lea", create_profile, ProfileDraft("Least travel"))
    house.store.run("lea", make_default, other)
    house.store.run("lea", delete_profile, profile)


def said(pane: WhatIfPane) -> str:
    return " ".join(each.text() for each in pane.comparison.findChildren(QLabel) if each.isVisible())
