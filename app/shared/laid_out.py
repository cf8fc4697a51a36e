"""Words as painters put them down: cut to fit, their letters placed once."""

from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QStaticText

from app.shared.fonts import text_font


@lru_cache(maxsize=8192)
def laid_out(words: str, pixels: int, width: int, *, strong: bool = False, tabular: bool = False) -> QStaticText:
    """`words` as they fit: to place their letters anew for every picture takes longer than to paint them."""
    font = text_font(pixels, QFont.Weight.Medium if strong else QFont.Weight.Normal, tabular=tabular)
    made = QStaticText(QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, width))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.prepare(font=font)
    return made


def put_down(painter: QPainter, area: QRect, words: QStaticText, share: float = 0.0) -> None:
    """Draw laid out `words` in the middle of the height of `area`, and after `share` of the width that they leave."""
    size = words.size()
    beside = int((area.width() - size.width()) * share)
    painter.drawStaticText(area.left() + beside, area.top() + (area.height() - round(size.height())) // 2, words)
