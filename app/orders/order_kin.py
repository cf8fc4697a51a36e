"""Cancelling an order and taking that back, deleting it, following it up, copying lines into it."""

from functools import partial
from typing import Any

from app.orders.order_work import OrderWork
from app.shared.dialog import FormDialog
from app.shared.fields import ChoiceField, LongTextField, TextField
from app.shared.links import Notice
from domain.language import tr
from domain.orders import service
from domain.orders.model import Origin, Progress, StageMeaning
from domain.orders.permissions import Permission
from domain.orders.service import OrderDraft
from domain.parameters.model import ReasonFor
from domain.scheduling.placing import service as scheduling
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority


class OrderKin:
    """What becomes of an order as a whole, and what comes after it."""

    def __init__(self, work: OrderWork) -> None:
        self._work = work

    def can_cancel(self) -> bool:
        view = self._work.view
        return view is not None and view.detail.is_open and Permission.CANCEL in view.header.allowed

    def can_revoke(self) -> bool:
        view = self._work.view
        return view is not None and (
            view.detail.meaning is StageMeaning.CANCELLED or view.header.progress is Progress.CANCELLED
        )

    def cancel(self) -> None:
        """Cancel it with all its lines."""
        order = self._work.shown.detail
        done = Notice(tr("{number} is cancelled.", number=order.number), undo=partial(self._revoke, order.id))
        deed = self._work.deeds.service(scheduling.cancel_order, order.id)
        self._work.deeds.ask_reason(order.id, ReasonFor.CANCEL, tr("Cancel {number}", number=order.number), done, deed)

    def revoke(self) -> None:
        """Take the cancelling back."""
        self._revoke(self._work.shown.detail.id)

    def follow_up(self) -> None:
        """Open an order that follows this one up."""
        order = self._work.shown.detail
        fields = (
            TextField("title", tr("Title"), tr("What is still to be done")),
            ChoiceField("priority", tr("Priority"), [(each, each.label) for each in Priority]),
            LongTextField("description", tr("Description"), tr("What the technician should know")),
        )
        title = tr("Follow up {number}", number=order.number)
        dialog = self._work.dialog(title, fields, tr("Open order"), self._on_follow_up)
        dialog.begin({"title": "", "priority": order.priority, "description": ""})

    def _on_follow_up(self, dialog: FormDialog, values: dict[str, Any]) -> None:
        order = self._work.shown.detail
        draft = OrderDraft(
            values["title"], values["priority"], Origin.ORDER, order.minutes, description=values["description"]
        )
        finish = partial(self._on_opened, dialog)
        self._work.deeds.do_for(finish, dialog.show_refusal, None, _followed_up, order.id, draft)

    def _on_opened(self, dialog: FormDialog, opened: tuple[int, str]) -> None:
        dialog.finish()
        self._work.deeds.told.emit(Notice(tr("Order {number} opened.", number=opened[1])))
        self._work.order_asked.emit(opened[0])

    def _revoke(self, order_id: int) -> None:
        self._work.deeds.do_with_reason(
            order_id,
            ReasonFor.STAGE,
            Notice(tr("The order is not cancelled any more.")),
            self._work.deeds.service(scheduling.revoke_order, order_id),
        )


def _followed_up(work: UnitOfWork, order_id: int, draft: OrderDraft) -> tuple[int, str]:
    order = service.follow_up(work, order_id, draft)
    return order.id, order.number
