"""All deeds of the order that is shown, gathered: their actions, and how the menu groups them."""

from collections.abc import Iterable

from app.orders import next_step
from app.orders.assign import Assigning
from app.orders.order_actions import (
    clock_actions,
    closing_actions,
    content_actions,
    copy_actions,
    kin_actions,
    stage_actions,
)
from app.orders.order_asked import OrderAsked
from app.orders.order_clock import OrderClock
from app.orders.order_copy import OrderCopy
from app.orders.order_kin import OrderKin
from app.orders.order_money import OrderMoney
from app.orders.order_move import OrderMove
from app.orders.order_parts import OrderParts
from app.orders.order_repairs import OrderRepairs
from app.orders.order_sign import OrderSign
from app.orders.order_tasks import OrderTasks
from app.orders.order_work import OrderWork
from app.shared.actions import Action, grouped
from app.shared.desk import Desk
from domain.language import tr


class PaneDeeds:
    """Makes each kind of deed once."""

    def __init__(self, work: OrderWork, assigning: Assigning, desk: Desk) -> None:
        self._work = work
        self._assigning = assigning
        self.tasks = OrderTasks(work)
        self.repairs = OrderRepairs(work, desk)
        self.parts = OrderParts(work, desk)
        self.asked = OrderAsked(work, desk)
        self.clock = OrderClock(work)
        self.money = OrderMoney(work)
        self.sign = OrderSign(work, desk)
        self.kin = OrderKin(work)
        self.copy = OrderCopy(work, desk)
        self.move = OrderMove(work, desk)

    def actions(self) -> tuple[Action, ...]:
        """Everything, in the order of the menus."""
        return tuple(action for group in self._grouped() for action in group)

    def groups(self) -> Iterable[Iterable[str]]:
        """The ids, group by group."""
        return [[action.id for action in group] for group in self._grouped()]

    def assign(self) -> None:
        """Book the order."""
        view = self._work.shown
        self._assigning.begin(view.detail, view.header.preferred_technician_id)

    def when_coming(self) -> None:
        """Tell the customer when somebody could come."""
        self._assigning.when_coming(self._work.shown.detail)

    def can_come(self) -> bool:
        """Whether it is still to be done."""
        return self._work.view is not None and self._work.view.detail.is_open

    def can_assign(self) -> bool:
        """Whether nobody comes yet."""
        view = self._work.view
        return view is not None and view.detail.is_open and not view.detail.visits

    def _grouped(self) -> tuple[tuple[Action, ...], ...]:
        assign = Action(next_step.ASSIGN, tr("Assign…"), self.assign, "T", "user-plus", self.can_assign)
        coming = Action(
            "orders_coming", tr("When could somebody come?"), self.when_coming, "Ctrl+T", "phone", self.can_come
        )
        needs = Action(
            "orders_asked", tr("What it needs…"), self.asked.begin, "Shift+W", "user-plus", self.asked.can_ask
        )
        return (
            grouped(tr("Stage"), (assign, coming, needs, *stage_actions(self._work))),
            grouped(tr("Work and repairs"), content_actions(self.tasks, self.repairs, self.parts)),
            grouped(tr("Clock"), clock_actions(self.clock)),
            grouped(tr("Sign-off and money"), closing_actions(self.sign, self.money)),
            grouped(tr("The whole order"), (*copy_actions(self.copy, self.move), *kin_actions(self.kin, self._work))),
        )
