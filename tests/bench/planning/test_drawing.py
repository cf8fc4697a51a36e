"""How plans get better with time, drawn."""

from typing import Any
from xml.etree import ElementTree as ET

from bench.planning.drawing import curves, drawn

FIGURES: dict[str, Any] = {
    "days": {"20x150": {"chosen": {"curve": [[0.1, 200.0], [1.0, 100.0]]}, "by_hand": {"curve": []}}},
    "large": {"chosen": {"50x400x14": {"curve": [[0.5, 110.0], [9.0, 100.0]]}}},
    "violations": 0,
}
SVG = "{http://www.w3.org/2000/svg}"


def test_the_curves_are_those_of_days_and_of_two_weeks() -> None:
    found = {name: list(map(tuple, curve)) for name, curve in curves(FIGURES).items()}
    assert found == {"20x150": [(0.1, 200.0), (1.0, 100.0)], "50x400x14": [(0.5, 110.0), (9.0, 100.0)]}


def test_each_size_is_a_line_of_stairs_with_its_name() -> None:
    picture = ET.fromstring(drawn(curves(FIGURES)))
    lines = [line.get("points", "").split() for line in picture.iter(f"{SVG}polyline")]
    assert [len(line) for line in lines] == [3, 3]
    heights = [float(point.split(",")[1]) for point in lines[0]]
    assert heights == [30.0, 30.0, 370.0]
    assert {"20x150", "50x400x14", "0.1 s", "100 %"} <= {text.text for text in picture.iter(f"{SVG}text")}


def test_nothing_measured_is_an_empty_sheet() -> None:
    assert not list(ET.fromstring(drawn({})).iter(f"{SVG}polyline"))
