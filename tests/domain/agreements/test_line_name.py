"""Lines that say the same are told apart by their assets."""

import pytest

from domain.agreements.line_name import line_name


@pytest.mark.parametrize(
    ("text", "asset", "name"),
    [
        ("Inspection", "Chiller 1", "Inspection · Chiller 1"),
        ("Inspection", "", "Inspection"),
        ("Maintenance of Chiller 1", "Chiller 1", "Maintenance of Chiller 1"),
    ],
)
def test_an_asset_is_named_once(text: str, asset: str, name: str) -> None:
    assert line_name(text, asset) == name
