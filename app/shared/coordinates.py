"""Latitude and longitude as one input, typed or pasted as maps write them."""

import re
from typing import Any

from app.shared.fields import TextField
from domain.errors import Refusal
from domain.language import tr

_NUMBER = r"([+-]?\d+(?:[.,]\d+)?)\s*°?"
_PAIR = re.compile(rf"{_NUMBER}\s*(?:[;\s]|,(?:\s|(?=[+-])))\s*{_NUMBER}")
_TIGHT = re.compile(r"([+-]?\d+\.\d+),([+-]?\d+\.\d+)")
Pair = tuple[float, float]


class CoordinatesField(TextField):
    """The value is what is typed; `pair_of` makes numbers of it."""

    def __init__(self, title: str = "") -> None:
        super().__init__("coordinates", title or tr("Latitude, longitude"), tr("As maps write them: 53.5503, 9.9920"))

    def set_value(self, value: Any) -> None:
        super().set_value(written(value) if isinstance(value, tuple) else value)


def written(pair: Pair) -> str:
    """The two numbers as maps write them."""
    return ", ".join(f"{number:.6f}".rstrip("0").rstrip(".") for number in pair)


def pair_of(text: str) -> Pair:
    """Latitude and longitude in degrees. Raises Refusal."""
    found = _TIGHT.fullmatch(text.strip()) or _PAIR.fullmatch(text.strip())
    if found is None:
        sentence = tr("Two numbers are needed here: degrees north, then degrees east, such as 53.5503, 9.9920.")
        raise Refusal(sentence, field="coordinates")
    latitude, longitude = (float(each.replace(",", ".")) for each in found.groups())
    return latitude, longitude
