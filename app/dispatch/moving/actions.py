"""What can be done with the selected bookings, for buttons, menus, the palette and the sheet of shortcuts."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt

from app.dispatch.board.asking import CONTROL, SHIFT
from app.dispatch.board.board import BoardView
from app.dispatch.moving.moves import Moves
from app.shared.actions import Action, Bound, grouped
from domain.language import tr

LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down
#: Those whose keys mean something else wherever text or a table has the keyboard.
ON_THE_BOARD = (
    *("dispatch.cut", "dispatch.copy", "dispatch.paste", "dispatch.choose_day", "dispatch.pin"),
    *("dispatch.later_quarter", "dispatch.earlier_quarter", "dispatch.row_up", "dispatch.row_down"),
    *("dispatch.longer", "dispatch.shorter", "dispatch.begin_earlier", "dispatch.begin_later"),
)


def moving(moves: Moves) -> tuple[Action, ...]:
    """Moving, sharing out, cutting and pasting; locks, steps and times."""
    board = moves.board
    some, one = moves.has_chosen, moves.has_one
    found = (
        Action("dispatch.move_to", tr("Move to…"), moves.move_to, "M", "calendar-clock", one),
        Action("dispatch.move_by", tr("Move by…"), moves.move_by, "B", "timer", some),
        Action("dispatch.reassign", tr("Reassign to…"), moves.reassign, "R", "users", some),
        Action("dispatch.split", tr("Share out over days…"), moves.split, "S", "layers", one),
        Action("dispatch.push", tr("Push the rest of the day…"), moves.push, "P", "arrow-right", one),
        Action("dispatch.delay", tr("Takes longer…"), moves.delay, "D", "hourglass", one),
        Action("dispatch.swap", tr("Swap places"), moves.swap, "X", "refresh-cw", moves.has_two),
        Action("dispatch.cut", tr("Cut bookings"), board.cut, "Ctrl+X", "", some),
        Action("dispatch.copy", tr("Copy bookings"), board.copy, "Ctrl+C", "copy", some),
        Action("dispatch.paste", tr("Paste here"), board.paste, "Ctrl+V", "", moves.can_paste),
        Action("dispatch.choose_day", tr("Select the day of the row"), board.choose_day, "Ctrl+A"),
        Action("dispatch.lock", tr("Lock…"), moves.ask_lock, "L", "lock", some),
        Action("dispatch.times", tr("Actual times…"), moves.enter_times, "", "clock", one),
        Action("dispatch.colour", tr("Why this colour?"), moves.explain_colour, "", "circle-question-mark", one),
    )
    return (*grouped(tr("Bookings"), found), *carrying(moves))


def carrying(moves: Moves) -> tuple[Action, ...]:
    """Moving and resizing step by step, as long as the keys are held."""
    board, some, one = moves.board, moves.has_chosen, moves.has_one
    carry, stretch = SHIFT, CONTROL | SHIFT
    found = (
        Action("dispatch.pin", tr("Add to the selection"), board.pin, "Space", "", some),
        Action(
            "dispatch.later_quarter", tr("A quarter later"), partial(board.go, RIGHT, carry), "Shift+Right", "", some
        ),
        Action(
            "dispatch.earlier_quarter", tr("A quarter earlier"), partial(board.go, LEFT, carry), "Shift+Left", "", some
        ),
        Action("dispatch.row_up", tr("To the row above"), partial(board.go, UP, carry), "Shift+Up", "", some),
        Action("dispatch.row_down", tr("To the row below"), partial(board.go, DOWN, carry), "Shift+Down", "", some),
        Action("dispatch.longer", tr("End later"), partial(board.go, RIGHT, stretch), "Ctrl+Shift+Right", "", one),
        Action("dispatch.shorter", tr("End earlier"), partial(board.go, LEFT, stretch), "Ctrl+Shift+Left", "", one),
        Action("dispatch.begin_earlier", tr("Begin earlier"), partial(board.go, UP, stretch), "Ctrl+Shift+Up", "", one),
        Action("dispatch.begin_later", tr("Begin later"), partial(board.go, DOWN, stretch), "Ctrl+Shift+Down", "", one),
    )
    return grouped(tr("Step by step"), found)


def keep_to_board(bound: Bound, board: BoardView, names: Iterable[str] = ON_THE_BOARD) -> None:
    """Let these keys work only while the board has the keyboard."""
    for name in names:
        bound[name].setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        board.addAction(bound[name])
