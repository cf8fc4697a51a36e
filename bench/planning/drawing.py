"""Draws how plans get better with time, a line for each size.

`python -m bench.planning.drawing figures.json curves.svg` draws the curves of `callout bench dispatch --json`.
"""

import argparse
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

Curve = Sequence[tuple[float, float]]

WIDTH, HEIGHT = 760, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 150, 30, 50
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#555555")
_FIRST = 0.1
_RANGES = (1, 2, 5, 10, 20, 50, 100, 200, 500)


def curves(figures: Mapping[str, Any], engine: str = "chosen") -> dict[str, Curve]:
    """The cost curve of each size, of days and of two weeks."""
    days = {name: each[engine]["curve"] for name, each in figures.get("days", {}).items() if engine in each}
    return days | {name: each["curve"] for name, each in figures.get("large", {}).get(engine, {}).items()}


def drawn(lines: Mapping[str, Curve]) -> str:
    """An SVG picture: seconds to the right, in powers; above, how many percent the cost is over the last one."""
    above = {name: tuple(_above(curve)) for name, curve in lines.items() if curve}
    sheet = _Sheet(
        max((seconds for curve in above.values() for seconds, _ in curve), default=1.0),
        max((percent for curve in above.values() for _, percent in curve), default=1.0),
    )
    parts = [*sheet.axes()]
    for place, (name, curve) in enumerate(above.items()):
        colour = _COLOURS[place % len(_COLOURS)]
        parts.append(sheet.line(curve, colour))
        parts.append(_text(WIDTH - _RIGHT + 16, _TOP + 20 * place, name, colour))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">'
    return "\n".join((head, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>', *parts, "</svg>\n"))


def _above(curve: Curve) -> Iterator[tuple[float, float]]:
    """The curve as stairs, in percent over its last cost."""
    last = curve[-1][1]
    steps = [(max(seconds, _FIRST), 100 * (cost / last - 1)) for seconds, cost in curve]
    yield steps[0]
    for (_, before), (seconds, percent) in pairwise(steps):
        yield seconds, before
        yield seconds, percent


class _Sheet:
    """Where seconds and percent are on the picture."""

    def __init__(self, seconds: float, percent: float) -> None:
        self._decades = max(1, math.ceil(math.log10(max(seconds, _FIRST) / _FIRST)))
        self._most = next((each for each in _RANGES if each >= percent), percent)

    def axes(self) -> Iterator[str]:
        """Lines at each power of ten and each fifth of the height, with their figures."""
        for power in range(self._decades + 1):
            x = self._x(_FIRST * 10**power)
            yield _rule(x, _TOP, x, HEIGHT - _BOTTOM)
            yield _text(x, HEIGHT - _BOTTOM + 18, f"{_FIRST * 10**power:g} s", anchor="middle")
        for fifth in range(6):
            percent = self._most * fifth / 5
            yield _rule(_LEFT, self._y(percent), WIDTH - _RIGHT, self._y(percent))
            yield _text(_LEFT - 8, self._y(percent) + 4, f"{percent:g} %", anchor="end")

    def line(self, curve: Curve, colour: str) -> str:
        """The line of one size."""
        points = " ".join(f"{self._x(seconds):.1f},{self._y(percent):.1f}" for seconds, percent in curve)
        return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'

    def _x(self, seconds: float) -> float:
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * math.log10(seconds / _FIRST) / self._decades

    def _y(self, percent: float) -> float:
        return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * percent / self._most


def _rule(x: float, y: float, to_x: float, to_y: float) -> str:
    return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="#dddddd"/>'


def _text(x: float, y: float, words: str, colour: str = "#333333", anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="13" fill="{colour}" text-anchor="{anchor}">{words}</text>'


def main() -> None:
    """Draw what the words say."""
    words = argparse.ArgumentParser()
    words.add_argument("figures", type=Path)
    words.add_argument("picture", type=Path)
    said = words.parse_args()
    figures = json.loads(said.figures.read_text(encoding="utf-8"))
    said.picture.write_text(drawn(curves(figures)), encoding="utf-8")


if __name__ == "__main__":
    main()
