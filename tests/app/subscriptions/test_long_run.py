"""What is done for many goes on beside other work, says how far it is, and can be stopped between two."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.shared.links import Mood, Notice
from app.subscriptions.long_run import LongRun
from app.subscriptions.view import SubscriptionsPage
from domain.errors import Refusal, Unavailable
from domain.subscriptions.service import SubscriptionDraft, create_subscription
from tests.app.keys import form
from tests.app.subscriptions.subscribing import fees
from tests.support.in_front import in_front
from tests.support.service_desk import ServiceDesk
from tests.support.subscribed import FIRST, subscribe


@dataclass(frozen=True, slots=True)
class Step:
    """One of three."""

    done: int
    total: int = 3


@pytest.fixture
def run(desk: ServiceDesk) -> LongRun:
    made = LongRun(desk.kit, desk)
    made.told.connect(desk.hear)
    return made


def steps() -> Iterator[Step]:
    yield from map(Step, range(1, 4))


def tell(done: Sequence[Step]) -> Notice:
    return Notice(f"{len(done)} done")


def test_each_step_is_told_and_at_last_what_came_of_them(desk: ServiceDesk, run: LongRun) -> None:
    heard: list[tuple[int, int]] = []

    def hear(done: int, total: int) -> None:
        heard.append((done, total))

    run.progressed.connect(hear)
    run.begin(steps, tell)
    assert heard == [(1, 3), (2, 3), (3, 3)]
    assert desk.notices == [Notice("3 done")]


def test_who_stops_it_keeps_what_is_done(desk: ServiceDesk, run: LongRun) -> None:
    run.progressed.connect(run.stop)
    run.begin(steps, tell)
    assert desk.notices == [Notice("Stopped. 1 done", Mood.WARNING)]
    run.progressed.disconnect(run.stop)
    run.begin(steps, tell)
    assert desk.notices[-1] == Notice("3 done")


def test_a_second_one_is_refused_at_its_field_while_one_goes_on(run: LongRun) -> None:
    def while_going() -> Iterator[Step]:
        with pytest.raises(Refusal, match="already") as caught:
            run.check_free("scope")
        assert caught.value.field == "scope"
        yield Step(1)

    run.check_free("scope")
    run.begin(while_going, tell)
    run.check_free("scope")


def test_what_fails_is_told_and_leaves_the_way_free(desk: ServiceDesk, run: LongRun) -> None:
    def failing() -> Iterator[Step]:
        yield Step(1)
        raise Unavailable("The database is away.")

    run.begin(failing, tell)
    assert desk.notices == [Notice("The database is away.", Mood.ERROR)]
    run.check_free("scope")


def test_it_goes_no_further_once_the_console_is_closed(desk: ServiceDesk, run: LongRun) -> None:
    reached: list[int] = []

    def closing() -> Iterator[Step]:
        for step in steps():
            reached.append(step.done)
            if step.done == 2:
                desk.tasks.close()
            yield step

    run.begin(closing, tell)
    assert reached == [1, 2]


def test_a_group_is_billed_on_another_thread_while_the_page_goes_on(threaded_desk: ServiceDesk, qtbot: QtBot) -> None:
    desk = threaded_desk
    subscribed = desk.store.run("setup", subscribe)
    draft = SubscriptionDraft("Without a price", subscribed.group, FIRST)
    desk.store.run("setup", create_subscription, desk.company.clinic.id, draft)
    page = in_front(SubscriptionsPage(desk.kit, desk.desk), desk, qtbot)
    qtbot.waitUntil(page.doing.has_one)
    page.doing.make_fees()
    dialog = form(page)
    dialog.form.fields["scope"].set_value("group")
    dialog.form.fields["starts_on"].set_value(FIRST)
    dialog.form.fields["ends_on"].set_value(date(2026, 1, 31))
    dialog.submit()
    qtbot.waitUntil(lambda: bool(desk.notices))
    assert desk.notices[-1].text.startswith("1 fee is made. 1 subscription got none")
    assert fees(desk, subscribed.subscription) == ["2026-01-01 – 2026-01-31"]
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert not page.strip.isVisible()
