"""Scrolls by copying what is painted already, and zooms about a point; what is painted is the business of others."""

from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.dispatch.board.calendar import day_of, local, moment
from app.dispatch.board.colours import board_colours
from app.dispatch.board.column import COLUMN_WIDTH, ColumnStrip
from app.dispatch.board.geometry import HOUR, TimeScale, hours_of
from app.dispatch.board.header import HEADER_HEIGHT, HeaderStrip
from app.dispatch.board.measures import GROUP_HEIGHT
from app.dispatch.board.scene import Scene
from app.dispatch.board.typeface import Faces
from app.dispatch.board.zooming import Zooming
from app.shared.theme import Theme

PAST_DAYS = 200
FUTURE_DAYS = 400
MORNING = 7
STEP = 20


class Timeline(QAbstractScrollArea):
    """A stretch of time from left to right with strips that stay: days on top, technicians at the left."""

    looked_at = Signal(object, object)
    """The span now in view, as two moments."""

    def __init__(self, theme: Theme, now: datetime, zone: tzinfo | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        today = local(now.timestamp(), zone).date()
        scale = TimeScale(day_of(today - timedelta(days=PAST_DAYS), zone).start, 70.0)
        self.scene = Scene(board_colours(theme.current()), scale, zone, now=now.timestamp())
        self.faces = Faces()
        self._zooming = Zooming(self._rescale, self._on_zoomed, self)
        self._blitting = True
        self._placed = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportMargins(COLUMN_WIDTH, HEADER_HEIGHT, 0, 0)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(True)
        self._header = HeaderStrip(self.scene, self.faces, self)
        self._column = ColumnStrip(self.scene, self.faces, theme, self)
        self._corner = QWidget(self)
        self._corner.setAutoFillBackground(True)
        self.horizontalScrollBar().setSingleStep(2 * STEP)
        self.verticalScrollBar().setSingleStep(STEP)

    @property
    def area(self) -> QRectF:
        return QRectF(self.viewport().rect())

    @property
    def placed(self) -> bool:
        """Whether the board was shown, so that what is in view means something."""
        return self._placed

    @property
    def zooming(self) -> bool:
        """Whether the board is on its way to another zoom."""
        return self._zooming.running

    def visible(self) -> tuple[datetime, datetime]:
        """The span in view."""
        return moment(self.scene.seconds(0)), moment(self.scene.seconds(self.viewport().width()))

    def go_to(self, at: datetime) -> None:
        """Bring a moment to the left edge."""
        self._zooming.finish()
        self.horizontalScrollBar().setValue(round(self.scene.scale.x(at.timestamp())))

    def go_to_day(self, at: datetime) -> None:
        """Bring the working day of a moment into view."""
        self._zooming.finish()
        start = day_of(local(at.timestamp(), self.scene.zone).date(), self.scene.zone).start
        near = self.scene.scale.per_hour * 24 > self.viewport().width()
        self.go_to(moment(start + (MORNING * HOUR if near else 0)))

    def fit_days(self, count: int) -> None:
        """Zoom so that so many days are in view; one day means its working hours."""
        self._zooming.finish()
        day = self.visible()[0] + timedelta(hours=4)
        self._rescale(
            self.viewport().width() / hours_of(count) / self.scene.scale.per_hour, 0.0, self.scene.seconds(0.0)
        )
        self.go_to_day(day)

    def fit_span(self, since: datetime, until: datetime) -> None:
        """Zoom so that just this span is in view."""
        self._zooming.finish()
        hours = (until - since) / timedelta(hours=1)
        self._rescale(self.viewport().width() / hours / self.scene.scale.per_hour, 0.0, self.scene.seconds(0.0))
        self.go_to(since)

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Zoom, in a few frames, about a place in the viewport, its middle if none is given."""
        self.scene.moving = True
        at = self.viewport().width() / 2 if x is None else x
        self._zooming.begin(factor, at, self.scene.seconds(at))

    def arrive(self) -> None:
        """Be at once where the zoom leads."""
        self._zooming.finish()

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
        if self.scene.floating:
            self.viewport().update()
        else:
            self.viewport().scroll(dx, dy)
        if dx:
            self._header.update()
            self._column.day_scrolled()
            self._say_what_is_seen()
        if dy:
            self._column.scroll(0, dy)
            for part in (self.viewport(), self._column):
                part.update(QRect(0, min(0, dy), part.width(), GROUP_HEIGHT + abs(dy)))

    def _rescale(self, factor: float, x: float, kept: float) -> None:
        """Go closer, with the moment `kept` at `x`."""
        scene = self.scene
        scale = scene.scale.zoomed(factor)
        if scale == scene.scale:
            return
        scene.scale = scale
        self._blitting = False
        self._measure()
        self.horizontalScrollBar().setValue(round(scale.x(kept) - x))
        self._blitting = True
        self._all_anew()
        if not scene.moving:
            self._say_what_is_seen()

    @Slot()
    def _on_zoomed(self) -> None:
        self.scene.moving = False
        self.viewport().update()
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

    def _update(self, rect: QRectF) -> None:
        self.viewport().update(rect.toAlignedRect())

    def _say_what_is_seen(self) -> None:
        if self._placed:
            self.looked_at.emit(*self.visible())
