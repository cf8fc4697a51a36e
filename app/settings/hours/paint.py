"""Paints the calendar of a week."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QLocale, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from app.settings.hours.frame import GUTTER, HEAD, Frame
from app.settings.hours.week import DAY, DAYS, Block, Lane, Week, minutes
from app.settings.hours.words import short_words
from app.shared.days import to_qt
from app.shared.fonts import text_font
from app.shared.laid_out import laid_out, put_down
from app.shared.tokens import Tokens
from domain.language import tr
from domain.workforce.time_model import AbsenceStatus
from domain.workforce.timesheet import SheetAbsence
from domain.workforce.working_hours import WeeklyShift

HOURS = range(0, 24, 2)
LINE = 15
PAD = 4
ROOMY = 84
"""From here on there is room for a span of hours in one line."""
LEAST_WORDS = 44
TONES = {Lane.SHIFT: "accent", Lane.ABSENCE: "major", Lane.DUTY: "violet"}


@dataclass(frozen=True)
class Picture:
    """What is to be seen: `ghost` is what is being dragged, in the place where it would be dropped."""

    week: Week
    blocks: tuple[Block, ...]
    today: date
    chosen: Block | None = None
    ghost: Block | None = None
    wrong: bool = False
    focused: bool = False


def paint(painter: QPainter, frame: Frame, tokens: Tokens, picture: Picture) -> None:
    """Paint everything from the ground up."""
    painter.fillRect(QRectF(0, 0, frame.width, frame.height), QColor(tokens.surface))
    _paint_ground(painter, frame, tokens, picture)
    _paint_head(painter, frame, tokens, picture)
    for block in picture.blocks:
        if block.lane is Lane.ABSENCE and not _is_open(block):
            _paint_away(painter, frame, tokens, block)
    for block in picture.blocks:
        faint = picture.ghost is not None and block is picture.chosen
        _paint_block(painter, frame, tokens, block, chosen=block is picture.chosen and picture.focused, faint=faint)
    if picture.ghost is not None:
        _paint_ghost(painter, frame, tokens, picture.ghost, wrong=picture.wrong)


def _paint_ground(painter: QPainter, frame: Frame, tokens: Tokens, picture: Picture) -> None:
    for place in range(DAYS):
        column = frame.column(place)
        if picture.week.is_closed(picture.week.day(place)):
            painter.fillRect(column, QColor(tokens.sunken))
            painter.fillRect(column, QBrush(QColor(tokens.line), Qt.BrushStyle.BDiagPattern))
    painter.setFont(text_font(tokens.sizes.small, tabular=True))
    for hour in range(24):
        y = frame.y(hour * 60)
        painter.setPen(QColor(tokens.line if hour % 6 == 0 else tokens.line_soft))
        painter.drawLine(QPointF(GUTTER, y), QPointF(frame.width, y))
        if hour in HOURS:
            painter.setPen(QColor(tokens.text_muted))
            words = laid_out(f"{hour:02}:00", tokens.sizes.small, GUTTER, tabular=True)
            top = int(y) - (LINE // 2 if hour else 0)
            put_down(painter, QRect(0, top, GUTTER - PAD, LINE), words, 1.0)
    painter.setPen(QColor(tokens.line))
    for place in range(DAYS + 1):
        x = min(GUTTER + place * frame.day_width, frame.width - 1)
        painter.drawLine(QPointF(x, 0), QPointF(x, frame.height))


def _paint_head(painter: QPainter, frame: Frame, tokens: Tokens, picture: Picture) -> None:
    locale = QLocale()
    for place in range(DAYS):
        day = picture.week.day(place)
        area = QRect(int(frame.column(place).left()) + PAD, 0, int(frame.day_width) - 2 * PAD, HEAD // 2)
        is_today = day == picture.today
        painter.setFont(text_font(tokens.sizes.font))
        painter.setPen(QColor(tokens.accent_text if is_today else tokens.text))
        name = locale.standaloneDayName(day.weekday() + 1, QLocale.FormatType.ShortFormat)
        words = f"{name} {locale.toString(to_qt(day), tr('d MMM'))}"
        put_down(painter, area, laid_out(words, tokens.sizes.font, area.width(), strong=is_today))
        painter.setFont(text_font(tokens.sizes.small))
        painter.setPen(QColor(tokens.text_muted))
        below = area.translated(0, HEAD // 2 - 1)
        if picture.week.is_closed(day):
            put_down(painter, below, laid_out(tr("Holiday or closed"), tokens.sizes.small, below.width()))


def _paint_block(painter: QPainter, frame: Frame, tokens: Tokens, block: Block, *, chosen: bool, faint: bool) -> None:
    tone = tokens.tone(TONES[block.lane])
    painter.save()
    painter.setOpacity(0.35 if faint else 1.0)
    for place, area in enumerate(frame.areas(block.lane, block.start, block.finish)):
        painter.setPen(QPen(QColor(tone.fill), 2 if chosen else 1))
        painter.setBrush(QColor(tone.soft))
        painter.drawRoundedRect(area, 3, 3)
        if _is_open(block):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(tokens.faded(tone.fill, 0.35), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(area, 3, 3)
        if block.is_alone:
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), QColor(tone.fill))
        if not place:
            _paint_break(painter, frame, tokens, block, area)
            painter.setPen(QColor(tone.text))
            _paint_words(painter, tokens, area, short_words(block, narrow=area.width() < ROOMY))
    painter.restore()


def _paint_away(painter: QPainter, frame: Frame, tokens: Tokens, block: Block) -> None:
    """Nobody works during an absence that is approved."""
    for area in frame.areas(block.lane, block.start, block.finish):
        place = int((area.center().x() - GUTTER) // frame.day_width)
        column = frame.column(place)
        there = QRectF(column.left(), area.top(), column.width(), area.height())
        painter.fillRect(
            there, QBrush(tokens.faded(tokens.tone(TONES[block.lane]).fill, 0.25), Qt.BrushStyle.BDiagPattern)
        )


def _is_open(block: Block) -> bool:
    """Whether nobody has decided it yet."""
    return isinstance(block.entry, SheetAbsence) and block.entry.status is not AbsenceStatus.APPROVED


def _paint_break(painter: QPainter, frame: Frame, tokens: Tokens, block: Block, area: QRectF) -> None:
    """The time in which the break lies."""
    shift = block.entry
    if not isinstance(shift, WeeklyShift) or shift.break_from is None or shift.break_until is None:
        return
    since, until = minutes(shift.break_from), minutes(shift.break_until)
    if minutes(shift.start) <= since < until <= DAY:
        there = QRectF(area.left() + 1, frame.y(since), area.width() - 2, frame.y(until) - frame.y(since))
        painter.fillRect(there, QBrush(tokens.faded(tokens.tone("accent").fill, 0.35), Qt.BrushStyle.Dense6Pattern))
        painter.setPen(QColor(tokens.tone("accent").text))
        length = shift.break_minutes
        roomy = there.width() >= ROOMY
        words = tr("Break {minutes} min", minutes=length) if roomy else tr("{minutes} min", minutes=length)
        painter.setFont(text_font(tokens.sizes.small))
        inner = there.adjusted(PAD, 0, -PAD, 0).toRect()
        put_down(painter, inner, laid_out(words, tokens.sizes.small, inner.width()), 0.5)


def _paint_words(painter: QPainter, tokens: Tokens, area: QRectF, lines: tuple[str, ...]) -> None:
    painter.setFont(text_font(tokens.sizes.small, tabular=True))
    if area.width() < LEAST_WORDS:
        _paint_upwards(painter, tokens, area, ", ".join(lines))
        return
    top = int(area.top()) + 2
    for words in lines:
        if top + LINE > area.bottom() + 1:
            return
        line = QRect(int(area.left()) + PAD + 2, top, int(area.width()) - 2 * PAD, LINE)
        put_down(painter, line, laid_out(words, tokens.sizes.small, line.width(), tabular=True))
        top += LINE


def _paint_upwards(painter: QPainter, tokens: Tokens, area: QRectF, words: str) -> None:
    """Turned to the left, where a lane is too narrow for words."""
    painter.save()
    painter.translate(area.left(), area.bottom())
    painter.rotate(-90)
    line = QRect(PAD, 0, int(area.height()) - 2 * PAD, int(area.width()))
    put_down(painter, line, laid_out(words, tokens.sizes.small, line.width()), 1.0)
    painter.restore()


def _paint_ghost(painter: QPainter, frame: Frame, tokens: Tokens, ghost: Block, *, wrong: bool) -> None:
    tone = tokens.tone("critical" if wrong else TONES[ghost.lane])
    painter.save()
    for place, area in enumerate(frame.areas(ghost.lane, ghost.start, ghost.finish)):
        painter.setPen(QPen(QColor(tone.fill), 2, Qt.PenStyle.DashLine))
        painter.setBrush(tokens.faded(tone.soft, 0.85))
        painter.drawRoundedRect(area, 3, 3)
        if not place:
            painter.setPen(QColor(tone.text))
            _paint_words(painter, tokens, area, short_words(ghost, narrow=area.width() < ROOMY))
    painter.restore()
