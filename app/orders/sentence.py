"""The sentence of filters over the list of orders, and what it asks for."""

from collections.abc import Sequence

from app.shared.filters import Chosen, Filter
from domain.language import tr
from domain.orders.queries import StageChoice
from domain.reporting.order_list import OrderSearch
from domain.reporting.order_sorting import SortKey
from domain.reporting.order_standing import Standing
from domain.words import Priority

DEFAULT = {"standing": [Standing.OPEN.value]}


def filters() -> tuple[Filter, ...]:
    """Such as "open · any priority · any stage"."""
    return (
        Filter("standing", tr("all orders"), tuple((each.value, each.label) for each in Standing), several=False),
        Filter("priority", tr("any priority"), tuple((each.value, each.label.lower()) for each in Priority)),
        Filter("stage", tr("any stage"), ()),
    )


def stage_choices(stages: Sequence[StageChoice]) -> list[tuple[str, str]]:
    """The stages as the filter offers them."""
    return [(str(stage.id), stage.name) for stage in stages]


def asked(words: str, chosen: Chosen, sort: SortKey | None, *, descending: bool) -> OrderSearch:
    """What the chosen words, the search and the header of the table ask for."""
    standing = next(iter(chosen.get("standing", ())), None)
    return OrderSearch(
        words=words,
        standing=None if standing is None else Standing(standing),
        priorities=frozenset(Priority(value) for value in chosen.get("priority", ())),
        stage_ids=frozenset(int(value) for value in chosen.get("stage", ())),
        sort=sort,
        descending=descending,
    )
