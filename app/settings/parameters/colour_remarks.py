"""What there is to say of a chosen colour: that it is none, hardly seen somewhere, or like another one."""

from collections.abc import Sequence

from PySide6.QtGui import QColor

from app.shared.chips import Chip
from app.shared.contrast import look_alike
from app.shared.tokens import Tokens
from domain.language import tr
from domain.parameters.colours import is_colour, not_a_colour


def remark(chip: Chip, others: Sequence[Chip], typed: str, grounds: Sequence[Tokens]) -> str:
    """The gravest sentence about what was typed for `chip`; empty if all is well."""
    if not is_colour(typed):
        return not_a_colour()
    for tokens in grounds:
        shown = tokens.tone(chip.tone).fill
        if shown != typed:
            return _faint(shown, dark=tokens.dark)
    kind = chip.tone.split(".", maxsplit=1)[0]
    for other in others:
        if other is not chip and other.tone.startswith(kind) and _alike(chip, other, grounds):
            return tr("Looks like “{other}”: only the letter tells them apart.", other=other.text)
    return ""


def _faint(shown: str, *, dark: bool) -> str:
    if dark:
        return tr("Too dark to be seen on a dark ground; it is shown lighter there: {colour}.", colour=shown)
    return tr("Too light to be seen on a light ground; it is shown darker there: {colour}.", colour=shown)


def _alike(chip: Chip, other: Chip, grounds: Sequence[Tokens]) -> bool:
    return any(
        look_alike(QColor(tokens.tone(chip.tone).fill), QColor(tokens.tone(other.tone).fill)) for tokens in grounds
    )
