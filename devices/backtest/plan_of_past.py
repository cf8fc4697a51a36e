"""Response plans over the past: `plans.stepping` decides, what the steps do is noted."""

from devices.backtest.aftermath import Assumed, PastStep
from devices.backtest.agenda import Agenda, What
from devices.backtest.case import Case
from devices.backtest.cases import Cases
from devices.backtest.past_orders import PastOrders
from devices.backtest.surroundings import Surroundings
from domain.calendars.hours import Hours
from domain.clock import from_ms, to_ms
from domain.monitoring.decisions import Outcome
from domain.monitoring.plan_facts import calendars
from domain.monitoring.plans.plan import AnyStep, CloseOrder, Mail, OpenOrder, SendCommand, target
from domain.monitoring.plans.stepping import Act, End, Facts, How, Move, Rest, Standing, next_of
from domain.monitoring.plans.wording import kind_of


class PastPlans:
    """The plans that answer alerts, each as far as it has come."""

    def __init__(
        self, cases: Cases, orders: PastOrders, surroundings: Surroundings, agenda: Agenda, assumed: Assumed
    ) -> None:
        self._cases = cases
        self._orders = orders
        self._surroundings = surroundings
        self._agenda = agenda
        self._assumed = assumed
        self.steps: list[PastStep] = []

    def begin(self, case: Case, now: int) -> None:
        """Let the plan of its rule answer an alert; anew, once it was through."""
        if case.answer.plan and case.run is None:
            case.run, case.had_run = Standing(0, from_ms(now)), True

    def hand_over(self, before: Case, case: Case, now: int) -> None:
        """The plan that still answers an alert which is over goes on with the one that takes its place."""
        if before.rule == case.rule and before.run is not None and not case.had_run:
            case.run, case.had_run = before.run, True
            before.run, before.had_run = None, False
            self._agenda.add(now, What.GOES_ON, case)

    def go_on(self, case: Case, now: int) -> None:
        """All that the plan of an alert does now."""
        while case.run is not None:
            match next_of(case.answer.plan, case.run, self._facts(case, case.run, now)):
                case Act():
                    self._act(case, case.run, now)
                case Move(to=to, how=how):
                    self._move(case, case.run, to, how, now)
                case Rest(until=until):
                    if until is not None:
                        self._agenda.add(max(to_ms(until), now + 1), What.GOES_ON, case)
                    return
                case End():
                    case.run = None

    def _act(self, case: Case, run: Standing, now: int) -> None:
        step = case.answer.plan[run.position]
        if self._does(case, step, now):
            case.run = Standing(run.position, run.since, acted=True)
        else:
            self._move(case, run, target(case.answer.plan, run.position, step.otherwise), How.REFUSED, now)

    def _move(self, case: Case, run: Standing, to: int, how: How, now: int) -> None:
        step = case.answer.plan[run.position]
        self.steps.append(PastStep(now, case.number, run.position + 1, step.name, kind_of(step), how))
        case.run = Standing(to, from_ms(now))

    def _does(self, case: Case, step: AnyStep, now: int) -> bool:
        """Do what a step says, as far as others notice it; whether the business allows it."""
        match step:
            case Mail() if not step.to:
                return case.order is not None
            case OpenOrder():
                self._join_or_open(case, step, now)
            case CloseOrder():
                return self._close(case, now)
        return True

    def _join_or_open(self, case: Case, step: OpenOrder, now: int) -> None:
        if case.order is not None and case.order.closed is None:
            return
        waiting = self._orders.of_asset(case) if step.attach else None
        other = self._surroundings.other_order(case.asset, now) if step.attach else None
        if other is not None and (waiting is None or waiting.opened <= other):
            case.order, case.outcome = None, Outcome.JOINED
        elif waiting is not None:
            self._orders.join(case, waiting, now)
        else:
            self._orders.open(case, now, step.priority)

    def _close(self, case: Case, now: int) -> bool:
        order = case.order
        if order is None or order.closed is not None:
            return True
        if order.opener.order is not order or order.opener.rule != case.rule:
            return True
        if self._orders.may_cancel(case, now):
            self._orders.close(order, now, cancelled=True)
            return True
        return False

    def _facts(self, case: Case, run: Standing, now: int) -> Facts:
        at = from_ms(now)
        step = case.answer.plan[run.position : run.position + 1]
        sent = run.acted and any(isinstance(each, SendCommand) for each in step)
        warranty = case.place.warranty_until
        return Facts(
            now=at,
            severity=self._cases.shown_severity(case),
            cleared=not case.is_open,
            acknowledged=case.acknowledged_at is not None and case.acknowledged_at <= now,
            warranty=warranty is not None and at.date() <= warranty,
            agreement=self._surroundings.is_covered(case.asset, at.date()),
            replied=self._assumed.replies if sent else None,
            hours=self._hours(case, step),
        )

    def _hours(self, case: Case, steps: tuple[AnyStep, ...]) -> dict[int, Hours]:
        known = {each: self._surroundings.hours(each, case.place.zone) for each in calendars(steps)}
        return {each: hours for each, hours in known.items() if hours is not None}
