"""A run behind the board of the small company, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from domain.planning.automatic.concluding import Begun, conclude
from domain.planning.automatic.model import Trigger
from domain.planning.automatic.queries import RunRow, runs
from domain.planning.automatic.service import RunDraft, create_run
from domain.planning.changes import Change, Found
from domain.planning.impact import Limit
from domain.planning.profiles import ProfileDraft, create_profile, encode
from domain.planning.queries import ProposalRow, proposals
from domain.planning.scope import Touch
from domain.planning.standard import FEW_CHANGES
from domain.store.journal import FACT_COLUMNS, FactRow, journal, to_fact
from domain.store.store import Store
from tests.support.edited import spans

#: By booking who has it, and when.
Board = Mapping[int, tuple[int, datetime, datetime]]
#: The days of the small company are booked from tomorrow on.
DAYS = 2


@dataclass(frozen=True, slots=True)
class Behind:
    """One run, and the store behind whose board it stands."""

    store: Store
    key: int
    profile: int

    def conclude(self, *changes: Change, seen: RunRow | None = None, **more: Any) -> str:
        """As if this had been found by a run that began as it was `seen`, or as it is now."""
        found = Found(self.profile, encode(FEW_CHANGES), "{}", changes=changes, planning_run_id=self.key, **more)
        return self.store.run("optimiser", conclude, Begun(self.key, (seen or self.row).next_at), found)

    @property
    def row(self) -> RunRow:
        with self.store.read() as session:
            return next(row for row in runs(session) if row.id == self.key)

    @property
    def proposals(self) -> tuple[ProposalRow, ...]:
        with self.store.read() as session:
            return proposals(session)[::-1]

    @property
    def board(self) -> Board:
        """As it is now."""
        return spans(self.store)

    def facts(self, kind: str) -> list[FactRow]:
        with self.store.read() as session:
            found = session.execute(select(*FACT_COLUMNS).where(journal.c.kind == kind).order_by(journal.c.id))
            return [to_fact(row) for row in found]


def behind(store: Store, limit: Limit | None = None, **more: Any) -> Behind:
    """A standing run with few changes; with a limit it applies what it finds."""
    profile = store.run("kim", create_profile, ProfileDraft("Few changes", FEW_CHANGES, limit))
    draft = RunDraft("Behind the board", profile, Trigger.STANDING, zone="Europe/Berlin", after_orders=True, days=DAYS)
    draft = replace(draft, touch=Touch.UNLOCKED, applies=limit is not None)
    return Behind(store, store.run("kim", create_run, replace(draft, **more)), profile)
