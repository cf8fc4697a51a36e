"""Profiles of goals, read and kept."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session

from app.settings.planning_profiles.values import GRIDS, draft_of
from app.settings.source import Loaded, Source
from domain.errors import Refusal
from domain.planning import profiles as service
from domain.planning.model import PlanningProfile
from domain.planning.queries import ProfileRow, profiles
from domain.store.names import name_of_copy
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority


def read(session: Session) -> Loaded[ProfileRow]:
    return Loaded(profiles(session))


def save(work: UnitOfWork, before: ProfileRow | None, values: Mapping[str, Any]) -> int:
    with _beside_its_grid():
        key = _kept(work, before, draft_of(values))
    if values["active"] != (before.active if before else True):
        _switch(work, key, active=values["active"])
    return key


def remove(work: UnitOfWork, row: ProfileRow) -> None:
    service.delete_profile(work, row.id)


def make_default(work: UnitOfWork, row: ProfileRow) -> None:
    service.make_default(work, row.id)


def copy(work: UnitOfWork, row: ProfileRow) -> None:
    name = name_of_copy(work.session, PlanningProfile.name, row.name)
    service.create_profile(work, service.ProfileDraft(name, row.goals, row.limit))


def can_be_default(row: ProfileRow) -> bool:
    return row.active and not row.is_default


def _kept(work: UnitOfWork, before: ProfileRow | None, draft: service.ProfileDraft) -> int:
    if before is None:
        return service.create_profile(work, draft)
    service.change_profile(work, before.id, draft, before.version)
    return before.id


def _switch(work: UnitOfWork, key: int, *, active: bool) -> None:
    try:
        service.switch_profile(work, key, active=active)
    except Refusal as refusal:
        raise Refusal(str(refusal), field="active") from refusal


@contextmanager
def _beside_its_grid() -> Iterator[None]:
    """What is wrong for one priority stands below the grid of all four, and says for which."""
    try:
        yield
    except Refusal as refusal:
        name, _, part = (refusal.field or "").partition(".")
        if name not in GRIDS:
            raise
        raise Refusal(f"{Priority(part).label}: {refusal}", field=name) from refusal


SOURCE = Source(("planning profile",), read, save, remove)
