"""Lines brought in from elsewhere, another address, and deleting an order."""

from functools import partial
from typing import Any

from app.orders.address_fields import address_fields, address_of
from app.orders.order_work import OrderWork
from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.fields import CheckField, ChoiceField, Field, TextField
from app.shared.links import Notice
from domain.errors import Refusal
from domain.language import tr
from domain.orders.address_service import clear_address, set_address
from domain.orders.copying import CopySource, FromAgreement, FromOrder, FromType, copy_lines
from domain.orders.deleting import delete_order
from domain.orders.permissions import Permission
from domain.reporting.order_choices import order_numbered

TYPE, AGREEMENT, ORDER = "type", "agreement", "order"


class OrderCopy:
    """What changes an order as a whole, asked for in small forms."""

    def __init__(self, work: OrderWork, desk: Desk) -> None:
        self._work = work
        self._desk = desk

    def can_change(self) -> bool:
        return self._allows(Permission.MODIFY)

    def can_delete(self) -> bool:
        return self._allows(Permission.DELETE)

    def copy(self) -> None:
        """Ask where lines are to come from."""
        view = self._work.shown
        places: list[tuple[Any, str]] = [(ORDER, tr("another order"))]
        places += [((AGREEMENT, key), tr("agreement {name}", name=name)) for key, name in view.choices.agreements]
        places += [((TYPE, each.id), tr("order type {name}", name=each.name)) for each in view.choices.types]
        fields: tuple[Field, ...] = (
            ChoiceField("source", tr("From"), places),
            TextField("order", tr("Number of the order"), tr("Where lines come from another order")),
            CheckField("with_tasks", tr("Its tasks too")),
        )
        title = tr("Copy lines to {number}", number=view.detail.number)
        dialog = self._work.dialog(title, fields, tr("Copy lines"), self._on_copy)
        dialog.begin({"source": ORDER, "order": "", "with_tasks": False})

    def address(self) -> None:
        """Ask where the work is, if not at the site."""
        view = self._work.shown
        own = view.header.address
        names = ("name", "street", "postcode", "city", "country", "hint")
        dialog = self._work.dialog(
            tr("Address for {number} alone", number=view.detail.number),
            address_fields(),
            tr("Keep the address"),
            self._on_address,
        )
        dialog.set_said(tr("Leave everything empty, and the work is at the site again."))
        dialog.begin({name: getattr(own, name) if own else "" for name in names})

    def delete(self) -> None:
        """Ask, then delete."""
        order = self._work.shown.detail
        dialog = self._work.dialog(tr("Delete {number}?", number=order.number), (), tr("Delete"), self._on_delete)
        dialog.set_said(tr("The order goes with all its lines, tasks and files. This cannot be undone."))
        dialog.begin()

    def _allows(self, permission: Permission) -> bool:
        view = self._work.view
        return view is not None and permission in view.header.allowed

    def _on_copy(self, dialog: FormDialog, values: dict[str, Any]) -> None:
        order = self._work.shown.detail
        done = Notice(tr("Lines copied to {number}.", number=order.number))
        work = partial(self._copy, order.id, values)
        self._work.deeds.run(work, dialog.finish, dialog.show_refusal, done)

    def _copy(self, order_id: int, values: dict[str, Any]) -> None:
        self._desk.do(copy_lines, order_id, self._source(values))

    def _source(self, values: dict[str, Any]) -> CopySource:
        if values["source"] == ORDER:
            return FromOrder(self._order(values["order"]), with_tasks=values["with_tasks"])
        what, key = values["source"]
        return FromType(key) if what == TYPE else FromAgreement(key)

    def _order(self, number: str) -> int:
        """Off the window's thread."""
        with self._desk.store.read() as session:
            found = order_numbered(session, number.strip())
        if found is None:
            raise Refusal(tr("There is no order with this number."), field="order")
        return found

    def _on_address(self, dialog: FormDialog, values: dict[str, Any]) -> None:
        order = self._work.shown.detail
        if any(values.values()):
            done = Notice(tr("The address holds for {number} alone.", number=order.number))
            draft = address_of(values)
            self._work.deeds.do_for(dialog.finish, dialog.show_refusal, done, set_address, order.id, draft)
        else:
            done = Notice(tr("The work of {number} is at its site.", number=order.number))
            self._work.deeds.do_for(dialog.finish, dialog.show_refusal, done, clear_address, order.id)

    def _on_delete(self, dialog: FormDialog, _values: dict[str, Any]) -> None:
        order = self._work.shown.detail
        done = Notice(tr("{number} is deleted.", number=order.number))
        self._work.deeds.do_for(dialog.finish, dialog.show_refusal, done, delete_order, order.id)
