"""What of the plan the open board shows, and how: filters, look and zoom go to it, and what is zoomed comes back."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.dispatch.board.board import BoardView
from app.dispatch.board.look import BoardLook
from app.dispatch.plan import Plan
from app.dispatch.tabs.presenter import BoardsPresenter
from app.dispatch.tabs.settings import BoardSettings, shown
from app.dispatch.tabs.strip import BoardStrip
from app.dispatch.together.company import Company
from app.dispatch.together.doing import doing, ghosts
from app.shared.desk import Desk
from app.shared.kit import Kit
from domain.scheduling.guests import GuestRow

HOUR = timedelta(hours=1)
NEARLY = 0.02


class ShownBoard(QObject):
    """Stands between the boards of the user and the one board that paints."""

    said = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, board: BoardView, parent: QObject) -> None:
        super().__init__(parent)
        self._board = board
        self._presenter = BoardsPresenter(kit, desk, self)
        self.strip = BoardStrip(kit, self._presenter, board.legend)
        self._company = Company(kit, desk, partial(doing, board, self._presenter), self)
        self._plan: Plan | None = None
        self._fitted = False
        board.set_look(self._presenter.settings.look)
        board.looked_at.connect(self._on_looked)
        self._presenter.said.connect(self.said)
        self.strip.settings_changed.connect(self.show_settings)
        self.strip.look_changed.connect(self.show_look)
        self._company.guests_changed.connect(self._on_guests)

    def set_visible(self, visible: bool) -> None:
        """The page came in front, or went behind."""
        self._presenter.set_visible(visible)
        self._company.set_visible(visible)

    def show_plan(self, plan: Plan, *, fade: bool) -> None:
        """Show this plan through the filters."""
        if self._plan is None or self._plan.technicians != plan.technicians:
            self.strip.offer(plan)
        self._plan = plan
        self._board.terms = plan.terms
        self._board.set_plan(shown(self._presenter.settings, plan.technicians, plan.bookings), plan.bookings, fade=fade)

    def filtered(self) -> bool:
        """Whether somebody may be hidden by a filter."""
        settings = self._presenter.settings
        return bool(settings.technicians or any(settings.chosen.values()))

    @Slot(object)
    def show_settings(self, settings: BoardSettings) -> None:
        """Another board was opened, or a filter chosen."""
        self.show_look(settings.look)
        if self._plan is not None:
            self.show_plan(self._plan, fade=False)
        if self._board.placed:
            self._fit(settings.hours)

    @Slot(object)
    def show_look(self, look: BoardLook) -> None:
        """Another look was chosen."""
        self._board.set_look(look)

    def _fit(self, hours: float) -> None:
        since, until = self._board.visible()
        factor = (until - since) / HOUR / hours if hours else 1.0
        if abs(factor - 1) > NEARLY:
            self._board.zoom(factor, 0.0)

    @Slot(object, object)
    def _on_looked(self, since: datetime, until: datetime) -> None:
        if not self._fitted:
            self._fitted = True
            self._fit(self._presenter.settings.hours)
        elif not self._board.zooming:
            hours = round((until - since) / HOUR, 1)
            self._presenter.set_settings(replace(self._presenter.settings, hours=hours))

    @Slot(object)
    def _on_guests(self, guests: tuple[GuestRow, ...]) -> None:
        self.strip.faces.show_guests(guests)
        self._board.set_guests(ghosts(guests))
