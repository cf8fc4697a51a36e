"""The calendar of a week: everything on it is made, moved, resized and removed with mouse and keys."""

from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.settings.hours import edits
from app.settings.hours.drag import Drag
from app.settings.hours.frame import GUTTER, HEAD, Frame
from app.settings.hours.paint import Picture, paint
from app.settings.hours.week import DAY, DAYS, STEP, Block, Lane, Week
from app.settings.hours.words import sentence
from app.shared.theme import Theme
from domain.language import tr
from domain.workforce.timesheet import Timesheet

LEAST_HEIGHT = 300
LEAST_DAY = 62
USUAL = (8 * 60, 16 * 60)
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


class WeekView(QWidget):
    """Shows one week of a timesheet; what is wanted otherwise it tells, and shows when it is given back."""

    edited = Signal(object)
    """The `Timesheet` as it shall be."""
    refused = Signal(str)
    """Why something cannot be."""
    tried = Signal(object)
    """The `Timesheet` as it would be with what is in the hand."""
    turned = Signal(int)
    """So many weeks on."""
    chosen = Signal()
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self._theme, self._today = theme, today
        self._sheet = Timesheet()
        self._week = Week(today, ZoneInfo("UTC"))
        self._blocks: tuple[Block, ...] = ()
        self._chosen: int | None = None
        self._drag: Drag | None = None
        self._ghost: Block | None = None
        self._wrong = False
        self.tool = Lane.SHIFT
        self.alone = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Working hours of a week"))
        theme.changed.connect(self.update)

    def show_week(self, sheet: Timesheet, week: Week) -> None:
        """Show a week of a timesheet; what was chosen stays chosen where it is the same."""
        before = self.chosen_block()
        self._sheet, self._week = sheet, week
        self._blocks = week.blocks(sheet)
        self._chosen = self._blocks.index(before) if before in self._blocks else None
        self._drag, self._ghost = None, None
        self._tell_chosen()

    def blocks(self) -> tuple[Block, ...]:
        """What is shown, by its start."""
        return self._blocks

    def chosen_block(self) -> Block | None:
        """What is chosen."""
        return None if self._chosen is None else self._blocks[self._chosen]

    def chosen_day(self) -> date | None:
        """The day on which it begins."""
        block = self.chosen_block()
        return None if block is None else self._week.day(block.start // DAY)

    def frame(self) -> Frame:
        """Where everything is."""
        lanes = {Lane.SHIFT, self.tool, *(block.lane for block in self._blocks)}
        return Frame(self.width(), self.height(), frozenset(lanes))

    def sizeHint(self) -> QSize:
        return QSize(GUTTER + DAYS * 2 * LEAST_DAY, HEAD + LEAST_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(GUTTER + DAYS * LEAST_DAY, HEAD + LEAST_HEIGHT)

    @Slot()
    def remove_chosen(self) -> None:
        """Take away what is chosen."""
        block = self.chosen_block()
        if block is not None:
            self._ask(edits.removed(self._sheet, self._week, block, alone=self.alone))

    @Slot()
    def make_usual(self) -> None:
        """Make something at the usual hours of the chosen day, or of the first one that has nothing."""
        taken = {block.start // DAY for block in self._blocks if block.lane is self.tool}
        free = next((place for place in range(DAYS) if place not in taken), 0)
        self._make(*(free * DAY + minute for minute in USUAL))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            block = self.frame().hit(self._blocks, QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if block is None else sentence(block, self._week), self)
            return True
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_own(event):
            event.accept()  # else the window would undo something else
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.chosen_block() if self._drag is None or self._drag.block is None else self._drag.block
        picture = Picture(self._week, self._blocks, self._today, chosen, self._ghost, self._wrong, self.hasFocus())
        paint(painter, self.frame(), self._theme.current(), picture)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or event.position().y() < HEAD:
            return
        frame, point = self.frame(), event.position()
        block = frame.hit(self._blocks, point)
        self._chosen = None if block is None else self._blocks.index(block)
        self._tell_chosen()
        end = "" if block is None else frame.edge(block, point)
        self._drag = Drag(self.tool if block is None else block.lane, frame.minute_at(point), block, end)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            self._show_cursor(event.position())
            return
        minute = self.frame().minute_at(event.position())
        if minute != self._drag.pressed or self._ghost is not None:
            self._ghost = self._drag.block_at(minute)
            self._wrong = self._drag.is_turned(minute) or edits.meets_itself(self._dropped(), self._week)
            self.tried.emit(self._sheet if self._wrong else self._dropped())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._drag is not None:
            turned = self._drag.is_turned(self.frame().minute_at(event.position()))
            wanted = self._sheet if self._ghost is None or turned else self._dropped()
            self._let_go()
            if turned:
                self.refused.emit(tr("Nothing would be left of it; Delete removes it."))
            self._ask(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_asked.emit()
        elif not self._did(Qt.Key(event.key()), event.modifiers()):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._chosen is None and self._blocks:
            self._choose(0)

    def _did(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        steps = {Qt.Key.Key_Up: -STEP, Qt.Key.Key_Down: STEP}
        days = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if key is Qt.Key.Key_Escape and self._drag is not None:
            self._let_go()
        elif key in pages:
            self.turned.emit(pages[key])
        elif key is Qt.Key.Key_Insert:
            self.make_usual()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and not held:
            self.remove_chosen()
        elif key in steps:
            self._move(0 if held & SHIFT else steps[key], steps[key])
        elif key in days and held & CONTROL:
            self._move(days[key] * DAY, days[key] * DAY)
        elif key in days and self._blocks:
            self._choose((-1 if self._chosen is None else self._chosen) + days[key])
        else:
            return False
        return True

    def _move(self, by_start: int, by_finish: int) -> None:
        block = self.chosen_block()
        if block is not None:
            start, finish = edits.fitting(block.lane, block.start + by_start, block.finish + by_finish)
            if -DAY < start < DAYS * DAY:
                self._ask(edits.moved(self._sheet, self._week, block, start, finish, alone=self.alone), start)

    def _make(self, start: int, finish: int) -> None:
        self._ask(edits.made(self._sheet, self._week, self.tool, start, finish, alone=self.alone), start)

    def _let_go(self) -> None:
        """Have nothing in the hand any more."""
        self._drag, self._ghost = None, None
        self.tried.emit(self._sheet)
        self.update()

    def _dropped(self) -> Timesheet:
        """The timesheet with what is in the hand where it is."""
        drag, ghost = self._drag, self._ghost
        if drag is None or ghost is None:
            return self._sheet
        if drag.block is None:
            return edits.made(self._sheet, self._week, drag.lane, ghost.start, ghost.finish, alone=self.alone)
        return edits.moved(self._sheet, self._week, drag.block, ghost.start, ghost.finish, alone=self.alone)

    def _ask(self, wanted: Timesheet, start: int | None = None) -> None:
        """Ask for a change, unless things would lie on each other; what begins at `start` is chosen then."""
        if wanted == self._sheet:
            return
        if edits.meets_itself(wanted, self._week):
            self.refused.emit(tr("There is something else at that time."))
            return
        lane = self.tool if self.chosen_block() is None else self._blocks[self._chosen or 0].lane
        self.edited.emit(wanted)
        if start is not None:
            places = [at for at, each in enumerate(self._blocks) if (each.start, each.lane) == (start, lane)]
            self._choose(places[0] if places else 0)

    def _choose(self, place: int) -> None:
        self._chosen = min(max(place, 0), len(self._blocks) - 1) if self._blocks else None
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        block = self.chosen_block()
        self.setAccessibleDescription("" if block is None else sentence(block, self._week))
        self.update()
        self.chosen.emit()

    def _show_cursor(self, point: QPointF) -> None:
        block = self.frame().hit(self._blocks, point)
        if block is None:
            self.setCursor(Qt.CursorShape.CrossCursor if point.y() > HEAD else Qt.CursorShape.ArrowCursor)
        elif self.frame().edge(block, point):
            self.setCursor(Qt.CursorShape.SizeVerCursor)
        else:
            self.setCursor(Qt.CursorShape.SizeAllCursor)


def _is_own(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
