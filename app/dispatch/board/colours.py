"""The colours of the board, made from the theme's tokens once per theme; painters take no others."""

from dataclasses import dataclass

from PySide6.QtGui import QColor

from app.shared.contrast import mixed
from app.shared.tokens import STANDARD_TONES, Tokens
from domain.scheduling.rules.checks import Level

TONES = ("critical", "major", "minor", "warning", "info", "good", "violet", "neutral")


@dataclass(frozen=True, slots=True)
class Meaning:
    """One tone as colours: solid, what is written on it, text, and its soft ground with an edge."""

    fill: QColor
    on_fill: QColor
    text: QColor
    soft: QColor
    edge: QColor


@dataclass(frozen=True, slots=True)
class BoardColours:
    """All that the painters of the board draw with."""

    surface: QColor
    raised: QColor
    grid: QColor
    day_line: QColor
    text: QColor
    muted: QColor
    accent: QColor
    accent_text: QColor
    selection: QColor
    non_working: QColor
    away: QColor
    free: Meaning
    warn: Meaning
    refuse: Meaning
    tones: dict[str, Meaning]

    def level(self, level: Level | None) -> Meaning:
        """Green, amber or red."""
        return {None: self.free, Level.WARNING: self.warn, Level.REFUSAL: self.refuse}[level]


def board_colours(tokens: Tokens) -> BoardColours:
    """The colours of the board in a theme."""
    return BoardColours(
        surface=QColor(tokens.surface),
        raised=QColor(tokens.canvas),
        grid=QColor(tokens.line_soft),
        day_line=QColor(tokens.line_strong),
        text=QColor(tokens.text),
        muted=QColor(tokens.text_muted),
        accent=QColor(tokens.focus),
        accent_text=QColor(tokens.accent_text),
        selection=QColor(tokens.selection),
        non_working=QColor(tokens.sunken),
        away=mixed(QColor(tokens.text_muted), QColor(tokens.sunken), 0.16),
        free=_meaning(tokens, "good"),
        warn=_meaning(tokens, "major"),
        refuse=_meaning(tokens, "critical"),
        tones={tone: _meaning(tokens, tone) for tone in (*TONES, *STANDARD_TONES)},
    )


def faint(colour: QColor, alpha: float) -> QColor:
    """The colour, see-through."""
    found = QColor(colour)
    found.setAlphaF(alpha)
    return found


def _meaning(tokens: Tokens, name: str) -> Meaning:
    tone = tokens.tone(name)
    fill, soft = QColor(tone.fill), QColor(tone.soft)
    return Meaning(fill, QColor(tone.on_fill), QColor(tone.text), soft, mixed(fill, soft, 0.55))
