"""What is made when somebody looks."""

from PySide6.QtWidgets import QLabel, QTabWidget
from pytestqt.qtbot import QtBot

from app.shared.later import Later


def test_a_tab_is_made_when_it_is_first_looked_at(qtbot: QtBot) -> None:
    made: list[QLabel] = []

    def make() -> QLabel:
        made.append(QLabel("here"))
        return made[-1]

    tabs, later = QTabWidget(), Later(make)
    qtbot.addWidget(tabs)
    tabs.addTab(QLabel("first"), "First")
    tabs.addTab(later, "Later")
    tabs.show()
    assert later.made is None
    assert made == []
    tabs.setCurrentWidget(later)
    qtbot.waitUntil(lambda: bool(made) and made[0].isVisible())
    tabs.setCurrentIndex(0)
    tabs.setCurrentWidget(later)
    assert made == [later.content]


def test_what_is_asked_for_by_name_is_made_unseen(qtbot: QtBot) -> None:
    later = Later(lambda: QLabel("here"))
    qtbot.addWidget(later)
    assert later.content.text() == "here"
    assert later.made is later.content
    later.show()
    assert later.content.isVisible()
