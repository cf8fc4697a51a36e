"""A scenario while it is put together, and what is compared in the end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.planning.whatif.asked import Asked, Outcome
from domain.planning.whatif.figures import Figures
from domain.planning.whatif.queries import ScenarioRow
from domain.planning.whatif.values import Variation

#: Records to choose from, by id and name.
Choices = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What those are called whom scenarios speak of."""

    technicians: Mapping[int, str] = field(default_factory=dict)
    slas: Mapping[int, str] = field(default_factory=dict)
    customers: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """A scenario that is being put together; without a name of its own it is called by what it supposes."""

    id: int
    variations: tuple[Variation, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to choose from."""

    profiles: Choices
    slas: Choices


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a comparison is: the scenario at `place` of `count`, and how long its search runs already."""

    place: int
    count: int
    name: str
    elapsed: float
    seconds: float
    best: float | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """One column of the comparison: the plan in force, what was found for a scenario, or one that was kept."""

    key: str
    name: str
    supposed: str
    figures: Figures | None
    told: tuple[str, ...] = ()
    outcome: Outcome | None = None
    asked: Asked | None = None
    scenario_id: int | None = None
    planned: bool = False
    """Whether it is the plan in force, for which nothing was searched."""

    @property
    def can_be_kept(self) -> bool:
        """Whether it was searched, and is not kept already."""
        return self.outcome is not None and self.figures is not None and not self.planned and self.scenario_id is None

    @property
    def can_be_proposed(self) -> bool:
        """Whether its plan could be made as things are: nothing is supposed in it that is not there."""
        found = None if self.outcome is None else self.outcome.found
        return self.outcome is not None and found is not None and self.outcome.supposition.is_real and not self.planned


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A kept scenario in the list of them."""

    id: int
    row: ScenarioRow
    supposed: str
    days: str
    shown: bool = False
    """Whether it stands in the comparison."""

    @property
    def created_at(self) -> datetime:
        """When it was kept."""
        return self.row.created_at
