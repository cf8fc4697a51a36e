"""The colours of the map, made from the theme's tokens once per theme."""

from dataclasses import dataclass

from PySide6.QtGui import QColor

from app.dispatch.map.marks import JobState
from app.shared.contrast import mixed
from app.shared.tokens import Tokens, Tone

STATE_TONES = {
    JobState.WAITING: "critical",
    JobState.PLANNED: "info",
    JobState.ON_THE_WAY: "major",
    JobState.DONE: "good",
}


@dataclass(frozen=True, slots=True)
class MapColours:
    """All that the painters of the map draw with."""

    sea: QColor
    land: QColor
    border: QColor
    grid: QColor
    text: QColor
    muted: QColor
    halo: QColor
    accent: QColor
    states: dict[JobState, Tone]
    neutral: Tone
    ways: tuple[QColor, ...]


def map_colours(tokens: Tokens) -> MapColours:
    """The colours of the map in a theme."""
    surface, water = QColor(tokens.surface), QColor(tokens.tone("warning").fill)
    strong = QColor(tokens.line_strong)
    return MapColours(
        sea=mixed(water, surface, 0.12),
        land=mixed(QColor(tokens.sunken), surface, 0.7),
        border=strong,
        grid=mixed(strong, surface, 0.35),
        text=QColor(tokens.text),
        muted=QColor(tokens.text_muted),
        halo=surface,
        accent=QColor(tokens.focus),
        states={state: tokens.tone(tone) for state, tone in STATE_TONES.items()},
        neutral=tokens.tone("neutral"),
        ways=tuple(QColor(colour) for colour in tokens.series),
    )
