"""Trees keep what is open."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.shared.columns import Column
from app.shared.kit import Kit
from app.shared.tree import RowTree
from app.shared.tree_model import TreeModel


@dataclass(frozen=True, slots=True)
class Place:
    """A row below another."""

    id: int
    parent_id: int | None
    name: str


PLACES = [Place(1, None, "Hospital"), Place(2, 1, "Ward"), Place(3, 2, "Plant room"), Place(4, 99, "Orphan")]
COLUMNS = (Column[Place]("name", "Place", lambda row: row.name),)


def test_qt_finds_nothing_wrong(qtmodeltester: ModelTester) -> None:
    model = TreeModel(COLUMNS)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.set_rows(PLACES)
    model.set_rows(PLACES[:2])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_rows_without_a_known_parent_are_roots() -> None:
    model = TreeModel(COLUMNS)
    model.set_rows(PLACES)
    assert [model.index(at, 0).data() for at in range(model.rowCount())] == ["Hospital", "Orphan"]


def test_what_is_open_and_current_outlives_a_reload(qtbot: QtBot, kit: Kit) -> None:
    tree = RowTree(COLUMNS, kit, "places", "Places")
    qtbot.addWidget(tree)
    tree.set_rows(PLACES)
    tree.choose(3)
    tree.set_rows([*PLACES, Place(5, 1, "Roof")])
    chosen = tree.chosen()
    assert chosen is not None
    assert chosen.id == 3
    assert tree.isExpanded(tree.model().index(0, 0))


def test_enter_opens_a_row(qtbot: QtBot, kit: Kit) -> None:
    tree = RowTree(COLUMNS, kit, "places", "Places")
    qtbot.addWidget(tree)
    tree.set_rows(PLACES)
    tree.show()
    tree.choose(1)
    with qtbot.waitSignal(tree.row_opened) as opened:
        QTest.keyClick(tree, Qt.Key.Key_Return)
    assert opened.args[0].name == "Hospital"


def test_the_column_that_stretches_takes_all_the_room(qtbot: QtBot, kit: Kit) -> None:
    columns = (
        Column[Place]("name", "Place", lambda row: row.name, stretch=True),
        Column[Place]("kind", "Kind", lambda row: row.name, width=90),
    )
    tree = RowTree(columns, kit, "places", "Places")
    qtbot.addWidget(tree)
    tree.resize(600, 300)
    with qtbot.waitExposed(tree):
        tree.show()
    assert tree.columnWidth(1) == 90
    assert tree.columnWidth(0) > 480
