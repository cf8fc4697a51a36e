"""The letters: Inter from `resources/fonts`, so that a bare machine has some."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

FAMILY = "Inter"
TABULAR = "tnum"


def load_fonts(folder: Path) -> bool:
    """Register the bundled fonts; says whether Inter is there now."""
    for path in sorted(folder.glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))
    _made.cache_clear()
    return FAMILY in QFontDatabase.families()


def text_font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal, *, tabular: bool = False) -> QFont:
    """The font for `pixels`; `tabular` gives all digits one width, for columns of numbers."""
    return QFont(_made(pixels, weight, tabular))


@lru_cache(maxsize=64)
def _made(pixels: int, weight: QFont.Weight, tabular: bool) -> QFont:
    """Made once: delegates ask for every cell, and to ask the system for its fonts takes longer than to paint one."""
    font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    if FAMILY in QFontDatabase.families():
        font.setFamily(FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    if tabular:
        font.setFeature(QFont.Tag(TABULAR), 1)
    return font
