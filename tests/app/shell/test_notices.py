"""What is told over the lower edge of the window covers no more of the page than it must."""

from app.shared.links import Mood, Notice
from app.shell.window import Window


def test_of_one_topic_only_the_newest_is_told(window: Window) -> None:
    window.show_notice(Notice("Something else"))
    for words in ("Moved", "Undone: Moved", "Done again: Moved"):
        window.show_notice(Notice(words, Mood.INFO, topic="deeds"))
    assert window.notices.texts() == ["Something else", "Done again: Moved"]


def test_what_has_no_topic_stands_beside_the_rest(window: Window) -> None:
    for words in ("One", "Two"):
        window.show_notice(Notice(words))
    assert window.notices.texts() == ["One", "Two"]
