"""How well two colours are told apart, and the nearest colour that is."""

from math import dist

from PySide6.QtGui import QColor

STEPS = 50
LIKE = 0.07
"""Below that distance of perceived colour two grounds of the size of a badge look the same."""


def contrast(one: QColor, other: QColor) -> float:
    """From 1, the same, to 21, black on white, as WCAG reckons it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def look_alike(one: QColor, other: QColor) -> bool:
    """Whether people hardly see a difference."""
    return dist(_perceived(one), _perceived(other)) < LIKE


def mixed(colour: QColor, into: QColor, share: float) -> QColor:
    """`into` with a share of `colour`, opaque, so that the contrast of text on it is known."""
    return QColor.fromRgbF(
        into.redF() + (colour.redF() - into.redF()) * share,
        into.greenF() + (colour.greenF() - into.greenF()) * share,
        into.blueF() + (colour.blueF() - into.blueF()) * share,
    )


def readable(colour: QColor, ground: QColor, enough: float, towards: QColor) -> QColor:
    """`colour`, or as much of `towards` in it as it needs for its contrast to `ground`."""
    for step in range(STEPS + 1):
        found = QColor(mixed(towards, colour, step / STEPS).name())
        if contrast(found, ground) >= enough:
            return found
    return towards


def _luminance(colour: QColor) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: QColor) -> tuple[float, float, float]:
    return _unbent(colour.redF()), _unbent(colour.greenF()), _unbent(colour.blueF())


def _unbent(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004  # sRGB


def _perceived(colour: QColor) -> tuple[float, float, float]:
    """The place of a colour in Oklab, where distances are those that people see."""
    red, green, blue = _linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )
