"""What a rule does about its alerts, as far as that can be tried on the past."""

import msgspec

from domain.monitoring.model import Grouping
from domain.monitoring.plans.plan import Steps
from domain.words import Priority, Severity


class Answer(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """As a rule has it; with a `plan` the steps of that decide about orders."""

    severity: Severity = Severity.WARNING
    opens_order: bool = True
    priority: Priority = Priority.NORMAL
    grouping: Grouping = Grouping.NONE
    storm_limit: int | None = None
    storm_seconds: int = 3600
    quiet_while_visited: bool = True
    plan: Steps = ()


ALONE = Answer()
"""That of a rule of which nothing is known but what it watches for."""
