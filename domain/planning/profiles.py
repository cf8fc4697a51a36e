"""Goals of planning under names: what those who plan can choose from."""

from dataclasses import dataclass, field
from math import isfinite

import msgspec
from sqlalchemy import select

from domain.errors import Refusal
from domain.language import grouped, tr
from domain.planning.goals import Goals
from domain.planning.impact import Limit
from domain.planning.model import PlanningProfile
from domain.store.names import is_taken
from domain.store.references import is_used
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version

#: Dearer than this nothing is: more would not change a plan.
DEAREST = 1_000_000
#: Nobody works longer than this after the end of a day.
LONGEST_OVERTIME = 12 * 60


@dataclass(frozen=True, slots=True)
class ProfileDraft:
    """A profile as it is entered; what is found with it applies itself within `limit` (None: never)."""

    name: str
    goals: Goals = field(default_factory=Goals)
    limit: Limit | None = None


def create_profile(work: UnitOfWork, draft: ProfileDraft) -> int:
    """Make a profile; returns its id. The first one is the default."""
    first = work.session.scalar(select(PlanningProfile.id).limit(1)) is None
    profile = PlanningProfile(name="", goals="", is_default=first)
    _fill(work, profile, draft)
    return work.add(profile, "planning_profile.created").id


def change_profile(work: UnitOfWork, profile_id: int, draft: ProfileDraft, version: int) -> None:
    """Change a profile that was read as `version`; proposals keep the goals that they were made with."""
    profile = work.get(PlanningProfile, profile_id, lock=True)
    check_version(profile, version, profile.name)
    _fill(work, profile, draft)
    work.note("planning_profile.changed", profile)


def make_default(work: UnitOfWork, profile_id: int) -> None:
    """Let this profile be the one that is chosen from the start."""
    before = work.session.scalars(select(PlanningProfile).where(PlanningProfile.is_default).with_for_update()).first()
    profile = work.get(PlanningProfile, profile_id, lock=True)
    if not profile.active:
        raise Refusal(tr("“{name}” is switched off; switch it on first.", name=profile.name))
    if before is profile:
        return
    if before is not None:
        before.is_default = False
        work.note("planning_profile.changed", before)
        work.session.flush()
    profile.is_default = True
    work.note("planning_profile.changed", profile)


def switch_profile(work: UnitOfWork, profile_id: int, *, active: bool) -> None:
    """Offer a profile, or do not any more; the default is always offered."""
    profile = work.get(PlanningProfile, profile_id, lock=True)
    if profile.is_default and not active:
        raise Refusal(tr("“{name}” is the default; make another profile the default first.", name=profile.name))
    profile.active = active
    work.note("planning_profile.changed", profile)


def delete_profile(work: UnitOfWork, profile_id: int) -> None:
    """Delete a profile with which nothing was found that is still kept, and by which no run goes."""
    profile = work.get(PlanningProfile, profile_id, lock=True)
    if profile.is_default:
        raise Refusal(tr("“{name}” is the default; make another profile the default first.", name=profile.name))
    if is_used(work.session, profile):
        raise Refusal(
            tr("Proposals, scenarios or automatic planning go by “{name}”; switch it off instead.", name=profile.name)
        )
    work.note("planning_profile.deleted", profile)
    work.session.delete(profile)


def _fill(work: UnitOfWork, profile: PlanningProfile, draft: ProfileDraft) -> None:
    name = draft.name.strip()
    if not name:
        raise Refusal(tr("Give the profile a name."), field="name")
    if is_taken(work.session, PlanningProfile.name, name, profile.id):
        raise Refusal(tr("There is already a profile called “{name}”.", name=name), field="name")
    check_goals(draft.goals)
    _check_limit(draft.limit)
    profile.name, profile.goals = name, encode(draft.goals)
    profile.impact_limit = "" if draft.limit is None else msgspec.json.encode(draft.limit).decode()


def check_goals(goals: Goals) -> None:
    """Refuse prices that make no sense, beside the name of the one that is wrong. Raises Refusal."""
    for name, price in _prices(goals):
        if not isfinite(price) or price < 0:
            raise Refusal(tr("This must be a number from 0 on."), field=name)
        if price > DEAREST:
            raise Refusal(tr("This is too much: {most} at most.", most=grouped(DEAREST)), field=name)
    if goals.overtime_minutes > LONGEST_OVERTIME:
        raise Refusal(tr("This is too much: {most} at most.", most=LONGEST_OVERTIME), field="overtime_minutes")


def _check_limit(limit: Limit | None) -> None:
    for name, most in ({} if limit is None else msgspec.structs.asdict(limit)).items():
        if most < 0:
            raise Refusal(tr("This must be a number from 0 on."), field=f"limit.{name}")


def _prices(goals: Goals) -> list[tuple[str, float]]:
    """Every price by name; one for each priority as "late.high"."""
    found: list[tuple[str, float]] = []
    for name, value in msgspec.structs.asdict(goals).items():
        if isinstance(value, msgspec.Struct):
            found += [(f"{name}.{part}", price) for part, price in msgspec.structs.asdict(value).items()]
        elif value is not None:
            found.append((name, value))
    return found


def encode(goals: Goals) -> str:
    """The goals as they are stored."""
    return msgspec.json.encode(goals).decode()


def decode(text: str) -> Goals:
    """Stored goals; what was not known yet when they were stored is as it is without being set."""
    return msgspec.json.decode(text, type=Goals)
