"""The design tokens: every colour and size of the screen, read from `resources/themes`."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import msgspec
from PySide6.QtGui import QColor

from domain.language import tr


class Density(StrEnum):
    """How tall a row is, the user's choice."""

    COMPACT = "compact"
    NORMAL = "normal"
    COMFORTABLE = "comfortable"

    @property
    def row_height(self) -> int:
        """Pixels of one row."""
        return {"compact": 24, "normal": 28, "comfortable": 36}[self.value]

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            Density.COMPACT: tr("Compact"),
            Density.NORMAL: tr("Normal"),
            Density.COMFORTABLE: tr("Comfortable"),
        }[self]


class Tone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One meaning in four colours: solid with its text, and text with its soft ground."""

    fill: str
    on_fill: str
    text: str
    soft: str


STANDARD_TONES: Mapping[str, str] = {
    "priority.critical": "critical",
    "priority.high": "major",
    "priority.normal": "info",
    "priority.low": "neutral",
    "status.planned": "neutral",
    "status.dispatched": "info",
    "status.accepted": "warning",
    "status.travelling": "minor",
    "status.on_site": "major",
    "status.done": "good",
    "status.partly_done": "violet",
    "status.cancelled": "neutral",
    "stage.new": "info",
    "stage.planned": "accent",
    "stage.active": "major",
    "stage.done": "good",
    "stage.cancelled": "neutral",
}
"""The tones of what may be given colours of its own, for as long as it has none."""


class Sizes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lengths in device-independent pixels."""

    font: int
    small: int
    large: int
    title: int
    grid: int
    control: int
    radius: int
    radius_small: int
    rail: int
    rail_narrow: int


class Tokens(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What painters and style sheets read; a new object whenever the theme or the density changes."""

    name: str
    dark: bool
    canvas: str
    surface: str
    raised: str
    sunken: str
    line: str
    line_soft: str
    line_strong: str
    text: str
    text_muted: str
    text_faint: str
    accent: str
    accent_hover: str
    accent_soft: str
    accent_text: str
    on_accent: str
    selection: str
    hover: str
    focus: str
    tooltip: str
    tooltip_text: str
    scrim: str
    shadow: str
    tones: dict[str, Tone]
    series: tuple[str, ...]
    sizes: Sizes
    row_height: int = Density.NORMAL.row_height

    def tone(self, name: str) -> Tone:
        """The colours of a meaning; an unknown one is neutral."""
        return self.tones.get(name) or self.tones[STANDARD_TONES.get(name, "neutral")]

    def faded(self, colour: str, opacity: float) -> QColor:
        """`colour` with an opacity between 0 and 1."""
        faded = QColor(colour)
        faded.setAlphaF(opacity)
        return faded


def load_tokens(path: Path) -> Tokens:
    """Read one token file."""
    return msgspec.json.decode(path.read_bytes(), type=Tokens)
