"""The tree of messages received."""

import json
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.settings.mappings.heard_rows import MOST_ELEMENTS, MOST_TOPICS, HeardRow, Pick
from app.settings.mappings.received import ReceivedTree
from app.shared.kit import Kit
from domain.monitoring.telemetry.overhearing import Overheard


def heard(topic: str, body: object, at: int = 0) -> Overheard:
    payload = json.dumps(body).encode()
    return Overheard(topic, 0, at, payload, len(payload), "")


@pytest.fixture
def tree(kit: Kit, qtbot: QtBot) -> ReceivedTree:
    made = ReceivedTree(kit)
    qtbot.addWidget(made)
    return made


def row(tree: ReceivedTree, name: str, topic: str = "a/b") -> HeardRow:
    """A line by its name, below a topic."""
    rows = {each.id: each for each in tree.rows()}

    def is_below(each: HeardRow) -> bool:
        above = each if each.parent_id is None else rows[each.parent_id]
        return above.name == topic or (above is not each and is_below(above))

    return next(each for each in tree.rows() if each.name == name and is_below(each))


def is_open(tree: ReceivedTree, of: HeardRow) -> bool:
    assert tree.choose(of.id) is True
    return tree.isExpanded(tree.currentIndex())


def test_the_model_is_sound_while_messages_come(tree: ReceivedTree, qtmodeltester: Any) -> None:
    for at, body in enumerate(({"x": 1}, {"x": 2}, {"x": {"y": [1, 2]}}, [], "word", {"z": True})):
        tree.show_messages([heard("a/b", body, at), heard(f"c/{at}", at, at)])
        qtmodeltester.check(tree.model())


def test_values_change_where_they_stand_and_what_was_closed_stays_so(tree: ReceivedTree) -> None:
    tree.show_messages([heard("a/b", {"oil": {"t": 1, "p": 2}})])
    oil, t = row(tree, "oil"), row(tree, "t")
    assert is_open(tree, oil)
    tree.setExpanded(tree.currentIndex(), False)
    tree.show_messages([heard("a/b", {"oil": {"t": 5, "p": 2}}, 1)])
    assert (row(tree, "t").id, row(tree, "t").value) == (t.id, "5")
    tree.show_messages([heard("a/b", {"oil": {"t": 5, "p": 2}, "new": {"x": 1}}, 2), heard("z", 1)])
    assert row(tree, "oil").id == oil.id
    assert not is_open(tree, oil)
    assert is_open(tree, row(tree, "new"))


def test_the_newest_message_of_a_topic_stands_there(tree: ReceivedTree) -> None:
    tree.show_messages([heard("a/b", {"x": 2}, 1), heard("a/b", {"x": 1, "gone": 1}, 0)])
    assert [each.name for each in tree.rows()] == ["a/b", "a", "b", "message", "x"]
    assert row(tree, "x").pick == Pick("a/b", path=("x",), raw=2)


def test_what_finds_no_room_is_said(tree: ReceivedTree) -> None:
    tree.show_messages([heard(f"t/{at:03}", list(range(MOST_ELEMENTS + 7))) for at in range(MOST_TOPICS + 3)])
    left_out = [(each.name, each.parent_id is None) for each in tree.rows() if each.name.startswith("and ")]
    assert left_out == [*[("and 7 more", False)] * MOST_TOPICS, ("and 3 more", True)]
