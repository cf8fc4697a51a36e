"""What is decided about alerts of the past, step by step as `decisions` and `succession` do it with those of now."""

from operator import attrgetter

from devices.backtest.aftermath import Assumed
from devices.backtest.agenda import Agenda, What
from devices.backtest.alert import Turn
from devices.backtest.case import Case
from devices.backtest.cases import Cases
from devices.backtest.past_orders import PastOrders
from devices.backtest.plan_of_past import PastPlans
from devices.backtest.surroundings import Spell, Surroundings
from domain.monitoring.decisions import Outcome
from domain.monitoring.grouping import Tie
from domain.monitoring.model import Grouping
from domain.monitoring.suppression import Quiet

_MINUTE = 60_000


class Deciding:
    """Who stands under whom, who is out of sight, and who has an order."""

    def __init__(
        self, cases: Cases, orders: PastOrders, plans: PastPlans, surroundings: Surroundings, agenda: Agenda,
        assumed: Assumed,
    ) -> None:  # fmt: skip
        self._cases = cases
        self._orders = orders
        self._plans = plans
        self._surroundings = surroundings
        self._agenda = agenda
        self._assumed = assumed
        self._over: list[Case] = []

    def decide(self, case: Case, now: int) -> None:
        """Keep an alert out of sight, let it stand under another one, or see to its order."""
        spell = self._spell(case, now)
        if spell is not None:
            case.quiet = spell.why
            self._keep(case, Outcome.QUIET)
            self._agenda.add(spell.until, What.IS_NEEDED, case)
            return
        found = self._cases.head_of(case)
        if found is None:
            self._decide_order(case, now)
        else:
            self._keep(case, Outcome.GATHERED)
            self._gather(case, *found)

    def turn(self, case: Case, turn: Turn) -> None:
        """It is heavier or lighter, over or open again."""
        case.severity = turn.severity or case.answer.severity
        if turn.is_open is case.is_open:
            return
        self._cases.turn(case, is_open=turn.is_open)
        if turn.is_open:
            self._regroup(case, turn.at)
        else:
            self._over.append(case)

    def hand_over(self, now: int) -> None:
        """Of those that stood under one that is over, once all turned that do at the moment, the oldest is the head."""
        over, self._over = self._over, []
        for case in sorted(over, key=attrgetter("number")):
            if not case.is_open:
                self._crown_next(case, now)

    def look_again(self, case: Case, now: int) -> None:
        """Decide anew on one that was out of sight, unless it still is for another reason."""
        if not case.is_open or case.quiet is None:
            return
        spell = self._spell(case, now)
        if spell is not None:
            self._agenda.add(spell.until, What.IS_NEEDED, case)
            return
        case.quiet = None
        self.decide(case, now)

    def _decide_order(self, case: Case, now: int) -> None:
        self._plans.begin(case, now)
        self._keep(case, Outcome.NONE)
        self._want_somebody(case, now)
        if case.answer.plan or not case.answer.opens_order:
            return
        waiting = self._orders.waiting(case)
        if waiting is None:
            self._orders.open(case, now)
        else:
            self._orders.join(case, waiting, now)

    def _keep(self, case: Case, outcome: Outcome) -> None:
        case.outcome, case.order, case.tie = outcome, None, None

    def _want_somebody(self, case: Case, now: int) -> None:
        """People acknowledge it some time after it is theirs to look at."""
        minutes = self._assumed.acknowledged_after
        if minutes is not None and case.acknowledged_at is None:
            case.acknowledged_at = now + round(minutes * _MINUTE)
            self._agenda.add(case.acknowledged_at, What.GOES_ON, case)

    def _gather(self, case: Case, head: Case, tie: Tie) -> None:
        """Let an alert, and those that stood under it, stand under another one."""
        for each in self._cases.under(case):
            each.under = head
        case.under, case.tie = head, tie

    def _regroup(self, case: Case, now: int) -> None:
        """One that was opened again stands where it belongs now."""
        if case.under is not None and case.under.is_open:
            return
        case.under = None
        found = self._cases.head_of(case)
        if found is not None:
            self._gather(case, *found)
        elif case.order is None:
            self.decide(case, now)
        elif self._spell(case, now) is None:
            self._plans.begin(case, now)

    def _crown_next(self, before: Case, now: int) -> None:
        heirs = sorted(self._cases.under(before), key=lambda each: (each.alert.since, each.number))
        if not heirs:
            return
        head, *others = heirs
        head.under = None
        for each in others:
            each.under = head
        if before.acknowledged_at is not None and before.acknowledged_at <= now:
            head.acknowledged_at = before.acknowledged_at
        self._take_over(head, before, now)

    def _take_over(self, head: Case, before: Case, now: int) -> None:
        """What was done about the one before holds for it."""
        order = before.order
        self._plans.hand_over(before, head, now)
        if order is None and not (before.rule == head.rule and head.answer.plan):
            self._decide_order(head, now)
            return
        self._keep(head, Outcome.NONE)
        self._want_somebody(head, now)
        if order is not None:
            self._orders.join(head, order, now)
            head.outcome = Outcome.TOOK_OVER

    def _spell(self, case: Case, now: int) -> Spell | None:
        """Why nobody need look at it now: maintenance rather than a visit, of several the longest."""
        with_gateways = case.answer.grouping is Grouping.PARENT
        reasons = {Quiet.MAINTENANCE, Quiet.VISIT} if case.answer.quiet_while_visited else {Quiet.MAINTENANCE}
        spells = self._surroundings.spells(case.asset, with_gateways=with_gateways)
        present = [each for each in spells if each.why in reasons and each.since <= now < each.until]
        return max(present, key=lambda each: (each.why is Quiet.MAINTENANCE, each.until), default=None)
