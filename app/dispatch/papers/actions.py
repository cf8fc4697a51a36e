"""The menu "Print and export" of the dispatch page."""

from app.dispatch.papers.desk import PaperDesk
from app.shared.actions import Action, grouped
from domain.language import tr


def group() -> str:
    """What the menu is called."""
    return tr("Print and export")


def printing(papers: PaperDesk) -> tuple[Action, ...]:
    """What can be made of the board and of the days of technicians."""
    rows = papers.has_rows
    return grouped(
        group(),
        (
            Action("dispatch.board_pdf", tr("Board as PDF…"), papers.print_board, "Ctrl+P", "file-text", rows),
            Action("dispatch.board_picture", tr("Board as picture…"), papers.picture_board, "", "monitor", rows),
            Action("dispatch.week_paper", tr("Week of a technician…"), papers.ask_week, "", "calendar", rows),
            Action("dispatch.calendar", tr("Calendar file…"), papers.ask_calendar, "", "download", rows),
        ),
    )
