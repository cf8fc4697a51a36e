"""Everything that a comparison reads, before anything is searched."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.language import tr
from domain.planning.goals import Goals
from domain.planning.model import PlanningProfile
from domain.planning.profiles import decode
from domain.planning.translation.loaded import Loaded, load
from domain.planning.whatif.asked import Asked
from domain.planning.whatif.checking import check_asked
from domain.planning.whatif.imagining import imagine
from domain.planning.whatif.other_sla import read_dues
from domain.planning.whatif.supposing import Facts
from domain.planning.whatif.values import OtherSla, Visits
from domain.store.store import Store


@dataclass(frozen=True, slots=True)
class Ground:
    """The days as they are, by which goals they are planned, and what suppositions ask for beside."""

    goals: Goals
    loaded: Loaded
    facts: Facts


def read(store: Store, asked: Asked, zone: tzinfo | None) -> Ground:
    """What suppositions are applied to. Raises Refusal where something that they name is not there."""
    now = store.clock.now()
    with store.read() as session:
        check_asked(session, asked, zone)
        profile = session.get(PlanningProfile, asked.profile_id)
        if profile is None:
            raise Refusal(tr("These goals are not there any more; choose others."), field="goals")
        loaded = load(session, asked.scope, now, zone)
        return Ground(decode(profile.goals), loaded, _facts(session, asked, loaded, now))


def _facts(session: Session, asked: Asked, loaded: Loaded, now: datetime) -> Facts:
    """What is asked for several times is read once."""
    named = {variation for each in asked.suppositions for variation in each.variations}
    today = min(now, asked.scope.since).astimezone(loaded.zone).date()
    return Facts(
        {each: read_dues(session, each, loaded, asked.scope, now) for each in named if isinstance(each, OtherSla)},
        {each: imagine(session, today, each.until, now) for each in named if isinstance(each, Visits)},
    )
