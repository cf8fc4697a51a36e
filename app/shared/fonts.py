"""The letters: Inter from `resources/fonts`, so that a bare machine has some."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

FAMILY = "Inter"
TABULAR = "tnum"


def load_fonts(folder: Path) -> bool:
    """Register the bundled fonts; says whether Inter is there now."""
    for path in sorted(folder.glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))
    return FAMILY in QFontDatabase.families()


def text_font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal, *, tabular: bool = False) -> QFont:
    """The font for `pixels`; `tabular` gives all digits one width, for columns of numbers."""
    font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    if FAMILY in QFontDatabase.families():
        font.setFamily(FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    if tabular:
        font.setFeature(QFont.Tag(TABULAR), 1)
    return font
