"""The menu "Print and export" of the dispatch page."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.dispatch.board.board import BoardView
from app.dispatch.papers.desk import PaperDesk
from app.dispatch.papers.sending import DayPost
from app.dispatch.papers.shown import on_board
from app.shared.actions import Action, grouped
from app.shared.desk import Desk
from app.shared.kit import Kit
from domain.language import tr


def group() -> str:
    """What the menu is called."""
    return tr("Print and export")


class Printing(QObject):
    """What can be made of the board and of the days of technicians."""

    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, board: BoardView, page: QWidget) -> None:
        super().__init__(page)
        shown, chosen = partial(on_board, board), partial(_technician, board)
        self._papers = PaperDesk(kit, desk, page, shown, chosen)
        self._post = DayPost(kit, desk, page, shown, chosen)
        self._papers.told.connect(self.told)
        self._post.told.connect(self.told)

    def actions(self) -> tuple[Action, ...]:
        """The menu."""
        papers, post = self._papers, self._post
        rows = papers.has_rows
        return grouped(
            group(),
            (
                Action("dispatch.board_pdf", tr("Board as PDF…"), papers.print_board, "Ctrl+P", "file-text", rows),
                Action("dispatch.board_picture", tr("Board as picture…"), papers.picture_board, "", "monitor", rows),
                Action("dispatch.week_paper", tr("Week of a technician…"), papers.ask_week, "", "calendar", rows),
                Action("dispatch.calendar", tr("Calendar file…"), papers.ask_calendar, "", "download", rows),
                Action(
                    "dispatch.send_day",
                    tr("Send the day…"),
                    post.ask_day,
                    "",
                    "send",
                    post.can_send,
                    tr("Send a day to a technician as mail; its bookings are dispatched then"),
                    why=post.why_not,
                ),
            ),
        )


def _technician(board: BoardView) -> int:
    """Whose booking is selected; 0 without one."""
    return board.selected.technician_id if board.selected is not None else 0
