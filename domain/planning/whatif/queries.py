"""Kept scenarios as flat frozen rows."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.planning import profiles
from domain.planning.goals import Goals
from domain.planning.model import PlanningProfile
from domain.planning.scope import Scope
from domain.planning.whatif.figures import Figures
from domain.planning.whatif.model import Scenario
from domain.planning.whatif.values import Variation, decode


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """What was supposed about the days of a scope, and what a search of so many seconds made of it."""

    id: int
    version: int
    name: str
    profile: str
    scope: Scope
    variations: tuple[Variation, ...]
    created_at: datetime
    created_by: str
    seconds: float
    figures: Figures
    goals: Goals
    """As they were then."""


def scenarios(session: Session) -> tuple[ScenarioRow, ...]:
    """All that are kept, the last one first."""
    statement = select(Scenario, PlanningProfile.name).join(Scenario.profile).order_by(Scenario.id.desc())
    return tuple(_row(found, profile) for found, profile in session.execute(statement))


def _row(found: Scenario, profile: str) -> ScenarioRow:
    return ScenarioRow(
        found.id,
        found.version,
        found.name,
        profile,
        msgspec.json.decode(found.scope, type=Scope),
        decode(found.variations),
        found.created_at,
        found.created_by,
        found.seconds,
        msgspec.convert(found.figures, Figures),
        profiles.decode(found.goals),
    )
