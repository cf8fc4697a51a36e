"""Goals as the form has them: a value for each price, and one for each part of what may be done without asking."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import asdict

from app.settings.planning_profiles.grid_field import Prices
from app.settings.planning_profiles.rows import Typed
from domain.errors import Refusal
from domain.language import tr
from domain.planning.goals import ByPriority, Goals
from domain.planning.impact import Limit
from domain.planning.profiles import ProfileDraft
from domain.planning.queries import ProfileRow
from domain.words import Priority

GRIDS = ("late", "left_out")
COUNTED = "overtime_minutes"
PRICES = tuple(name for name in asdict(Goals()) if name not in (*GRIDS, COUNTED))
#: What is offered at first to somebody who lets plans apply themselves.
FIRST_LIMIT = Limit(moved=3, minutes=30)


def values(row: ProfileRow | None, _beside: ProfileRow | None) -> Mapping[str, Any]:
    """A new profile begins with the prices as delivered."""
    limit = row.limit if row else None
    return {
        "name": row.name if row else "",
        **of_goals(row.goals if row else Goals()),
        "applies": limit is not None,
        **{f"limit.{name}": most for name, most in asdict(limit or FIRST_LIMIT).items()},
        "active": row.active if row else True,
    }


def of_goals(goals: Goals) -> dict[str, Any]:
    """What the fields of the prices hold."""
    found: dict[str, Any] = asdict(goals)
    for name in GRIDS:
        prices: ByPriority | None = found[name]
        found[name] = None if prices is None else {each: prices.of(each) for each in Priority}
    return found


def draft_of(given: Mapping[str, Any]) -> ProfileDraft:
    """The profile that the form tells. Raises Refusal for what is no number."""
    return ProfileDraft(given["name"], goals_of(given), limit_of(given) if given["applies"] else None)


def goals_of(given: Mapping[str, Any]) -> Goals:
    """The prices. Raises Refusal."""
    prices = {name: None if given[name] is None else _price(given[name], name) for name in PRICES}
    grids = {name: None if given[name] is None else _by_priority(given[name], name) for name in GRIDS}
    return Goals(**prices, **grids, overtime_minutes=given[COUNTED])  # type: ignore[arg-type]  # by name, one by one


def limit_of(given: Mapping[str, Any]) -> Limit:
    """What may change without being asked."""
    return Limit(**{name: given[f"limit.{name}"] for name in asdict(FIRST_LIMIT)})


def _by_priority(prices: Prices, name: str) -> ByPriority:
    return ByPriority(*(_price(prices[each], f"{name}.{each}") for each in Priority))


def _price(typed: Typed, name: str) -> float:
    if isinstance(typed, str):
        raise Refusal(tr("A number is needed here; 0 costs nothing."), field=name)
    return float(typed)
