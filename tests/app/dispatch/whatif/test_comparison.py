"""The table of scenarios: the rules of models, a column chosen by mouse and keys, what becomes of it, nothing there."""

from dataclasses import replace

import pytest
from msgspec import structs
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.dispatch.whatif.comparison import Comparison
from app.dispatch.whatif.figure_rows import Cell
from app.dispatch.whatif.table_model import CELL_ROLE, CompareModel
from app.dispatch.whatif.values import Compared
from app.shared.kit import Kit
from app.shared.theme import Look
from domain.planning.changes import Found
from domain.planning.whatif.values import ExtraVan
from tests.app.dispatch.whatif import scenarios

LEFT = Qt.MouseButton.LeftButton
WITHOUT = "Without Kim"
FOUND = Found(1, "{}", "{}")


@pytest.fixture
def comparison(qtbot: QtBot, kit: Kit) -> Comparison:
    made = Comparison(kit)
    qtbot.addWidget(made)
    for tool in made.tools:
        qtbot.addWidget(tool)
    made.resize(900, 260)
    with qtbot.waitExposed(made):
        made.show()
    made.show_columns(scenarios.columns())
    return made


def header(comparison: Comparison, at: int) -> QPoint:
    head = comparison.table.horizontalHeader()
    return QPoint(head.sectionViewportPosition(at) + 20, head.height() // 2)


def with_plan(column: Compared) -> Compared:
    assert column.outcome is not None
    return replace(column, outcome=replace(column.outcome, found=FOUND))


def with_never(column: Compared, never: int) -> Compared:
    assert column.figures is not None
    return replace(column, figures=structs.replace(column.figures, never=never))


def chosen(comparison: Comparison) -> str:
    column = comparison.table.chosen()
    return "" if column is None else column.key


def test_the_model_keeps_to_the_rules_of_models(kit: Kit, qtmodeltester: ModelTester) -> None:
    model = CompareModel(kit.times)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.set_columns(scenarios.columns())
    assert (model.columnCount(), model.rowCount()) == (3, len(model.figures))
    assert isinstance(model.index(0, 0).data(CELL_ROLE), Cell)
    assert model.data(QModelIndex()) is None
    model.set_columns(scenarios.columns()[1:])
    model.set_columns(())
    assert (model.columnCount(), model.rowCount()) == (0, 0)


def test_each_cell_says_all_of_it_in_words(comparison: Comparison) -> None:
    index = comparison.table.model().index(0, 2)
    words = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Cost, Without Kim: 495\n+285 against As is, optimised"
    best = comparison.table.model().index(0, 1)
    assert best.data(Qt.ItemDataRole.ToolTipRole) == "Cost, As is, optimised: 210\nThe best of the row"
    head = comparison.table.model().headerData(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert head == "Without Kim\nWhat Without Kim supposes"


def test_a_click_on_a_name_or_a_cell_chooses_its_column(comparison: Comparison) -> None:
    QTest.mouseClick(comparison.table.horizontalHeader().viewport(), LEFT, pos=header(comparison, 2))
    assert chosen(comparison) == WITHOUT
    spot = comparison.table.visualRect(comparison.table.model().index(1, 1)).center()
    QTest.mouseClick(comparison.table.viewport(), LEFT, pos=spot)
    assert chosen(comparison) == "As is, optimised"


def test_the_arrow_keys_go_from_column_to_column(comparison: Comparison) -> None:
    comparison.table.setFocus()
    comparison.table.choose("As planned now")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(comparison.table, key)
    assert chosen(comparison) == WITHOUT
    assert comparison.table.currentIndex().row() == 1


def test_the_chosen_column_stays_chosen_while_it_is_there(comparison: Comparison) -> None:
    comparison.table.setFocus()
    comparison.table.choose(WITHOUT)
    QTest.keyClick(comparison.table, Qt.Key.Key_Down)
    comparison.show_columns(scenarios.columns()[1:])
    assert chosen(comparison) == WITHOUT
    assert comparison.table.currentIndex().row() == 1
    assert comparison.keep_button.isEnabled()
    comparison.show_columns(scenarios.columns()[:2])
    assert chosen(comparison) == ""
    assert not comparison.keep_button.isEnabled()


def test_only_what_was_searched_can_be_kept_and_thrown_away(qtbot: QtBot, comparison: Comparison) -> None:
    comparison.table.choose("As planned now")
    buttons = comparison.keep_button, comparison.propose_button, comparison.drop_button
    assert [button.isEnabled() for button in buttons] == [False, False, False]
    comparison.table.choose(WITHOUT)
    assert [button.isEnabled() for button in buttons] == [True, False, True]
    with qtbot.waitSignal(comparison.keep_asked) as asked:
        comparison.keep_button.click()
    assert asked.args[0].key == WITHOUT
    with qtbot.waitSignal(comparison.drop_asked) as asked:
        comparison.drop_button.click()
    assert asked.args[0].key == WITHOUT


def test_what_is_being_kept_is_not_kept_twice(comparison: Comparison) -> None:
    heard: list[object] = []
    comparison.keep_asked.connect(heard.append)
    comparison.table.choose(WITHOUT)
    for _ in range(2):
        comparison.keep_button.click()
    assert len(heard) == 1
    comparison.show_columns(scenarios.columns())
    assert comparison.keep_button.isEnabled()


def test_a_plan_with_people_who_are_not_there_cannot_be_proposed(qtbot: QtBot, comparison: Comparison) -> None:
    planned, as_is, without = scenarios.columns()
    more = scenarios.column("One more", scenarios.AS_IS, ExtraVan(scenarios.LEA))
    proposable = [replace(each, outcome=replace(each.outcome, found=FOUND)) for each in (without, more) if each.outcome]
    comparison.show_columns((planned, as_is, *proposable))
    comparison.table.choose("One more")
    assert not comparison.propose_button.isEnabled()
    assert "not there" in comparison.propose_button.toolTip()
    comparison.table.choose(WITHOUT)
    with qtbot.waitSignal(comparison.propose_asked) as asked:
        comparison.propose_button.click()
    assert asked.args[0].key == WITHOUT


def test_what_is_kept_already_is_hidden_instead_of_thrown_away(comparison: Comparison) -> None:
    planned, as_is, without = scenarios.columns()
    comparison.show_columns((planned, as_is, replace(without, scenario_id=4)))
    comparison.table.choose(WITHOUT)
    assert not comparison.keep_button.isEnabled()
    assert comparison.drop_button.text() == "Hide"


def test_what_could_not_be_supposed_stands_below(comparison: Comparison) -> None:
    assert comparison.told.isVisible()
    assert comparison.told.text() == "Without Kim: SO-1 stays: it is under way."
    assert comparison.against.text() == "Differences are to “As is, optimised”."
    comparison.show_columns(scenarios.columns()[:2])
    assert not comparison.told.isVisible()
    assert comparison.against.isVisible()


def test_it_says_below_and_beside_the_costs_what_a_proposal_does_not_count(comparison: Comparison) -> None:
    assert not comparison.counted.isVisible()
    planned, as_is, without = scenarios.columns()
    comparison.show_columns((planned, as_is, with_never(without, 2)))
    assert comparison.counted.isVisible()
    assert "cannot be planned at all" in comparison.counted.text()
    assert comparison.counted.y() < comparison.told.y()  # the sentences may be many, and scroll
    model = comparison.table.model()
    noted = [
        (model.headerData(at, Qt.Orientation.Vertical), column)
        for at in range(model.rowCount())
        for column in range(model.columnCount())
        if "2 orders that cannot be planned at all" in model.index(at, column).data(Qt.ItemDataRole.ToolTipRole)
    ]
    assert noted == [("Cost", 2), ("Left out", 2)]
    comparison.show_columns((planned, as_is))
    assert not comparison.counted.isVisible()


def test_many_sentences_scroll_and_leave_the_table_most_of_the_room(comparison: Comparison) -> None:
    planned, as_is, without = scenarios.columns()
    comparison.show_columns((planned, as_is, replace(without, told=tuple(f"SO-{at} stays." for at in range(40)))))
    assert comparison.table.height() > comparison.height() // 2


def test_what_came_to_nothing_everywhere_is_explained(comparison: Comparison) -> None:
    sentence = "No technician works in these days."
    nothing = tuple(replace(each, figures=None, told=(sentence,)) for each in scenarios.columns())
    comparison.show_columns(nothing)
    said = [each.text() for each in comparison.table.findChildren(QLabel) if each.isVisible()]
    assert "Nothing could be compared" in said
    assert sentence in said
    assert comparison.table.model().columnCount() == 0


def test_it_is_painted_in_every_theme_with_a_star_at_the_best(kit: Kit, comparison: Comparison) -> None:
    table = comparison.table
    rest, best = (table.visualRect(table.model().index(0, at)) for at in (0, 1))
    for look in (Look.LIGHT, Look.DARK):
        kit.theme.set_look(look)
        picture = table.viewport().grab().toImage()
        good = kit.theme.current().tone("good").text
        coloured = [
            any(
                picture.pixelColor(x, y).name() == good.lower()
                for x in range(area.left(), area.right())
                for y in range(area.top(), area.bottom())
            )
            for area in (rest, best)
        ]
        assert coloured == [False, True]


def test_what_holds_for_all_columns_is_told_of_none(comparison: Comparison) -> None:
    planned, as_is, without = scenarios.columns()
    comparison.show_columns((replace(planned, told=("SO-2: It begins too soon to change.",)), as_is, without))
    told = comparison.told.text().splitlines()
    assert told == ["Without Kim: SO-1 stays: it is under way.", "SO-2: It begins too soon to change."]


def test_the_keyboard_does_not_fall_from_one_button_on_the_next(comparison: Comparison, qtbot: QtBot) -> None:
    column = with_plan(scenarios.columns()[2])
    comparison.show_columns((*scenarios.columns()[:2], column))
    comparison.table.choose(column.key)
    for tool in comparison.tools:
        tool.setParent(comparison)
        tool.show()
    comparison.activateWindow()
    qtbot.waitUntil(comparison.isActiveWindow)
    comparison.keep_button.setFocus()
    qtbot.waitUntil(comparison.keep_button.hasFocus)
    with qtbot.waitSignal(comparison.keep_asked):
        QTest.keyClick(comparison.keep_button, Qt.Key.Key_Space)
    assert not comparison.keep_button.isEnabled()
    assert comparison.propose_button.isEnabled()
    assert comparison.table.hasFocus()
