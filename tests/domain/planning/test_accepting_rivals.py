"""Two who accept at once get each change once between them, and whoever is killed on the way has done nothing."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from sqlalchemy import select

from domain.errors import Overtaken
from domain.planning.accepting import accept
from domain.planning.model import Decision, ProposalStatus
from domain.planning.queries import proposal
from domain.store.journal import journal
from domain.store.store import Store
from tests.domain.planning.proposed import Day, a_day
from tests.support.edited import spans
from tests.support.rivals import kill, program, read, send
from tests.support.together import WAIT_SECONDS, wait_for_lock
from tests.support.workshop import Workshop, build

IMPORTS = """
from datetime import UTC, datetime
from domain.clock import FixedClock
from domain.errors import Refusal
from domain.planning.accepting import accept, take_back
"""
ON_THAT_DAY = """
store.clock = FixedClock(datetime(2026, 3, 2, 9, tzinfo=UTC))
"""
ACCEPT = (
    ON_THAT_DAY
    + """
try:
    accepted = store.run("rival", accept, int(words[0]))
    print(len(accepted.done), *(each.sentence for each in accepted.untaken), sep="|")
except Refusal as refusal:
    print(0, refusal, sep="|")
"""
)
ACCEPT_AND_WAIT = (
    ON_THAT_DAY
    + """
with store.write("rival") as work:
    accept(work, int(words[0]))
    work.session.flush()
    print("done", flush=True)
    sys.stdin.readline()
"""
)
BACK_AND_FORTH = (
    ON_THAT_DAY
    + """
while True:
    accepted = store.run("rival", accept, int(words[0]))
    print("there", flush=True)
    store.run("rival", take_back, accepted)
    print("back", flush=True)
"""
)


@pytest.fixture
def day(store: Store, workshop: Workshop) -> Day:
    return a_day(store, workshop)


def accept_at_once(database_url: str, *keys: int) -> list[list[str]]:
    """Processes that accept a proposal each: how many changes they made, and what they were told."""
    rivals = [program(IMPORTS, ACCEPT, database_url, [key]) for key in keys]
    for rival in rivals:
        send(rival)
    told = [rival.communicate()[0].strip().split("|") for rival in rivals]
    assert [rival.returncode for rival in rivals] == [0] * len(keys)
    return sorted(told, reverse=True)


def test_of_two_who_accept_the_same_one_does_and_the_other_is_told(day: Day, database_url: str) -> None:
    key, _ = day.propose(*day.usual())
    assert accept_at_once(database_url, key, key) == [
        ["4"],
        ["0", "There is nothing left to decide here: “Accepted”."],
    ]
    assert len(spans(day.store)) == 5


def test_of_two_proposals_about_the_same_one_is_accepted_and_the_other_overtaken(day: Day, database_url: str) -> None:
    one, two = (day.propose(*day.usual())[0] for _ in range(2))
    won, lost = accept_at_once(database_url, one, two)
    assert (won, lost[0], len(lost)) == (["4"], "0", 5)
    assert {each.split(" SO-")[0] for each in lost[1:3]} == {"rival has put"}
    assert {row.decision for key in (one, two) for row in day.rows(key)} == {Decision.ACCEPTED, Decision.OVERTAKEN}
    assert len(spans(day.store)) == 5


def test_who_accepts_what_is_being_accepted_waits_and_is_told(postgres_url: str) -> None:
    with closing(Store.open(postgres_url)) as store, ThreadPoolExecutor(1) as other:
        day = a_day(store, store.run("setup", build))
        key, rows = day.propose(*day.usual())
        with store.write("kim") as work:
            accept(work, key, [row.id for row in rows[:3]])
            whole = other.submit(store.run, "lou", accept, key, [row.id for row in rows])
            wait_for_lock(store)
        told = whole.result(WAIT_SECONDS)
        assert told.change_ids == (rows[3].id,)
        assert [each.sentence for each in told.untaken] == ["kim has decided this already: “Accepted”."] * 3
        with pytest.raises(Overtaken):
            store.run("lou", accept, key)


def test_who_is_killed_before_the_commit_has_done_nothing(day: Day, database_url: str) -> None:
    key, _ = day.propose(*day.usual())
    before = spans(day.store)
    rival = program(IMPORTS, ACCEPT_AND_WAIT, database_url, [key])
    send(rival)
    assert read(rival) == "done"
    kill(rival)
    assert spans(day.store) == before
    assert {row.decision for row in day.rows(key)} == {Decision.OPEN}
    with day.store.read() as session:
        assert "proposal.accepted" not in session.scalars(select(journal.c.kind)).all()
    assert len(day.store.run("kim", accept, key).done) == 4


@pytest.mark.parametrize("steps", [1, 2, 5])
def test_who_is_killed_on_the_way_leaves_all_of_it_or_nothing(day: Day, database_url: str, steps: int) -> None:
    key, _ = day.propose(*day.usual())
    before = spans(day.store)
    rival = program(IMPORTS, BACK_AND_FORTH, database_url, [key])
    send(rival)
    for _ in range(steps):
        read(rival)
    kill(rival)
    with day.store.read() as session:
        head = proposal(session, key)
    assert head is not None
    done = head.status is ProposalStatus.ACCEPTED
    assert {row.decision for row in day.rows(key)} == {Decision.ACCEPTED if done else Decision.OPEN}
    assert len(spans(day.store)) == (5 if done else 3)
    assert done or spans(day.store) == before
