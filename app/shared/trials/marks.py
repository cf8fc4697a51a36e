"""The marks of the time line: hits, false alerts, troubles; they differ in shape and in colour."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.shared.tokens import Tokens
from app.shared.trials.values import Verdict

SIZE = 8.0
TROUBLE = 10.0
BAR = 3.0
TONES = {
    Verdict.HIT: "good",
    Verdict.FALSE: "major",
    Verdict.FORESEEN: "info",
    Verdict.MISSED: "critical",
    Verdict.ALERT: "info",
}


def paint_mark(painter: QPainter, tokens: Tokens, verdict: Verdict, centre: QPointF) -> None:
    """A hit is a full circle, a false alert an empty square, a trouble a diamond: empty where it was missed.

    An alert that nothing measures is a full circle too, of another colour.
    """
    colour = QColor(tokens.tone(TONES[verdict]).text)
    half = (TROUBLE if verdict in (Verdict.FORESEEN, Verdict.MISSED) else SIZE) / 2
    full = verdict not in (Verdict.FALSE, Verdict.MISSED)
    painter.setPen(QPen(colour, 1.6))
    painter.setBrush(colour if full else QColor(tokens.surface))
    if verdict in (Verdict.HIT, Verdict.ALERT):
        painter.drawEllipse(centre, half, half)
    elif verdict is Verdict.FALSE:
        painter.drawRect(QRectF(centre.x() - half + 0.5, centre.y() - half + 0.5, SIZE - 1, SIZE - 1))
    else:
        corners = (QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0))
        painter.drawPolygon(QPolygonF([centre + corner for corner in corners]))


def paint_stretch(
    painter: QPainter, tokens: Tokens, verdict: Verdict, since: float, last: float, until: float, middle: float
) -> None:
    """How long an alert lasted, or where so many lie that each has no room of its own."""
    tone = tokens.tone(TONES[verdict])
    painter.fillRect(QRectF(since, middle - BAR / 2, max(1.0, until - since), BAR), tokens.faded(tone.text, 0.45))
    if last > since:
        painter.fillRect(QRectF(since, middle - SIZE / 2, last - since, SIZE), tokens.faded(tone.text, 0.3))


def paint_chosen(painter: QPainter, tokens: Tokens, centre: QPointF, *, focused: bool) -> None:
    """A ring around what is chosen."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.focus if focused else tokens.accent), 2))
    painter.drawEllipse(centre, TROUBLE, TROUBLE)
