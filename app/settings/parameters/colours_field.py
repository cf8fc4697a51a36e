"""The colours of priorities, booking statuses and stages, each as a line with its picture."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from app.settings.parameters.colour_line import ColourLine
from app.settings.parameters.colour_remarks import remark
from app.shared.chips import Chip, Shape
from app.shared.chosen_tones import with_chosen
from app.shared.fields import Field
from app.shared.files import resource
from app.shared.layout import label
from app.shared.theme import Theme
from app.shared.tokens import load_tokens
from domain.language import tr
from domain.orders.model import StageMeaning
from domain.parameters.colours import is_colour
from domain.scheduling.model import BookingStatus
from domain.words import Priority


class ColoursField(Field):
    """Those that were chosen, by what has them; all else is as the theme has it."""

    def __init__(self, name: str, title: str, theme: Theme) -> None:
        whole = QWidget()
        super().__init__(name, title, whole)
        self._grounds = [load_tokens(resource("themes", f"tokens-{name}.json")) for name in ("light", "dark")]
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(4, 1)
        self.lines: dict[str, ColourLine] = {}
        for heading, chips in _chips().items():
            grid.addWidget(label(heading, "section"), grid.rowCount(), 0, 1, 4)
            for chip in chips:
                self.lines[chip.tone] = line = ColourLine(chip, theme, whole)
                line.place(grid)
                line.edited.connect(self._on_line_edited)
        whole.setFocusProxy(self.lines["priority.critical"].digits)
        self._show()

    def value(self) -> dict[str, str]:
        return {key: line.colour() for key, line in self.lines.items() if line.colour()}

    def set_value(self, value: Any) -> None:
        chosen: Mapping[str, str] = value or {}
        for key, line in self.lines.items():
            line.digits.setText(chosen.get(key, ""))

    @Slot()
    def _on_line_edited(self) -> None:
        self._show()
        self._on_edited()

    def _show(self) -> None:
        """Show every line, because what one is too much like may be another."""
        typed = self.value()
        seen = {key: colour for key, colour in typed.items() if is_colour(colour)}
        grounds = [with_chosen(tokens, seen) for tokens in self._grounds]
        chips = [line.chip for line in self.lines.values()]
        for key, line in self.lines.items():
            line.show_as(grounds, remark(line.chip, chips, typed[key], grounds) if key in typed else "")


def _chips() -> dict[str, list[Chip]]:
    """What has a colour, under its heading."""
    return {
        tr("Priority"): [_chip(f"priority.{each.value}", each.label, each.letter) for each in Priority],
        tr("Booking status"): [_chip(f"status.{each.value}", each.label) for each in BookingStatus],
        tr("Stage"): [_chip(f"stage.{each.value}", each.label) for each in StageMeaning],
    }


def _chip(key: str, words: str, letter: str = "") -> Chip:
    return Chip(words, key, Shape.SQUARE, letter or words[:1].upper(), soft=True)
