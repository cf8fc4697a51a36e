"""What was proposed is accepted in full, in part or not at all, and taken back, as one step each."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from domain.errors import Overtaken
from domain.planning.accepting import accept, accept_again, take_back
from domain.planning.changes import Change
from domain.planning.model import ChangeKind, Decision, ProposalStatus
from domain.planning.proposals import discard
from domain.planning.queries import ProposalRow, proposal
from domain.scheduling.placing.service import place
from domain.scheduling.requirement_model import OrderLink
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.domain.planning.proposed import Day, a_day
from tests.support.edited import HOUR, TEN, spans
from tests.support.workshop import Workshop


@pytest.fixture
def day(store: Store, workshop: Workshop) -> Day:
    return a_day(store, workshop)


def head(day: Day, key: int) -> ProposalRow:
    with day.store.read() as session:
        found = proposal(session, key)
    assert found is not None
    return found


def status(day: Day, key: int) -> ProposalStatus:
    return head(day, key).status


def at(day: Day) -> set[tuple[int, int]]:
    """Who has something from which hour on, counted from ten."""
    return {(technician, (start - TEN) // HOUR) for technician, start, _ in spans(day.store).values()}


def facts(day: Day, kind: str) -> list[dict[str, object]]:
    with day.store.read() as session:
        return list(session.scalars(select(journal.c.after).where(journal.c.kind == kind).order_by(journal.c.id)))


def test_all_of_it_is_done_on_the_board(day: Day) -> None:
    kim, lou = day.workshop.kim, day.workshop.lou
    key, rows = day.propose(*day.usual())
    assert [row.kind for row in rows] == [ChangeKind.MOVE, ChangeKind.MOVE, ChangeKind.ASSIGN, ChangeKind.ASSIGN]
    accepted = day.store.run("lou", accept, key)
    assert at(day) == {(kim, 0), (lou, 1), (lou, 2), (kim, 1), (kim, 4)}
    assert (status(day, key), accepted.untaken) == (ProposalStatus.ACCEPTED, ())
    after = day.rows(key)
    assert {(row.decision, row.decided_by) for row in after} == {(Decision.ACCEPTED, "lou")}
    assert [row.booking_id for row in after] == [each.booking_id for each in accepted.done]


def test_the_journal_tells_of_the_proposal_and_of_every_booking(day: Day) -> None:
    key, rows = day.propose(*day.usual())
    before = len(facts(day, "booking.moved")), len(facts(day, "booking.placed"))
    accepted = day.store.run("lou", accept, key)
    assert facts(day, "proposal.made")[0]["changes"] == 4
    (told,) = facts(day, "proposal.accepted")
    assert told["accepted"] == [row.id for row in rows]
    assert told["bookings"] == [each.booking_id for each in accepted.done]
    assert (len(facts(day, "booking.moved")), len(facts(day, "booking.placed"))) == (before[0] + 2, before[1] + 2)


def test_half_of_it_is_done_and_the_rest_can_be_accepted_later(day: Day) -> None:
    key, rows = day.propose(*day.usual())
    day.store.run("kim", accept, key, [rows[1].id, rows[3].id])
    assert [row.decision for row in day.rows(key)] == [Decision.OPEN, Decision.ACCEPTED] * 2
    assert status(day, key) is ProposalStatus.IN_PART
    assert day.store.run("kim", accept, key).untaken == ()
    assert status(day, key) is ProposalStatus.ACCEPTED


def test_what_fits_only_beside_others_stays_open_without_them(day: Day) -> None:
    key, rows = day.propose(*day.usual())
    accepted = day.store.run("kim", accept, key, [rows[2].id, rows[3].id])
    ((change, number, sentence),) = [(each.change_id, each.number, each.sentence) for each in accepted.untaken]
    assert (change, number) == (rows[2].id, rows[2].number)
    assert sentence.startswith("Kim already has SO-000002")
    assert [row.decision for row in day.rows(key)][2:] == [Decision.OPEN, Decision.ACCEPTED]
    day.store.run("kim", accept, key, [rows[0].id, rows[1].id, rows[2].id])
    assert status(day, key) is ProposalStatus.ACCEPTED


def test_none_of_it_is_done_when_it_is_discarded(day: Day) -> None:
    before = at(day)
    key, _ = day.propose(*day.usual())
    day.store.run("lou", discard, key)
    assert (at(day), status(day, key)) == (before, ProposalStatus.DISCARDED)
    assert {row.decision for row in day.rows(key)} == {Decision.REJECTED}
    with pytest.raises(Overtaken, match="nothing left to decide here: “Discarded”"):
        day.store.run("kim", accept, key)
    with pytest.raises(Overtaken, match="nothing left to decide here"):
        day.store.run("kim", discard, key)


def test_the_rest_is_discarded_when_a_part_was_accepted(day: Day) -> None:
    key, rows = day.propose(*day.usual())
    day.store.run("kim", accept, key, [rows[3].id])
    day.store.run("kim", discard, key)
    assert status(day, key) is ProposalStatus.IN_PART
    assert [row.decision for row in day.rows(key)] == [Decision.REJECTED] * 3 + [Decision.ACCEPTED]


def test_what_was_accepted_is_taken_back_and_done_again_in_one_step(day: Day) -> None:
    before = spans(day.store)
    key, _ = day.propose(*day.usual(), day.take_off(day.first))
    accepted = day.store.run("kim", accept, key)
    after = spans(day.store)
    taken = day.store.run("kim", take_back, accepted)
    assert (spans(day.store), status(day, key)) == (before, ProposalStatus.READY)
    assert {(row.decision, row.decided_by) for row in day.rows(key)} == {(Decision.OPEN, "")}
    again = day.store.run("kim", accept_again, taken)
    assert (spans(day.store), status(day, key)) == (after, ProposalStatus.ACCEPTED)
    day.store.run("kim", take_back, again)
    assert spans(day.store) == before


def test_what_was_taken_back_can_be_accepted_as_it_was_proposed(day: Day) -> None:
    key, _ = day.propose(*day.usual(), day.take_off(day.first))
    day.store.run("kim", take_back, day.store.run("kim", accept, key))
    assert day.store.run("lou", accept, key).untaken == ()
    assert status(day, key) is ProposalStatus.ACCEPTED


def test_half_of_it_is_taken_back_while_the_rest_is_decided(day: Day) -> None:
    key, rows = day.propose(*day.usual())
    half = day.store.run("kim", accept, key, [rows[3].id])
    day.store.run("lou", accept, key)
    day.store.run("kim", take_back, half)
    assert [row.decision for row in day.rows(key)] == [Decision.ACCEPTED] * 3 + [Decision.OPEN]
    assert status(day, key) is ProposalStatus.IN_PART


def test_it_is_not_taken_back_over_what_somebody_did_since(day: Day) -> None:
    key, _ = day.propose(*day.usual())
    accepted = day.store.run("kim", accept, key)
    other, _ = day.propose(day.move(day.third, day.workshop.lou, TEN + 5 * HOUR))
    day.store.run("lou", accept, other)
    with pytest.raises(Overtaken, match="Somebody else has moved SO-000003 meanwhile"):
        day.store.run("kim", take_back, accepted)
    assert status(day, key) is ProposalStatus.ACCEPTED


def test_a_team_is_accepted_together(day: Day) -> None:
    one, two, *_ = day.usual()
    key, rows = day.propose(with_team(one), with_team(two))
    accepted = day.store.run("kim", accept, key, [rows[0].id])
    assert accepted.change_ids == (rows[0].id, rows[1].id)


def test_where_nothing_could_be_accepted_nobody_is_told_that_it_was(day: Day) -> None:
    key, rows = day.propose(*day.usual())
    version = head(day, key).version
    assert day.store.run("kim", accept, key, [rows[2].id]).done == ()
    assert (facts(day, "proposal.accepted"), head(day, key).version) == ([], version)
    other, (only,) = day.propose(day.assign(1, day.workshop.lou, TEN + 6 * HOUR))
    day.store.run("lou", place, day.waiting[1], day.workshop.kim, TEN + 6 * HOUR, TEN + 7 * HOUR)
    assert day.store.run("kim", accept, other).done == ()
    assert facts(day, "proposal.accepted") == []
    (told,) = facts(day, "proposal.overtaken")
    assert (told["accepted"], told["overtaken"]) == ([], [only.id])
    assert status(day, other) is ProposalStatus.DISCARDED


def test_what_is_left_out_is_told_and_needs_no_decision(day: Day) -> None:
    left = Change(ChangeKind.LEFT_OUT, day.waiting[0], reasons="nobody can")
    key, rows = day.propose(left, day.assign(1, day.workshop.kim, TEN + 4 * HOUR))
    accepted = day.store.run("kim", accept, key)
    assert (rows[0].reasons, len(accepted.done), status(day, key)) == ("nobody can", 1, ProposalStatus.ACCEPTED)


def with_team(change: Change) -> Change:
    return replace(change, team=1)


def test_what_waits_for_another_job_is_accepted_with_it_and_not_alone(day: Day) -> None:
    first, after = day.waiting
    day.store.run("kim", link, after, first)
    kim = day.workshop.kim
    key, rows = day.propose(day.assign(0, kim, TEN + 4 * HOUR), day.assign(1, kim, TEN + 5 * HOUR))
    assert [row.warnings for row in rows] == [(), ()]
    alone = day.store.run("kim", accept, key, [rows[1].id])
    assert (alone.done, alone.untaken[0].change_id) == ((), rows[1].id)
    assert rows[0].number in alone.untaken[0].sentence
    assert day.store.run("kim", accept, key).change_ids == (rows[0].id, rows[1].id)


def link(work: UnitOfWork, order_id: int, after_id: int) -> None:
    work.add(OrderLink(order_id=order_id, after_id=after_id), "order_link.created")
