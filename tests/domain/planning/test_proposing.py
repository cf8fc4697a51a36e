"""A wish for a better plan ends in a proposal that the board takes, or in one that says why there is none."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from domain.errors import Refusal
from domain.optimising.running.ending import Ending, How, Progress
from domain.optimising.running.messages import Failure
from domain.optimising.running.workers import Workers
from domain.planning.accepting import accept
from domain.planning.model import ChangeKind, ProposalStatus
from domain.planning.profiles import ProfileDraft, create_profile
from domain.planning.proposals import store_proposal
from domain.planning.proposing import Wanted, found, propose, read
from domain.planning.queries import ProposalRow, changes, proposal
from domain.planning.scope import Scope, Touch
from domain.store.store import Store
from tests.domain.planning.proposed import Day, a_day
from tests.support.edited import TEN, spans
from tests.support.workshop import Workshop

MIDNIGHT = TEN - timedelta(hours=10)
ONE_DAY = Scope(MIDNIGHT, MIDNIGHT + timedelta(days=1), touch=Touch.UNLOCKED)


@pytest.fixture
def day(store: Store, workshop: Workshop) -> Day:
    return a_day(store, workshop)


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers()
    yield made
    made.close()


def head(store: Store, key: int) -> ProposalRow:
    with store.read() as session:
        found = proposal(session, key)
    assert found is not None
    return found


def test_what_waits_is_searched_for_proposed_and_accepted(day: Day, workers: Workers) -> None:
    heard: list[Progress] = []
    key = propose(day.store, "kim", workers, Wanted(ONE_DAY, day.profile, 4.0, seed=5), told=heard.append)
    made = head(day.store, key)
    assert (made.status, made.failure, made.seed) == (ProposalStatus.READY, "", 5)
    assert made.engine
    assert heard
    assert sum(made.cost_after.values()) < sum(made.cost_before.values())
    rows = {row.order_id: row for row in day.rows(key)}
    assert all(rows[order].kind is ChangeKind.ASSIGN and rows[order].cost < 0 for order in day.waiting)
    assert all(row.warnings == () and row.why == "" for row in rows.values())
    assert day.store.run("kim", accept, key).untaken == ()
    assert len(spans(day.store)) == 5


def test_where_there_is_nothing_to_plan_nothing_is_searched(store: Store, workshop: Workshop, workers: Workers) -> None:
    profile = store.run("kim", create_profile, ProfileDraft("Balanced"))
    sunday = Scope(MIDNIGHT - timedelta(days=2), MIDNIGHT - timedelta(days=1))
    made = head(store, propose(store, "kim", workers, Wanted(sunday, profile, 1.0)))
    assert (made.status, made.cost_before, made.left_out) == (ProposalStatus.READY, {}, 0)


def test_a_profile_that_is_gone_is_refused(day: Day, workers: Workers) -> None:
    with pytest.raises(Refusal, match="These goals are not there any more"):
        propose(day.store, "kim", workers, Wanted(ONE_DAY, day.profile + 1, 1.0))


def test_a_search_that_failed_is_kept_with_its_sentence_and_changes_nothing(day: Day) -> None:
    task = read(day.store, Wanted(ONE_DAY, day.profile, 1.0))
    ending = Ending(How.FAILED, task.translated.present, failure=Failure.DIED)
    key = day.store.run("kim", store_proposal, found(task, ending))
    assert head(day.store, key).failure == ending.sentence
    with day.store.read() as session:
        assert changes(session, key) == ()
