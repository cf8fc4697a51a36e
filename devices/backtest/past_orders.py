"""The orders of the past: opened, joined, cancelled and closed, as `decisions` and `plan_orders` do it."""

from collections.abc import Callable

from devices.backtest.aftermath import Assumed, Ended, Joined
from devices.backtest.agenda import Agenda, What
from devices.backtest.case import Case, OpenedOrder
from devices.backtest.cases import Cases
from domain.monitoring.decisions import Outcome
from domain.monitoring.model import Grouping
from domain.words import Priority

HOUR = 3_600_000


class PastOrders:
    """`mended` says when the trouble of an alert was mended after a moment; None is never."""

    def __init__(
        self, cases: Cases, agenda: Agenda, assumed: Assumed, mended: Callable[[Case, int], int | None]
    ) -> None:
        self._cases = cases
        self._agenda = agenda
        self._assumed = assumed
        self._mended = mended
        self.all: list[OpenedOrder] = []
        self._open: list[OpenedOrder] = []

    def open(self, case: Case, now: int, priority: Priority | None = None) -> None:
        """Open one for an alert; without a priority with that of its rule."""
        order = OpenedOrder(len(self.all), case, priority or case.answer.priority, now)
        self.all.append(order)
        self._open.append(order)
        self.join(case, order, now)
        expires = now + round(self._assumed.open_hours * HOUR)
        mended = self._mended(case, now)
        self._agenda.add(expires if mended is None else min(expires, mended), What.CLOSES, case, order=order)

    def join(self, case: Case, order: OpenedOrder, now: int) -> None:
        """Let an alert belong to an order."""
        case.order, case.outcome = order, Outcome.OPENED if order.opener is case else Outcome.JOINED
        if all(each.alert != case.number for each in order.alerts):
            order.alerts.append(Joined(case.number, now))

    def close(self, order: OpenedOrder, now: int, *, cancelled: bool = False) -> None:
        """It is closed, unless it was before."""
        if order.closed is None:
            self._open.remove(order)
            order.closed = now
            mended = self._mended(order.opener, order.opened)
            over = Ended.MENDED if mended == now else Ended.EXPIRED
            order.ended = Ended.CANCELLED if cancelled else over

    def waiting(self, case: Case) -> OpenedOrder | None:
        """The newest open order that an alert of the same trouble belongs to."""
        same = self._same_trouble(case)
        return next((each for each in reversed(self._open) if same & {joined.alert for joined in each.alerts}), None)

    def of_asset(self, case: Case) -> OpenedOrder | None:
        """The newest open order of the asset."""
        return next((each for each in reversed(self._open) if each.opener.asset == case.asset), None)

    def may_cancel(self, case: Case, now: int) -> bool:
        """Whether nobody has begun the order of an alert, and no other alert needs it."""
        order = case.order
        assert order is not None
        begun = self._assumed.begun_after
        if begun is not None and now >= order.opened + begun * HOUR:
            return False
        return not any(each.order is order and each is not case for each in self._cases.open)

    def _same_trouble(self, case: Case) -> set[int]:
        """The alerts of its rule on its asset; at its site, or in its storm, if the rule gathers so."""
        of_rule = {each.number: each for order in self._open for each in self._alerts(order) if each.rule == case.rule}
        at_site = case.answer.grouping is Grouping.SITE
        found = {
            each.number
            for each in of_rule.values()
            if each.asset == case.asset or (at_site and each.place.site == case.place.site)
        }
        if self._cases.in_storm(case):
            found |= {each.number for each in self._cases.of_late(case)}
        return found

    def _alerts(self, order: OpenedOrder) -> list[Case]:
        return [self._cases.all[joined.alert] for joined in order.alerts]
