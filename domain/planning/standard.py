"""The profiles that a service centre begins with; whoever plans goes on from there."""

from msgspec.structs import replace
from sqlalchemy import select

from domain.language import tr
from domain.planning.goals import ByPriority, Goals
from domain.planning.model import PlanningProfile
from domain.planning.profiles import ProfileDraft, create_profile
from domain.store.unit_of_work import UnitOfWork

BALANCED = Goals()
LEAST_TRAVEL = replace(BALANCED, travel=3.0, not_preferred=10.0, moved=5.0, given_away=5.0)
PROMISES_FIRST = replace(BALANCED, late=ByPriority(20.0, 10.0, 5.0, 2.0), promised=20.0)
FEW_CHANGES = replace(BALANCED, moved=60.0, given_away=90.0, taken_off=1000.0)


def ensure_profiles(work: UnitOfWork) -> bool:
    """Give a database without profiles the usual ones, the balanced one as the default; whether that was so."""
    if work.session.scalar(select(PlanningProfile.id).limit(1)) is not None:
        return False
    for name, goals in standard_goals().items():
        create_profile(work, ProfileDraft(name, goals))
    return True


def standard_goals() -> dict[str, Goals]:
    """The usual goals by name, the balanced ones first."""
    return {
        tr("Balanced"): BALANCED,
        tr("Least travel"): LEAST_TRAVEL,
        tr("Promises first"): PROMISES_FIRST,
        tr("Few changes"): FEW_CHANGES,
    }
