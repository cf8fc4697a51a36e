"""What would have followed from the alerts of rules: the orders and the steps of plans, as the listener does it.

Goes from one happening to the next: alerts begin, turn and end, orders are closed, plans go on when their time comes.
"""

from collections.abc import Iterable, Sequence
from operator import attrgetter

from devices.backtest.aftermath import Aftermath, Answered, Assumed, PastOrder
from devices.backtest.agenda import Agenda, Entry, What
from devices.backtest.alert import PastAlert
from devices.backtest.case import Case, OpenedOrder
from devices.backtest.cases import Cases
from devices.backtest.deciding import Deciding
from devices.backtest.past_orders import PastOrders
from devices.backtest.plan_of_past import PastPlans
from devices.backtest.scoring import Trial
from devices.backtest.source import Period, Source, alerts_of

USUALLY = Assumed()


def answer(
    source: Source,
    trials: Sequence[Trial],
    period: Period,
    assumed: Assumed = USUALLY,
    assets: Iterable[str] | None = None,
) -> Aftermath:
    """What would have followed from the alerts of these rules together. Raises Refusal."""
    chosen = list(source.assets if assets is None else assets)
    raised = (
        (number, asset, alert)
        for number, trial in enumerate(trials)
        for asset in trial.among(chosen)
        for alert in alerts_of(source, trial.definition, asset, period)
    )
    return follow(source, trials, raised, period.until, assumed)


def follow(
    source: Source,
    trials: Sequence[Trial],
    raised: Iterable[tuple[int, str, PastAlert]],
    until: int,
    assumed: Assumed = USUALLY,
) -> Aftermath:
    """What would have followed from alerts that are known, each with the place of its rule and its asset."""
    answering = Answering(source, trials, assumed)
    for rule, asset, alert in raised:
        answering.expect(rule, asset, alert)
    answering.run(until)
    return answering.aftermath()


class Answering:
    """Alerts that are expected, then all that follows from them."""

    def __init__(self, source: Source, trials: Sequence[Trial], assumed: Assumed) -> None:
        self._source = source
        self._trials = trials
        self._agenda = Agenda()
        self._cases = Cases()
        self._orders = PastOrders(self._cases, self._agenda, assumed, self._mended)
        self._plans = PastPlans(self._cases, self._orders, source.surroundings, self._agenda, assumed)
        self._deciding = Deciding(self._cases, self._orders, self._plans, source.surroundings, self._agenda, assumed)
        self._troubles: dict[tuple[str, str | None], list[int]] = {}

    def expect(self, rule: int, asset: str, alert: PastAlert) -> None:
        """An alert will be raised."""
        answer = self._trials[rule].answer
        place, severity = self._source.surroundings.place(asset), alert.turns[0].severity or answer.severity
        case = Case(rule, asset, alert, answer, place, severity)
        self._agenda.add(alert.raised, What.RAISES, case)
        for turn in alert.turns[1:]:
            self._agenda.add(turn.at, What.TURNS, case, turn=turn)

    def run(self, until: int) -> None:
        """Let everything happen that does before `until`."""
        while entries := self._agenda.next(until):
            now = entries[0].at
            for entry in entries:
                if entry.what > What.TURNS:
                    self._deciding.hand_over(now)
                self._happen(entry)
            self._deciding.hand_over(now)
            # What is decided at a moment is decided for all before any plan goes on.
            for case in sorted({entry.case.number: entry.case for entry in entries}.values(), key=attrgetter("number")):
                self._plans.go_on(case, now)

    def aftermath(self) -> Aftermath:
        """All that followed."""
        return Aftermath(
            tuple(self._answered(case) for case in self._cases.all),
            tuple(self._past_order(order) for order in self._orders.all),
            tuple(self._plans.steps),
        )

    def _happen(self, entry: Entry) -> None:
        case, now = entry.case, entry.at
        if entry.what is What.RAISES:
            self._cases.add(case)
            self._deciding.decide(case, now)
        elif entry.turn is not None:
            self._deciding.turn(case, entry.turn)
        elif entry.order is not None:
            self._orders.close(entry.order, now)
        elif entry.what is What.IS_NEEDED:
            self._deciding.look_again(case, now)

    def _mended(self, case: Case, after: int) -> int | None:
        """When the next trouble of the kind that the rule foretells happened to the asset, for then it was mended."""
        name = case.asset, self._trials[case.rule].foretells
        if name not in self._troubles:
            self._troubles[name] = self._source.troubles(*name)
        return min((at for at in self._troubles[name] if at > after), default=None)

    def _answered(self, case: Case) -> Answered:
        return Answered(
            case.asset,
            self._trials[case.rule].name,
            case.alert,
            case.outcome,
            None if case.order is None else case.order.number,
            None if case.under is None else case.under.number,
            "" if case.quiet is None else case.quiet.value,
        )

    def _past_order(self, order: OpenedOrder) -> PastOrder:
        case = order.opener
        name, priority = self._trials[case.rule].name, order.priority
        return PastOrder(case.asset, name, priority, order.opened, order.closed, order.ended, tuple(order.alerts))
