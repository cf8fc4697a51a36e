"""Which colour a booking has, and with which letter, by what the user wants the colours to say."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtGui import QColor

from app.dispatch.board.colours import Meaning
from app.dispatch.board.look import ColourMode
from app.dispatch.board.scene import Scene
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.model import BookingStatus
from domain.words import Priority

CLOSE = timedelta(hours=2)
NAMED = 12
"""Of so many customers or order types the legend tells the colours."""
#: The eight colours of Okabe and Ito, in the order in which names get them.
PALETTE = ("info", "major", "good", "violet", "warning", "critical", "minor", "neutral")


@dataclass(frozen=True, slots=True)
class Colour:
    """The colours of a bar, and the letter that says the same."""

    meaning: Meaning
    letter: str


class Colouring:
    """Reads the mode from the look; names get their colours in alphabetical order and keep them."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._names: dict[str, int] = {}
        self._mode: ColourMode | None = None

    def of(self, booking: BoardBooking) -> Colour:
        tones, mode = self._scene.colours.tones, self._scene.look.colours
        if mode is ColourMode.PRIORITY:
            return Colour(tones[f"priority.{booking.priority.value}"], booking.priority.letter)
        tone, words = self._said(booking, mode)
        return Colour(tones[tone], words[:1].upper())

    def words(self, booking: BoardBooking) -> str:
        """Why a booking has its colour."""
        mode = self._scene.look.colours
        means = booking.priority.label if mode is ColourMode.PRIORITY else self._said(booking, mode)[1]
        return tr("{what}: {value}", what=mode.label, value=means)

    def legend(self) -> tuple[tuple[QColor, str], ...]:
        """Every colour with its meaning."""
        tones, mode = self._scene.colours.tones, self._scene.look.colours
        if mode is ColourMode.PRIORITY:
            return tuple((tones[f"priority.{each.value}"].fill, each.label) for each in Priority)
        if mode is ColourMode.STATUS:
            shown = [each for each in BookingStatus if self._scene.look.cancelled or each.value != "cancelled"]
            return tuple((tones[f"status.{each.value}"].fill, each.label) for each in shown)
        bookings = self._scene.rows.bookings.values()
        found = Counter(self._said(booking, mode) for booking in bookings).most_common(NAMED)
        return tuple((tones[tone].fill, words) for (tone, words), _ in found)

    def _said(self, booking: BoardBooking, mode: ColourMode) -> tuple[str, str]:
        """The tone of a booking, and what it means."""
        if mode is ColourMode.STAGE:
            return f"stage.{booking.meaning.value}", booking.stage
        if mode is ColourMode.STATUS:
            return f"status.{booking.status.value}", booking.status.label
        if mode is ColourMode.RISK:
            return _risk(booking)
        return self._named(name_of(booking, mode), mode)

    def _named(self, name: str, mode: ColourMode) -> tuple[str, str]:
        if mode is not self._mode or name not in self._names:
            self._learn(mode)
        return PALETTE[self._names[name] % len(PALETTE)], name or tr("Without")

    def _learn(self, mode: ColourMode) -> None:
        """Give colours to all names of the plan that have none yet."""
        if mode is not self._mode:
            self._mode = mode
            self._names.clear()
        every = {name_of(booking, mode) for booking in self._scene.rows.bookings.values()}
        for name in sorted(every - self._names.keys()):
            self._names[name] = len(self._names)


def name_of(booking: BoardBooking, mode: ColourMode) -> str:
    return booking.order_type if mode is ColourMode.ORDER_TYPE else booking.customer


def _risk(booking: BoardBooking) -> tuple[str, str]:
    if booking.due is None:
        return "neutral", tr("No due date")
    if booking.finish > booking.due:
        return "critical", tr("Late")
    close = booking.due - booking.finish < CLOSE
    return ("major", tr("Hardly in time")) if close else ("good", tr("In time"))
