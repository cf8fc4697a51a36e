"""What people do with the line in which the cursor is."""

from functools import partial
from typing import Any

from app.orders.lines_tab import LinesTab
from app.orders.order_work import OrderWork
from app.shared.actions import Action
from app.shared.dialog import FormDialog
from app.shared.fields import TextField
from app.shared.links import Notice
from domain.language import tr
from domain.orders import cancelling, signing
from domain.orders.content import LineStatus
from domain.orders.line_queries import LineRow
from domain.parameters.model import ReasonFor


class LineDeeds:
    """Sign, price anew, remove, cancel with a reason."""

    def __init__(self, work: OrderWork, tab: LinesTab) -> None:
        self._work = work
        self._tab = tab

    def actions(self) -> tuple[Action, ...]:
        """Those of one line."""
        return (
            Action("orders_line_sign", tr("Sign the line off…"), self.sign, "Ctrl+G", "badge-check", self._is_open),
            Action("orders_line_price", tr("Price the line anew"), self.reprice, "Ctrl+R", "tag", self._is_open),
            Action(
                "orders_line_remove", tr("Remove the line"), self.remove, "Ctrl+Backspace", "trash-2", self._is_open
            ),
        )

    def sign(self) -> None:
        """Sign one line off, or take that back."""
        row = self._tab.chosen()
        if row is None:
            return
        if row.signed_off_at is not None:
            self._work.deeds.do(Notice(tr("The sign-off of the line is taken back.")), signing.unsign_line, row.id)
            return
        name = TextField("name", tr("Name"), tr("Who confirms the work"))
        title = tr("Sign “{line}” off", line=row.text)
        dialog = self._work.dialog(title, [name], tr("Sign off"), partial(self._on_name, row))
        dialog.begin({"name": next((each.name for each in self._work.shown.detail.contacts), "")})

    def reprice(self) -> None:
        """Forget prices that were typed in."""
        row = self._tab.chosen()
        if row is not None:
            self._tab.presenter.reprice(row)

    def remove(self) -> None:
        """Take the line away."""
        row = self._tab.chosen()
        if row is not None:
            self._tab.presenter.remove(row)

    def cancel_with_reason(self, row: LineRow) -> None:
        """Cancel a line where that takes a reason."""
        deeds, done = self._work.deeds, Notice(tr("The line is cancelled."))
        deed = deeds.service(cancelling.cancel_line, row.id)
        title = tr("Cancel “{line}”", line=row.text)
        deeds.ask_reason(row.order_id, ReasonFor.CANCEL, title, done, deed, must=True)

    def _is_open(self) -> bool:
        row = self._tab.chosen() if self._work.has_one() else None
        return row is not None and row.status is LineStatus.CREATED

    def _on_name(self, row: LineRow, dialog: FormDialog, values: dict[str, Any]) -> None:
        done = Notice(tr("The line is signed off."))
        self._work.deeds.do_for(dialog.finish, dialog.show_refusal, done, signing.sign_line, row.id, values["name"])
