"""Brings into view what was undone or done again, wherever it is."""

from collections.abc import Collection
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Slot
from sqlalchemy import Row, select

from app.dispatch.board.board import BoardView
from app.dispatch.presenter import DispatchPresenter
from app.dispatch.tabs.shown_board import ShownBoard
from app.shared.desk import Desk
from app.shared.kit import Kit
from domain.scheduling.model import Booking

Place = Row[int, datetime, datetime]


class BringingBack(QObject):
    """Goes to the earliest booking, unless one of them is in view."""

    def __init__(self, kit: Kit, desk: Desk, presenter: DispatchPresenter, shown: ShownBoard, board: BoardView) -> None:
        super().__init__(shown)
        self._kit, self._desk = kit, desk
        self._shown, self._board = shown, board
        presenter.taken_back.connect(self._on_taken_back)

    @Slot(object)
    def _on_taken_back(self, ids: frozenset[int]) -> None:
        self._kit.tasks.run(partial(_places, self._desk, ids), self._bring, owner=self)

    def _bring(self, places: Collection[Place]) -> None:
        since, until = self._board.visible()
        if places and not any(start < until and finish > since for _, start, finish in places):
            key, start, _ = min(places, key=lambda place: place[1])
            self._shown.seek(key, start)


def _places(desk: Desk, ids: frozenset[int]) -> Collection[Place]:
    """Where the bookings are that are still there."""
    with desk.store.read() as session:
        found = select(Booking.id, Booking.start_at, Booking.finish_at).where(Booking.id.in_(ids))
        return session.execute(found).all()
