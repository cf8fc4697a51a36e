"""Whatever happens to an order, what is written of its promises is what they come to."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.clock import FixedClock
from domain.errors import Refusal
from domain.orders import clock_service as clock
from domain.orders import promise_queries as queries
from domain.orders import promises, watch
from domain.orders.model import Order, StageMeaning
from domain.orders.service import edit_order
from domain.orders.signing import sign_order
from domain.scheduling.placing.service import change_stage
from domain.sla import service as slas
from domain.sla.clock import TargetKind
from domain.sla.draft import LevelDraft
from domain.sla.model import LevelAction
from domain.store.store import Store
from domain.words import Priority
from tests.support import promised
from tests.support.promised import Promised, sla
from tests.support.workshop import Workshop, build, order

LEVELS = (
    LevelDraft(50, LevelAction.NOTIFY),
    LevelDraft(80, LevelAction.RAISE_PRIORITY),
    LevelDraft(150, LevelAction.NOTIFY),
)
STEPS = ("pause", "resume", "stop", "reset", "respond", "arrive", "sign", "own", "none", "watch")
steps = st.one_of(
    st.sampled_from(STEPS),
    st.sampled_from(StageMeaning),
    st.sampled_from(Priority),
    st.integers(1, 40 * 60).map(lambda minutes: timedelta(minutes=minutes)),
)


class AtWork:
    """People, and the watch, who do one thing after another to an order."""

    def __init__(self, store: Store, clock_of_all: FixedClock) -> None:
        self.workshop: Workshop = store.run("setup", build)
        self._terms: Promised = store.run("setup", promised.build)
        draft = sla("Own", self._terms.calendar, times=2, kinds=(TargetKind.COMPLETION,), levels=LEVELS)
        self._own = store.run("setup", slas.create_sla, draft)
        self._store = store
        self._clock = clock_of_all

    def take(self, step: object, order_id: int) -> None:
        """Do that; what is not allowed just now is refused."""
        if isinstance(step, timedelta):
            self._clock.advance(step)
        elif isinstance(step, StageMeaning):
            self._store.run("kim", change_stage, order_id, self.workshop.stages[step])
        elif isinstance(step, Priority):
            with self._store.read() as session:
                version = session.get_one(Order, order_id).version
            self._store.run("kim", edit_order, order_id, version=version, priority=step)
        else:
            self._deeds(order_id)[str(step)]()

    def close(self, order_id: int) -> None:
        """Let the order not be open any more."""
        with suppress(Refusal):
            self.take(StageMeaning.CANCELLED, order_id)

    def _deeds(self, order_id: int) -> dict[str, Callable[[], None]]:
        run, terms = self._store.run, self._terms
        return {
            "pause": lambda: run("kim", clock.pause, order_id, terms.waits),
            "resume": lambda: run("kim", clock.resume, order_id),
            "stop": lambda: run("kim", clock.stop, order_id, terms.given_up),
            "reset": lambda: run("kim", clock.reset, order_id, terms.waits),
            "respond": lambda: run("kim", clock.respond, order_id),
            "arrive": lambda: run("kim", clock.arrive, order_id),
            "sign": lambda: run("kim", sign_order, order_id, "Ada Berg"),
            "own": lambda: run("kim", clock.choose_sla, order_id, self._own),
            "none": lambda: run("kim", clock.choose_sla, order_id, None),
            "watch": lambda: run("clock", watch.act, order_id),
        }


@pytest.fixture
def store(sqlite_url: str, fixed_clock: FixedClock) -> Iterator[Store]:
    """On SQLite alone: what is reckoned does not ask where it is kept."""
    opened = Store.open(sqlite_url, fixed_clock)
    yield opened
    opened.close()


@pytest.fixture
def at_work(store: Store, fixed_clock: FixedClock) -> AtWork:
    return AtWork(store, fixed_clock)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, min_size=3, max_size=12))
def test_promises_are_up_to_date_after_every_step(
    store: Store, at_work: AtWork, fixed_clock: FixedClock, steps: list[object]
) -> None:
    order_id = store.run("kim", order, at_work.workshop)
    for step in steps:
        with suppress(Refusal):
            at_work.take(step, order_id)
        assert promises.recompute(store, "clock") <= int(isinstance(step, timedelta))
        check(store, order_id, fixed_clock)
        assert promises.recompute(store, "clock") == 0
    at_work.close(order_id)


def check(store: Store, order_id: int, fixed_clock: FixedClock) -> None:
    with store.read() as session:
        due = session.get_one(Order, order_id).due_at
        closed = session.get_one(Order, order_id).closed_at is not None
        rows = queries.promises(session, order_id)
        waiting = watch.next_moment(session)
    for row in rows:
        live = row.at(fixed_clock.now())
        assert (row.state, row.deadline, row.paused_since) == (live.state, live.deadline, live.paused_since)
        assert (row.met_at, row.started, row.open) == (
            live.met_at,
            live.started,
            live.running or bool(live.paused_since),
        )
    running = [row for row in rows if row.open]
    assert closed or due == (running[-1].deadline if running else None)
    assert waiting is not None or not any(row.deadline and row.deadline > fixed_clock.now() for row in running)
