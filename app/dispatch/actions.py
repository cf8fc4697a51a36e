"""What can be done on the dispatch page beside the bookings themselves: going through time, zooming, undoing."""

from datetime import timedelta
from functools import partial
from typing import Protocol

from app.dispatch.board.chart import BoardChart
from app.dispatch.board.geometry import hours_of
from app.dispatch.presenter import DispatchPresenter
from app.shared.actions import Action
from app.shared.times import Times
from domain.language import tr

ZOOM = 1.25
NEARLY = 0.05  # the window may have grown a scroll bar meanwhile
SCALES = (("day", 1), ("week", 7), ("month", 31))


class Doing(Protocol):
    """What the page does with the selected booking, or with the chosen order."""

    def has_selected(self) -> bool: ...

    def open_order(self) -> None: ...

    def unassign(self) -> None: ...

    def can_assign(self) -> bool: ...

    def assign(self) -> None: ...


def going(board: BoardChart, times: Times) -> tuple[Action, ...]:
    """Where and how close to look."""

    def today() -> None:
        board.go_to_day(times.now())

    return (
        Action("dispatch.earlier", tr("Earlier"), partial(page, board, -1), "Alt+Left", "chevron-left"),
        Action("dispatch.today", tr("Today"), today, "T"),
        Action("dispatch.later", tr("Later"), partial(page, board, 1), "Alt+Right", "chevron-right"),
        _scale(board, "day", tr("Day"), "1", tr("Show one working day")),
        _scale(board, "week", tr("Week"), "2", tr("Show a week")),
        _scale(board, "month", tr("Month"), "3", tr("Show a month")),
        Action("dispatch.zoom_out", tr("Zoom out"), partial(board.zoom, 1 / ZOOM), "Ctrl+-", "zoom-out"),
        Action("dispatch.zoom_in", tr("Zoom in"), partial(board.zoom, ZOOM), "Ctrl++", "zoom-in"),
    )


def shows(board: BoardChart, days: int) -> bool:
    """Whether so many days fill the board, as after `fit_days`."""
    since, until = board.visible()
    return abs((until - since) / timedelta(hours=hours_of(days)) - 1) < NEARLY


def _scale(board: BoardChart, name: str, title: str, shortcut: str, tip: str) -> Action:
    days = dict(SCALES)[name]
    fit, fits = partial(board.fit_days, days), partial(shows, board, days)
    return Action(f"dispatch.{name}", title, fit, shortcut, tip=tip, checked=fits)


def undoing(presenter: DispatchPresenter) -> tuple[Action, ...]:
    """There and back."""
    history = presenter.history
    return (
        Action("dispatch.undo", tr("Undo"), presenter.undo, "Ctrl+Z", "undo-2", history.can_undo),
        Action("dispatch.redo", tr("Redo"), presenter.redo, "Ctrl+Shift+Z", "redo-2", history.can_redo),
    )


def of_records(page: Doing) -> tuple[Action, ...]:
    """What is done with the selected booking, or with the chosen order."""
    return (
        Action("dispatch.open", tr("Open order"), page.open_order, "", "external-link", page.has_selected),
        Action("dispatch.unassign", tr("Unassign"), page.unassign, "", "", page.has_selected),
        Action(
            "dispatch.assign",
            tr("Assign…"),
            page.assign,
            "N",
            "user-plus",
            page.can_assign,
            tr("Choose technician and time for the selected order"),
        ),
    )


def page(board: BoardChart, direction: int) -> None:
    """One day on or back, or as many whole days as are in view."""
    since, until = board.visible()
    days = max(1, (until - since).days)
    board.go_to_day(since + timedelta(days=direction * days, hours=4))
