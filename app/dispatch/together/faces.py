"""Who else is at the board: initials in circles, the names in the tooltip."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.shared.fonts import text_font
from app.shared.theme import Theme
from domain.language import tr
from domain.scheduling.boards.guests import GuestRow

SIDE, STEP, MOST = 24, 20, 4
LETTERS = 2


class Faces(QWidget):
    """As wide as there are people; nothing where one is alone."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._guests: tuple[GuestRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.hide()

    def show_guests(self, guests: Sequence[GuestRow]) -> None:
        """These are here."""
        if tuple(guests) == self._guests:
            return
        before, self._guests = [guest.name for guest in self._guests], tuple(guests)
        words = "\n".join(_told(guest) for guest in guests)
        self.setToolTip(words)
        self.setAccessibleName(tr("Also here: {names}", names=", ".join(guest.name for guest in guests)))
        if before != [guest.name for guest in guests]:
            self.setVisible(bool(guests))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIDE + (len(self._letters()) - 1) * STEP if self._guests else 0, SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(text_font(tokens.sizes.small - 2, QFont.Weight.DemiBold))
        for at, letters in enumerate(self._letters()):
            circle = QRectF(at * STEP + 1, 1, SIDE - 2, SIDE - 2)
            painter.setPen(QColor(tokens.surface))
            painter.setBrush(QColor(tokens.accent_soft))
            painter.drawEllipse(circle)
            painter.setPen(QColor(tokens.accent_text))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, letters)
        painter.end()

    def _letters(self) -> list[str]:
        first = [initials(guest.name) for guest in self._guests[:MOST]]
        more = len(self._guests) - MOST
        return [*first, f"+{more}"] if more > 0 else first


def initials(name: str) -> str:
    """At most two letters of a name: of its first and its last word."""
    words = [word for word in name.replace(".", " ").replace("_", " ").split() if word]
    if not words:
        return "?"
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else words[0][1:LETTERS])
    return letters.upper() if len(words) > 1 else letters.capitalize()


def _told(guest: GuestRow) -> str:
    if guest.doing.carried:
        return tr("{name} is moving {number}", name=guest.name, number=guest.doing.carried[0].number)
    if guest.doing.number:
        return tr("{name} has {number} selected", name=guest.name, number=guest.doing.number)
    return tr("{name} is here", name=guest.name)
