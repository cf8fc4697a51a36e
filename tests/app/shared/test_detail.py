"""The pane beside a list."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.shared.actions import Action, bind
from app.shared.buttons import ActionButton
from app.shared.detail import DetailPane
from app.shared.kit import Kit

WORDS = ("Issue", "Preview", "Take off", "Drop", "Credit…", "Credit lines…")


def test_buttons_that_have_no_room_go_on_in_the_next_line(qtbot: QtBot, kit: Kit) -> None:
    pane = DetailPane(kit, "Nothing chosen")
    qtbot.addWidget(pane)
    owner = QWidget(pane)
    bound = bind(
        [Action(f"act_{at}", word, pane.show_nothing, "", "x") for at, word in enumerate(WORDS)], kit.theme, owner
    )
    pane.set_actions(bound.values())
    pane.show_record("INV-000143", "Oderland University")
    pane.resize(400, 600)
    with qtbot.waitExposed(pane):
        pane.show()
    buttons = pane.findChildren(ActionButton)
    assert len(buttons) == len(WORDS)
    for button in buttons:
        assert button.width() >= button.sizeHint().width()
        assert button.geometry().right() < pane.width()
    assert len({button.y() for button in buttons}) > 1
    pane.resize(1000, 600)
    assert len({button.y() for button in buttons}) == 1
