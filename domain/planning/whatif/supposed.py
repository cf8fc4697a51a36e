"""The days as they would be."""

from dataclasses import dataclass, replace
from typing import Self

from domain.planning.scope import Scope
from domain.planning.translation.loaded import Loaded


@dataclass(frozen=True, slots=True)
class Supposed:
    """What a search would read, and in sentences what could not be supposed, or changes nothing."""

    loaded: Loaded
    scope: Scope
    told: tuple[str, ...] = ()

    def telling(self, *sentences: str) -> Self:
        """The same with more to tell."""
        return replace(self, told=(*self.told, *sentences))
