"""The board without hands: shows technicians, hours and bookings, scrolls by blitting, zooms about a point."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import cast

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.dispatch.board.areas import by_id, held, region, tint
from app.dispatch.board.calendar import day_of, local, moment
from app.dispatch.board.canvas import Canvas
from app.dispatch.board.colours import board_colours
from app.dispatch.board.drag import Proposal
from app.dispatch.board.fading import Fading
from app.dispatch.board.geometry import HOUR, TimeScale, hours_of
from app.dispatch.board.rows import LANE_HEIGHT, Rows
from app.dispatch.board.scene import Scene
from app.dispatch.board.strips import COLUMN_WIDTH, HEADER_HEIGHT, ColumnStrip, HeaderStrip
from app.dispatch.board.typeface import Faces
from app.shared.theme import Theme
from app.shared.tokens import Tokens
from domain.scheduling.board_rows import BoardBooking, BoardTechnician

PAST_DAYS = 200
FUTURE_DAYS = 400
MORNING = 7


class BoardChart(QAbstractScrollArea):
    """Paints the plan; knows nothing of mouse or keyboard."""

    looked_at = Signal(object, object)
    """The span now in view, as two moments."""
    shown = Signal()
    """A new plan was painted."""

    def __init__(self, theme: Theme, now: datetime, zone: tzinfo | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        today = local(now.timestamp(), zone).date()
        scale = TimeScale(day_of(today - timedelta(days=PAST_DAYS), zone).start, 70.0)
        self.scene = Scene(board_colours(theme.current()), scale, zone, now=now.timestamp())
        faces = Faces()
        self._canvas = Canvas(self.scene, faces)
        self._fading = Fading(self.scene.fresh, self.repaint_bookings, self)
        self._blitting = True
        self._placed = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportMargins(COLUMN_WIDTH, HEADER_HEIGHT, 0, 0)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(True)
        self._header = HeaderStrip(self.scene, faces, self)
        self._column = ColumnStrip(self.scene, faces, self)
        self._corner = QWidget(self)
        self._corner.setAutoFillBackground(True)
        self.horizontalScrollBar().setSingleStep(40)
        self.verticalScrollBar().setSingleStep(LANE_HEIGHT // 2)
        theme.changed.connect(self._on_theme)

    @property
    def area(self) -> QRectF:
        return QRectF(self.viewport().rect())

    def set_plan(
        self, technicians: Sequence[BoardTechnician], bookings: Sequence[BoardBooking], *, fade: bool = True
    ) -> None:
        """Show this; what differs from before fades in, the rest is left as it is."""
        scene = self.scene
        if technicians and sorted(technicians, key=by_id) == sorted(scene.rows.technicians, key=by_id):
            height = scene.rows.height
            touched, changed = scene.rows.replace(bookings)
            if fade:
                self._fading.begin(changed)
            if scene.rows.height == height:
                self._repaint_rows(touched)
            else:
                self._all_anew()
        else:
            scene.rows = Rows(technicians, bookings)
            self._all_anew()
        if scene.selected is not None and scene.selected not in scene.rows.bookings:
            self.select(None)
        self.shown.emit()

    def select(self, booking_id: int | None) -> None:
        """Select a booking, or none."""
        before, self.scene.selected = self.scene.selected, booking_id
        for each in (before, booking_id):
            found = self.scene.rows.bar(each) if each is not None else None
            if found is not None:
                self._update(self._canvas.band(found[0], self.area))

    def set_now(self, now: datetime) -> None:
        """Move the line of this moment."""
        before, self.scene.now = self.scene.x(self.scene.now), now.timestamp()
        for x in (before, self.scene.x(self.scene.now)):
            self.viewport().update(QRect(round(x) - 4, 0, 9, self.viewport().height()))
        self._header.update()

    def propose(self, proposal: Proposal | None) -> None:
        """Show where something would go, or no longer."""
        before, self.scene.proposal = self.scene.proposal, proposal
        if before == proposal:
            return
        reached = [rect for each in (before, proposal) if each for rect in self._canvas.ghost.reach(each, self.area)]
        self.viewport().update(region(reached, self.viewport().rect()))
        if tint(before) != tint(proposal):
            self._repaint_rows({each.technician.id for each in (before, proposal) if each})
        if held(before) != held(proposal):
            self.repaint_bookings(held(before) | held(proposal))

    @property
    def placed(self) -> bool:
        """Whether the board was shown, so that what is in view means something."""
        return self._placed

    def visible(self) -> tuple[datetime, datetime]:
        """The span in view."""
        return moment(self.scene.seconds(0)), moment(self.scene.seconds(self.viewport().width()))

    def go_to(self, at: datetime) -> None:
        """Bring a moment to the left edge."""
        self.horizontalScrollBar().setValue(round(self.scene.scale.x(at.timestamp())))

    def go_to_day(self, at: datetime) -> None:
        """Bring the working day of a moment into view."""
        start = day_of(local(at.timestamp(), self.scene.zone).date(), self.scene.zone).start
        near = self.scene.scale.per_hour * 24 > self.viewport().width()
        self.go_to(moment(start + (MORNING * HOUR if near else 0)))

    def fit_days(self, count: int) -> None:
        """Zoom so that so many days are in view; one day means its working hours."""
        day = self.visible()[0] + timedelta(hours=4)
        self._rescale(self.viewport().width() / hours_of(count) / self.scene.scale.per_hour, 0.0)
        self.go_to_day(day)

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Zoom about a place in the viewport, its middle if none is given."""
        self._rescale(factor, self.viewport().width() / 2 if x is None else x)

    def reveal(self, booking_id: int) -> None:
        """Scroll as far as needed to see a booking."""
        found = self.scene.rows.bar(booking_id)
        if found is None:
            return
        row, bar = found
        rect = self.scene.rect(row, bar)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        if rect.left() < 0 or rect.left() > self.viewport().width() - 60:
            across.setValue(across.value() + round(rect.left() - self.viewport().width() * 0.3))
        if rect.top() < 0:
            down.setValue(row.top)
        elif rect.bottom() > self.viewport().height():
            down.setValue(row.top + row.height - self.viewport().height())

    def repaint_bookings(self, ids: Iterable[int]) -> None:
        """Paint only these bars anew."""
        for booking_id in ids:
            found = self.scene.rows.bar(booking_id)
            if found is not None:
                self._update(self.scene.rect(*found).adjusted(-2, -2, 2, 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        for rect in cast(Iterable[QRect], event.region()):  # iterable, though its stub does not say so
            self._canvas.paint(painter, QRectF(rect), self.area)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        place = self.viewport().geometry()
        self._header.setGeometry(place.left(), 0, place.width(), HEADER_HEIGHT)
        self._column.setGeometry(0, place.top(), COLUMN_WIDTH, place.height())
        self._corner.setGeometry(0, 0, COLUMN_WIDTH, HEADER_HEIGHT)
        self._measure()
        self._say_what_is_seen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._placed:
            self._placed = True
            self.go_to_day(moment(self.scene.now))
            self.fit_days(1)
            self._say_what_is_seen()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.scene.left = self.horizontalScrollBar().value()
        self.scene.top = self.verticalScrollBar().value()
        if not self._blitting:
            return
        if self.scene.proposal is not None:
            self.viewport().update()
        else:
            self.viewport().scroll(dx, dy)
        if dx:
            self._header.update()
            self._column.day_scrolled()
            self._say_what_is_seen()
        if dy:
            self._column.scroll(0, dy)

    def _rescale(self, factor: float, x: float) -> None:
        scene = self.scene
        kept = scene.seconds(x)
        scale = scene.scale.zoomed(factor)
        if scale == scene.scale:
            return
        scene.scale = scale
        self._blitting = False
        self._measure()
        self.horizontalScrollBar().setValue(round(scale.x(kept) - x))
        self._blitting = True
        self._all_anew()
        self._say_what_is_seen()

    def _measure(self) -> None:
        across, down, seen = self.horizontalScrollBar(), self.verticalScrollBar(), self.viewport()
        width = (PAST_DAYS + FUTURE_DAYS) * 24 * self.scene.scale.per_hour
        across.setRange(0, max(0, round(width) - seen.width()))
        across.setPageStep(seen.width())
        down.setRange(0, max(0, self.scene.rows.height - seen.height()))
        down.setPageStep(seen.height())

    def _all_anew(self) -> None:
        self._measure()
        self.viewport().update()
        self._header.update()
        self._column.update()

    def _repaint_rows(self, technician_ids: Iterable[int]) -> None:
        for technician_id in technician_ids:
            row = self.scene.rows.of(technician_id)
            if row is not None:
                self._update(self._canvas.band(row, self.area))
                self._column.update_row(row)

    def _update(self, rect: QRectF) -> None:
        self.viewport().update(rect.toAlignedRect())

    def _say_what_is_seen(self) -> None:
        if self._placed:
            self.looked_at.emit(*self.visible())

    def _on_theme(self, tokens: Tokens) -> None:
        self.scene.colours = board_colours(tokens)
        self._canvas.forget()
        self._all_anew()
