"""What is to be compared, and what came of it."""

from dataclasses import dataclass

from domain.planning.changes import Found
from domain.planning.scope import Scope
from domain.planning.whatif.figures import Figures
from domain.planning.whatif.values import Supposition


@dataclass(frozen=True, slots=True)
class Asked:
    """Suppositions about the days of a scope, each searched for so many seconds by the goals of a profile."""

    scope: Scope
    profile_id: int
    seconds: float
    suppositions: tuple[Supposition, ...]
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a supposition comes to after so many seconds; without figures, `failure` says why in a sentence.

    `told` are sentences on what could not be supposed or planned. `found` is what a proposal of it would be. `goals`
    are those that it was found with, encoded.
    """

    supposition: Supposition
    figures: Figures | None = None
    seconds: float = 0.0
    failure: str = ""
    told: tuple[str, ...] = ()
    found: Found | None = None
    goals: str = ""
