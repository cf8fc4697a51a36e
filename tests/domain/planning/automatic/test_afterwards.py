"""Reasons that are told once there is time stand beside the proposal that the run has kept."""

from dataclasses import replace
from datetime import timedelta

from domain.clock import FixedClock
from domain.planning.automatic.afterwards import tell_reasons
from domain.planning.changes import Change
from domain.planning.model import ChangeKind
from domain.planning.proposals import discard
from domain.store.store import Store
from tests.domain.planning.automatic.boards import behind
from tests.domain.planning.proposed import a_day
from tests.support.workshop import Workshop

LATER = timedelta(minutes=1)
FULL = "Everybody has something to do."


def test_reasons_of_what_is_found_once_more_stand_beside_what_is_kept_from_before(
    store: Store, workshop: Workshop, fixed_clock: FixedClock
) -> None:
    day, run = a_day(store, workshop), behind(store)
    bare = Change(ChangeKind.LEFT_OUT, day.waiting[0])
    found = replace(bare, reasons=FULL), day.usual()[3]
    run.conclude(bare, found[1])
    fixed_clock.advance(LATER)
    at = fixed_clock.now()
    run.conclude(bare, found[1])
    (kept,) = run.proposals
    assert store.run("optimiser", tell_reasons, run.key, at, found) == 1
    assert [row.reasons for row in day.rows(kept.id) if row.kind is ChangeKind.LEFT_OUT] == [FULL]


def test_what_somebody_discarded_before_the_run_began_gets_no_reasons(
    store: Store, workshop: Workshop, fixed_clock: FixedClock
) -> None:
    day, run = a_day(store, workshop), behind(store)
    bare = Change(ChangeKind.LEFT_OUT, day.waiting[0])
    run.conclude(bare, day.usual()[3])
    store.run("kim", discard, run.proposals[0].id)
    fixed_clock.advance(LATER)
    reasons = replace(bare, reasons=FULL)
    assert store.run("optimiser", tell_reasons, run.key, fixed_clock.now(), [reasons]) == 0
