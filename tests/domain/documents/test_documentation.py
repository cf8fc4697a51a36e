"""What stands in docs/papers.md is what there is."""

import dataclasses

import pytest

from domain.documents import content, visit_content
from domain.documents.formats import FILTERS, FUNCTIONS
from tests.support.source import ROOT

VALUES = [each for each in (*vars(content).values(), *vars(visit_content).values()) if dataclasses.is_dataclass(each)]


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_every_value_a_template_may_use_is_told(value: type) -> None:
    told = (ROOT / "docs" / "papers.md").read_text(encoding="utf-8")
    assert [name.name for name in dataclasses.fields(value) if f"`{name.name}`" not in told] == []


def test_every_filter_is_told() -> None:
    told = (ROOT / "docs" / "papers.md").read_text(encoding="utf-8")
    assert [name for name in (*FILTERS, *FUNCTIONS) if f"`{name}" not in told] == []
