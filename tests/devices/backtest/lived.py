"""A day as the listener and the watches beside it live it, with the real business store, to hold a back-test against.

A clock goes on by five minutes at a time; at each look orders are closed as is assumed, readings step the rule, what is
out of sight is looked at again, people acknowledge, and plans go on.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from devices.backtest.aftermath import Aftermath
from devices.backtest.answering import answer
from devices.backtest.source import Period
from devices.backtest.stored import Stored
from devices.engine.machine import Machine
from devices.engine.node import Sample
from devices.engine.outcomes import Outcome
from devices.listener.telling import Told, tell
from domain.clock import FixedClock, from_ms, to_ms
from domain.errors import Refusal
from domain.monitoring import plan_runs, service
from domain.monitoring.command_service import take_reply
from domain.monitoring.command_types import CommandTypeDraft, create_command_type
from domain.monitoring.definitions.definition import encode
from domain.monitoring.gathering import IS_HEAD
from domain.monitoring.maintenance_service import MaintenanceDraft, enter_maintenance
from domain.monitoring.model import Alert, Rule
from domain.monitoring.occurrences import Occurrence
from domain.monitoring.plan_service import create_plan, follow_plan
from domain.monitoring.response_model import Command, CommandState
from domain.monitoring.succession import look_again
from domain.monitoring.suppression import needed_again
from domain.monitoring.telemetry import readings
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.telemetry.writer import TelemetryWriter
from domain.monitoring.trouble_model import Trouble
from domain.orders.model import Order, Origin
from domain.orders.service import OrderDraft, open_order
from domain.scheduling.placing.service import cancel_order
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.devices.backtest.days import LOOK, METRIC, Day
from tests.support.small_company import SmallCompany

BEGIN = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
Seen = tuple[list[tuple[object, ...]], list[tuple[object, ...]], list[tuple[object, ...]]]
"""Alerts, orders and steps, as both sides tell them."""


_BY_ALERT = Order.origin == Origin.ALERT


class Lived:
    """The day lived, and what a back-test says of it."""

    def __init__(self, database_url: str, day: Day) -> None:
        self._day = day
        self._url = database_url
        self._clock = FixedClock(BEGIN)
        self._store = Store.open(database_url, self._clock)
        self._store.run("setup", self._set_up)
        self._machines = {number: Machine(day.definition, {}) for number in range(5)}
        self._by_hand: dict[int, int] = {}
        self._heads: dict[int, datetime] = {}

    def live(self) -> Seen:
        """All that was decided and done."""
        for minute in range(0, self._day.minutes, LOOK):
            self._let_people_work(minute)
            self._close_orders()
            told = [each for number in range(5) for each in self._read(number, minute)]
            if told:
                self._store.run("listener", tell, told)
            self._look_again()
            self._acknowledge()
            self._go_on()
            self._clock.advance(timedelta(minutes=LOOK))
        return self._seen()

    def tried(self) -> Seen:
        """What the back-test says, over the same readings in the store."""
        self._keep_readings()
        with Stored.opened(self._url) as stored:
            trial = stored.trial(self.rule.name)
            assert trial is not None
            end = to_ms(BEGIN + timedelta(minutes=self._day.minutes))
            period = Period(to_ms(BEGIN), end)
            return _of(answer(stored, [trial], period, self._day.assumed))

    def close(self) -> None:
        self._store.close()

    def _set_up(self, work: UnitOfWork) -> None:
        company = SmallCompany(work)
        self.rule = company.rule
        others = [company.asset(9 + at, f"Chiller {at}", company.chiller_model, company.cellar) for at in (1, 2, 3)]
        assets = [company.chiller, *others, company.compressor]
        company.compressor.model_id = company.chiller_model.id
        work.note("asset.changed", company.compressor)
        devices = [company.device, *(company.add_device(f"device-{at}", asset) for at, asset in enumerate(assets[1:]))]
        for device in devices[1:]:
            company.add_metric(device, METRIC, METRIC, "°C")
        self._keys = [device.key for device in devices]
        self._ids = [(asset.id, device.id) for asset, device in zip(assets, devices, strict=True)]
        create_command_type(work, CommandTypeDraft(company.chiller_model.id, "restart"))
        rule = work.get(Rule, company.rule.id, lock=True)
        rule.definition_json = encode(self._day.definition)
        for name, value in self._day.rule.items():
            setattr(rule, name, value)
        work.note("rule.changed", rule)
        if self._day.plan:
            follow_plan(work, rule.id, create_plan(work, "Answer", self._day.plan))
        for number, since, until in self._day.maintenance:
            enter_maintenance(
                work,
                MaintenanceDraft(_moment(since), _moment(until), "Service", asset_id=self._ids[number][0]),
            )
        for number, minute in self._day.troubles:
            work.add(Trouble(asset_id=self._ids[number][0], at=_moment(minute)), "trouble.recorded")

    def _value(self, number: int, minute: int) -> float:
        if any(machine == number and since <= minute < until for machine, since, until in self._day.heats):
            return self._day.hottest.get(minute, 20.0)
        return 5.0

    def _read(self, number: int, minute: int) -> Iterator[Told]:
        at = to_ms(self._clock.now())
        for outcome in self._machines[number].step((Sample(0, at, self._value(number, minute)),)):
            yield Told(outcome, self._occurrence(number, outcome))

    def _occurrence(self, number: int, outcome: Outcome) -> Occurrence:
        figures = outcome.figures
        moments = from_ms(figures.since), from_ms(figures.last)
        values = figures.first, figures.value, figures.peak
        return Occurrence(self.rule.id, *self._ids[number], *moments, figures.count, *values, figures.severity)

    def _let_people_work(self, minute: int) -> None:
        for number, since, until in self._day.people:
            if since == minute:
                draft = OrderDraft("Look at it", Priority.LOW, Origin.HAND, 60, asset_id=self._ids[number][0])
                self._by_hand[number] = self._store.run("people", open_order, draft).id
            elif until == minute:
                self._store.run("people", cancel_order, self._by_hand[number])

    def _close_orders(self) -> None:
        now, assumed = self._clock.now(), self._day.assumed
        troubles = [*self._day.troubles, *((number, since) for number, since, _ in self._day.people)]
        mended = {(self._ids[number][0], _moment(minute)) for number, minute in troubles}
        with self._store.read() as session:
            open_orders = session.scalars(
                select(Order).where(Order.closed_at.is_(None), _BY_ALERT).order_by(Order.id)
            ).all()
        for order in open_orders:
            if now >= order.opened_at + timedelta(hours=assumed.open_hours) or (order.asset_id, now) in mended:
                self._store.run("people", cancel_order, order.id)

    def _look_again(self) -> None:
        with self._store.read() as session:
            alerts = needed_again(session, self._clock.now())
        for alert_id in alerts:
            self._store.run("listener", look_again, alert_id)

    def _acknowledge(self) -> None:
        minutes, now = self._day.assumed.acknowledged_after, self._clock.now()
        with self._store.read() as session:
            heads = session.scalars(select(Alert.id).where(IS_HEAD, Alert.acknowledged_at.is_(None))).all()
        for alert_id in heads:
            since = self._heads.setdefault(alert_id, now)
            if minutes is not None and now >= since + timedelta(minutes=minutes):
                self._store.run("people", service.acknowledge, alert_id)

    def _go_on(self) -> None:
        with self._store.read() as session:
            runs = plan_runs.due(session, self._clock.now(), plan_runs.running(session))
        for run_id in runs:
            while self._step(run_id):
                self._reply()

    def _step(self, run_id: int) -> bool:
        try:
            return self._store.run("plans", plan_runs.advance, run_id)
        except Refusal as error:
            self._store.run("plans", plan_runs.leave_out, run_id, str(error))
            return True

    def _reply(self) -> None:
        replies = self._day.assumed.replies
        if replies is None:
            return
        with self._store.read() as session:
            sent = session.scalars(select(Command).where(Command.ended_at.is_(None))).all()
            keys = [self._keys[[device for _, device in self._ids].index(each.device_id)] for each in sent]
        state = CommandState.SUCCEEDED if replies else CommandState.FAILED
        for command, key in zip(sent, keys, strict=True):
            self._store.run("listener", take_reply, key, command.correlation, state, "")

    def _seen(self) -> Seen:
        with self._store.read() as session:
            alerts = session.scalars(select(Alert).order_by(Alert.id)).all()
            orders = session.scalars(select(Order).where(_BY_ALERT).order_by(Order.id)).all()
            facts = session.execute(
                select(journal.c.at, journal.c.subject_id, journal.c.after)
                .where(journal.c.kind == "plan.step_done")
                .order_by(journal.c.id)
            ).all()
            places = {alert.id: place for place, alert in enumerate(alerts)}
            numbers = {order.id: place for place, order in enumerate(orders)}
            told = [
                (
                    alert.asset.number, alert.raised_at, alert.decision["outcome"],
                    None if alert.order_id is None else numbers.get(alert.order_id),
                    None if alert.under_id is None else places[alert.under_id],
                    alert.suppressed,
                )
                for alert in alerts
            ]  # fmt: skip
            opened = [(order.asset.number if order.asset else "", order.opened_at, order.closed_at) for order in orders]
            steps = [(at, places[alert], after["step"], after["how"]) for at, alert, after in facts]
        return [*told], [*opened], sorted(steps)

    def _keep_readings(self) -> None:
        telemetry = Telemetry.open(self._url)
        series = TelemetryWriter(telemetry, "test").series_ids([(key, METRIC) for key in self._keys])
        rows = [
            (series[key, METRIC], to_ms(_moment(minute)), self._value(number, minute), None)
            for number, key in enumerate(self._keys)
            for minute in range(0, self._day.minutes, LOOK)
        ]
        with telemetry.write() as connection:
            readings.insert(connection, rows, set())
        telemetry.close()


def _of(found: Aftermath) -> Seen:
    alerts = [
        (each.asset, from_ms(each.alert.raised), each.outcome.value, each.order, each.under, each.quiet)
        for each in found.alerts
    ]
    orders = [
        (each.asset, from_ms(each.opened), None if each.closed is None else from_ms(each.closed))
        for each in found.orders
    ]
    return [*alerts], [*orders], sorted((from_ms(each.at), each.alert, each.step, each.how) for each in found.steps)


def _moment(minute: int) -> datetime:
    return BEGIN + timedelta(minutes=minute)
