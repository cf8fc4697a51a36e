"""On which terms placements are judged: how strict each rule is, and how long ways take."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from sqlalchemy.orm import Session

from domain.parameters import service
from domain.parameters.placement_rules import PLACEMENT_RULES, Kind, Strictness
from domain.scheduling.rules.findings import Level
from domain.scheduling.travel import loading as travel_loading
from domain.scheduling.travel.travel import STRAIGHT, Travel


@dataclass(frozen=True, slots=True)
class Terms:
    """A rule that is not among the `levels` is not checked."""

    levels: Mapping[Kind, Level]
    travel: Travel = STRAIGHT
    reason_required: bool = True
    """Whether a warning is overridden only with a reason."""
    now: datetime | None = None
    """The moment at which is judged; None: nothing is past."""

    def at(self, now: datetime | None) -> Self:
        """The same terms at a moment."""
        return replace(self, now=now)


def levels(rules: Mapping[Kind, Strictness]) -> Mapping[Kind, Level]:
    """Those that are checked at all."""
    return {kind: Level(strict) for kind, strict in rules.items() if strict is not Strictness.OFF}


#: As they are without being set.
DEFAULT = Terms(levels(PLACEMENT_RULES))


def load(session: Session) -> Terms:
    """The terms of this service centre."""
    parameters = service.read(session)
    return Terms(levels(parameters.placement_rules), travel_loading.load(session), parameters.override_reason_required)
