"""Every word of the optimiser on screen can be translated."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.dispatch.optimising.asking import Asking
from app.dispatch.optimising.running import Running
from app.shared.kit import Kit
from tests.app.dispatch.optimising import proposals
from tests.app.pseudo import pseudo_language, untranslated


def test_no_word_of_asking_and_searching_was_forgotten(qtbot: QtBot, kit: Kit) -> None:
    with pseudo_language():
        asking, running = Asking(kit), Running(kit)
        running.show_progress(proposals.PROGRESS)
        made: tuple[QWidget, ...] = (asking, running)
        for each in made:
            qtbot.addWidget(each)
            assert untranslated(each) == set()
