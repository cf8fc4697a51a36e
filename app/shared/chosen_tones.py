"""Tones of what a service centre may give colours of its own: the theme's until chosen, readable whatever is chosen."""

from collections.abc import Mapping

import msgspec
from PySide6.QtGui import QColor

from app.shared.contrast import contrast, mixed, readable
from app.shared.tokens import Tokens, Tone

ENOUGH = 4.5
SEEN = 1.4
"""A ground with less contrast to what is around it cannot be made out."""
SOFTEST, SOFT = 4, 16
"""How much of a colour is in its soft ground, in percent."""
STRONGER = 0.1
"""So much stronger the board paints the ground of what is under way."""
INKS = ("#ffffff", "#000000")


def with_chosen(tokens: Tokens, colours: Mapping[str, str]) -> Tokens:
    """The theme with the chosen colours, by what has them."""
    chosen = {name: chosen_tone(colour, tokens) for name, colour in colours.items()}
    return msgspec.structs.replace(tokens, tones={**tokens.tones, **chosen}) if chosen else tokens


def chosen_tone(colour: str, tokens: Tokens) -> Tone:
    """A colour as the theme can show it: with a letter on it, as words, and as a ground for words."""
    surface, text = QColor(tokens.surface), QColor(tokens.text)
    fill = readable(QColor(colour), surface, SEEN, text)
    on_fill = max(INKS, key=lambda ink: contrast(QColor(ink), fill))
    soft = _soft(fill, surface, QColor(tokens.text_muted))
    return Tone(fill.name(), on_fill, readable(fill, soft, ENOUGH, text).name(), soft.name())


def _soft(fill: QColor, surface: QColor, ink: QColor) -> QColor:
    """The strongest ground on which quiet words can still be read."""
    for percent in range(SOFT, SOFTEST, -1):
        soft = QColor(mixed(fill, surface, percent / 100).name())
        if contrast(ink, mixed(fill, soft, STRONGER)) >= ENOUGH:
            return soft
    return mixed(fill, surface, SOFTEST / 100)
