"""What the steps of a plan may speak of, as their inputs offer it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.monitoring.command_fields import Fields
from domain.monitoring.plans.wording import Names


@dataclass(frozen=True, slots=True)
class Known:
    """Names by key, and for each command the values that models take with it."""

    names: Names = field(default_factory=Names)
    commands: Mapping[str, Sequence[Fields]] = field(default_factory=dict)

    def fields_of(self, command: str) -> Fields:
        """The values that are asked for: all that some model takes."""
        found = {field.name: field for fields in self.commands.get(command, ()) for field in fields}
        return tuple(found.values())
