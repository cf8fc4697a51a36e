"""Alerts as a listener tells of them: raised, folded, cleared, and all of it told twice after a crash."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from domain.calendars import service as calendars
from domain.calendars.hours import Window
from domain.calendars.queries import calendar
from domain.clock import FixedClock
from domain.errors import Overtaken, Refusal
from domain.monitoring import decisions
from domain.monitoring.explanation import Figures, explain
from domain.monitoring.model import Alert, Rule
from domain.monitoring.occurrences import Occurrence, clear, fold, raise_alert
from domain.monitoring.service import clear_by_hand
from domain.orders.model import Order, Origin, StageMeaning
from domain.orders.promise_queries import promises
from domain.scheduling.placing.service import change_stage
from domain.sla import service as slas
from domain.sla.clock import TargetKind
from domain.sla.queries import sla
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support import promised
from tests.support.moments import MONDAY_MORNING
from tests.support.together import WAIT_SECONDS, in_threads, wait_for_lock
from tests.support.workshop import Workshop, build

SECOND = timedelta(seconds=1)


def occurrence(workshop: Workshop) -> Occurrence:
    start = MONDAY_MORNING - 30 * SECOND
    return Occurrence(workshop.rule, workshop.asset, workshop.device, start, start + 30 * SECOND, 7, 12.5, 14.0, 14.5)


@pytest.fixture
def seen(workshop: Workshop) -> Occurrence:
    return occurrence(workshop)


def later(seen: Occurrence, seconds: int, count: int, peak: float = 15.0) -> Occurrence:
    """The same trouble, with further readings."""
    return replace(seen, last_at=seen.last_at + seconds * SECOND, count=count, last_value=13.0, peak_value=peak)


def again(seen: Occurrence, after: timedelta) -> Occurrence:
    """The same rule and asset, in trouble anew."""
    return replace(seen, started_at=seen.started_at + after, last_at=seen.last_at + after)


def only_alert(store: Store) -> Alert:
    with store.read() as session:
        return session.scalars(select(Alert)).one()


def kinds(store: Store, subject: str = "alert") -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(journal.c.kind).where(journal.c.subject == subject).order_by(journal.c.id)))


def orders(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(Order.number).order_by(Order.id)))


def test_an_alert_opens_an_order_with_all_that_work_needs(store: Store, workshop: Workshop, seen: Occurrence) -> None:
    alert_id = store.run("listener", raise_alert, seen)
    with store.read() as session:
        order = session.scalars(select(Order)).one()
        assert (order.title, order.source) == ("Supply too warm – Chiller 1", f"alert:{alert_id}")
        assert (order.asset_id, order.site.name, order.customer.name) == (workshop.asset, "Cellar", "Harbour Brewery")
        assert (order.origin, order.priority, order.minutes) == (Origin.ALERT, session.get_one(Rule, 1).priority, 90)
        assert [skill.id for skill in order.skills] == [workshop.skill], "the skill of the model stands in"
        alert = session.get_one(Alert, alert_id)
        assert (alert.order_id, alert.count, alert.first_value, alert.peak_value) == (order.id, 7, 12.5, 14.5)
        assert alert.raised_at == MONDAY_MORNING
    assert kinds(store) == ["alert.raised", "alert.decided"]
    assert kinds(store, "order") == ["order.opened"]


def test_told_twice_it_is_raised_once(store: Store, seen: Occurrence) -> None:
    first = store.run("listener", raise_alert, seen)
    assert store.run("listener", raise_alert, seen) == first
    assert kinds(store) == ["alert.raised", "alert.decided"]
    assert len(orders(store)) == 1


def test_two_listeners_that_tell_it_at_once_raise_it_once(store: Store, seen: Occurrence) -> None:
    def tell() -> None:
        store.run("listener", raise_alert, seen)

    errors = in_threads(tell, tell, tell)
    assert all(type(error) is Overtaken for error in errors)
    assert len(orders(store)) == 1
    assert only_alert(store).count == 7


def test_further_readings_fold_into_it_and_old_news_changes_nothing(store: Store, seen: Occurrence) -> None:
    store.run("listener", raise_alert, seen)
    news = later(seen, 10, 9)
    for told in (news, news, seen):
        store.run("listener", fold, told)
    alert = only_alert(store)
    assert (alert.count, alert.first_value, alert.last_value, alert.peak_value) == (9, 12.5, 13.0, 15.0)
    assert alert.last_at == news.last_at
    assert kinds(store) == ["alert.raised", "alert.decided", "alert.folded"]


def test_it_is_cleared_once_with_its_last_figures(store: Store, seen: Occurrence) -> None:
    store.run("listener", raise_alert, seen)
    over = later(seen, 20, 11)
    for _ in range(2):
        store.run("listener", clear, over, over.last_at)
    alert = only_alert(store)
    assert (alert.cleared_at, alert.cleared_by, alert.count) == (over.last_at, "listener", 11)
    assert kinds(store).count("alert.cleared") == 1


def test_the_whole_story_told_again_after_it_is_over_changes_nothing(store: Store, seen: Occurrence) -> None:
    for _ in range(3):
        store.run("listener", raise_alert, seen)
        store.run("listener", fold, later(seen, 10, 9))
        store.run("listener", clear, later(seen, 20, 11), seen.last_at + 20 * SECOND)
    assert kinds(store) == ["alert.raised", "alert.decided", "alert.folded", "alert.cleared"]
    assert len(orders(store)) == 1


def test_an_old_clearing_does_not_touch_an_alert_that_began_later(store: Store, seen: Occurrence) -> None:
    store.run("listener", raise_alert, again(seen, timedelta(hours=1)))
    store.run("listener", clear, seen, seen.last_at)
    assert only_alert(store).cleared_at is None


def test_folding_or_clearing_what_was_never_raised_is_nothing(store: Store, seen: Occurrence) -> None:
    store.run("listener", fold, seen)
    store.run("listener", clear, seen, seen.last_at)
    assert kinds(store) == []


def test_what_a_person_cleared_stays_cleared_until_it_begins_anew(store: Store, seen: Occurrence) -> None:
    alert_id = store.run("listener", raise_alert, seen)
    store.run("kim", clear_by_hand, alert_id)
    store.run("listener", fold, later(seen, 10, 9))
    store.run("listener", raise_alert, later(seen, 20, 11))
    store.run("listener", clear, later(seen, 30, 12), seen.last_at + 30 * SECOND)
    alert = only_alert(store)
    assert (alert.cleared_by, alert.count) == ("kim", 7)
    assert store.run("listener", raise_alert, again(seen, timedelta(minutes=9))) != alert_id


def test_a_second_alert_joins_the_order_that_still_waits(
    store: Store, workshop: Workshop, seen: Occurrence, fixed_clock: FixedClock
) -> None:
    store.run("listener", raise_alert, seen)
    store.run("listener", clear, seen, seen.last_at)
    fixed_clock.advance(timedelta(hours=1))
    second = store.run("listener", raise_alert, again(seen, timedelta(hours=1)))
    assert orders(store) == ["SO-000001"]
    assert kinds(store, "order") == ["order.opened", "order.alert_joined"]
    with store.read() as session:
        alert = session.get_one(Alert, second)
        sentences = explain(alert.decision, Figures(7, 12.5, 14.0, 14.5))
        order = session.scalars(select(Order)).one()
        assert alert.order_id == order.id
    assert "No new order: SO-000001 of an earlier alert of this rule is still open and covers it." in sentences


def test_once_the_order_is_finished_a_new_alert_opens_another(
    store: Store, workshop: Workshop, seen: Occurrence
) -> None:
    store.run("listener", raise_alert, seen)
    store.run("listener", clear, seen, seen.last_at)
    store.run("kim", change_stage, 1, workshop.stages[StageMeaning.CANCELLED])
    store.run("listener", raise_alert, again(seen, timedelta(hours=1)))
    assert orders(store) == ["SO-000001", "SO-000002"]


def test_an_alert_does_not_join_an_order_that_is_just_being_closed(postgres_url: str) -> None:
    with closing(Store.open(postgres_url)) as store, ThreadPoolExecutor(1) as listener:
        workshop = store.run("setup", build)
        seen = occurrence(workshop)
        store.run("listener", raise_alert, seen)
        store.run("listener", clear, seen, seen.last_at)
        with store.write("kim") as work:
            change_stage(work, 1, workshop.stages[StageMeaning.CANCELLED])
            work.session.flush()
            raising = listener.submit(store.run, "listener", raise_alert, again(seen, timedelta(hours=1)))
            wait_for_lock(store)
        second = raising.result(WAIT_SECONDS)
        assert orders(store) == ["SO-000001", "SO-000002"]
        with store.read() as session:
            assert session.get_one(Alert, second).order_id == 2


def test_other_assets_have_alerts_and_orders_of_their_own(store: Store, workshop: Workshop, seen: Occurrence) -> None:
    store.run("listener", raise_alert, seen)
    store.run("listener", raise_alert, replace(seen, asset_id=workshop.other_asset))
    assert len(orders(store)) == 2


def test_a_rule_that_only_warns_opens_no_order(store: Store, workshop: Workshop, seen: Occurrence) -> None:
    def only_warn(work: UnitOfWork) -> None:
        rule = work.get(Rule, workshop.rule)
        rule.opens_order = False
        work.note("rule.changed", rule)

    store.run("kim", only_warn)
    store.run("listener", raise_alert, seen)
    assert orders(store) == []
    assert "No order: the rule only warns." in explain(only_alert(store).decision, Figures(1, 1, 1, 1))


def test_an_alert_whose_order_is_refused_is_there_and_says_why(
    store: Store, seen: Occurrence, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise Refusal("There is no stage for new orders.")

    with monkeypatch.context() as patch:
        patch.setattr(decisions, "open_order", refuse)
        store.run("listener", raise_alert, seen)
    assert orders(store) == []
    alert = only_alert(store)
    assert alert.order_id is None
    sentences = explain(alert.decision, Figures(1, 1, 1, 1))
    assert "No order could be opened: There is no stage for new orders." in sentences


def test_the_database_itself_allows_one_open_alert_per_rule_and_asset(
    store: Store, workshop: Workshop, seen: Occurrence
) -> None:
    store.run("listener", raise_alert, seen)

    def raise_past_the_service(work: UnitOfWork) -> None:
        known = work.session.scalars(select(Alert)).one()
        names = [column.key for column in Alert.__table__.columns if column.key not in {"id", "started_at"}]
        copy = Alert(**{name: getattr(known, name) for name in names}, started_at=known.started_at + SECOND)
        work.add(copy, "alert.raised")

    with pytest.raises(Overtaken):
        store.run("listener", raise_past_the_service)
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Alert)) == 1


def promise_a_year(work: UnitOfWork, terms: promised.Promised) -> None:
    """Promise a year of work in a calendar that has a minute a week."""
    draft = promised.sla("Standard", terms.calendar)
    year = {(TargetKind.COMPLETION, priority): 366 * 24 * 60 for priority in Priority}
    present, hours = sla(work.session, terms.sla), calendar(work.session, terms.calendar)
    assert present
    assert hours
    slas.change_sla(work, terms.sla, replace(draft, targets=year), present.version)
    minute = replace(promised.office("Office"), windows=(Window(0, 480, 481),))
    calendars.change_calendar(work, terms.calendar, minute, hours.version)


def test_an_order_is_opened_even_if_no_calendar_has_time_for_its_promise(
    store: Store, seen: Occurrence, workshop: Workshop
) -> None:
    store.run("kim", promise_a_year, store.run("setup", promised.build))
    store.run("listener", raise_alert, seen)
    assert orders(store) == ["SO-000001"]
    with store.read() as session:
        assert promises(session, session.scalars(select(Order.id)).one()) == ()
