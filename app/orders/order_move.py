"""Lines taken to another visit of the same agreement."""

from functools import partial
from typing import Any

from app.orders.order_work import OrderWork
from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.fields import CheckField, ChoiceField
from app.shared.links import Mood, Notice
from domain.errors import Refusal
from domain.language import tr, trn
from domain.orders.content import LineStatus
from domain.orders.copying import move_lines
from domain.orders.line_queries import LineRow
from domain.orders.permissions import Permission
from domain.reporting.order_choices import Choice, orders_beside

LINE = "line_{id}"


class OrderMove:
    """Asks which lines go, and to which order."""

    def __init__(self, work: OrderWork, desk: Desk) -> None:
        self._work = work
        self._desk = desk

    def can_move(self) -> bool:
        """Whether there is a line that may go to another visit."""
        view = self._work.view
        if view is None or view.header.agreement_id is None or Permission.MODIFY not in view.header.allowed:
            return False
        return bool(self._lines())

    def move(self) -> None:
        """Ask which lines go where."""
        self._work.deeds.look_up(partial(self._beside, self._work.shown.detail.id), self._on_found)

    def _lines(self) -> list[LineRow]:
        """Those that may go: nobody signed for them, and they are not posted."""
        lines = self._work.shown.lines
        return [line for line in lines if line.status is LineStatus.CREATED and line.signed_off_at is None]

    def _beside(self, order_id: int) -> tuple[Choice, ...]:
        """Off the window's thread."""
        with self._desk.store.read() as session:
            return orders_beside(session, order_id)

    def _on_found(self, orders: tuple[Choice, ...]) -> None:
        if not orders:
            none = tr("There is no other open order under this agreement.")
            self._work.deeds.told.emit(Notice(none, Mood.WARNING))
            return
        lines = self._lines()
        fields = [
            ChoiceField("order", tr("To order"), orders),
            *(CheckField(LINE.format(id=line.id), line.text) for line in lines),
            CheckField("delete", tr("Delete this order once it is empty")),
        ]
        title = tr("Move lines of {number}", number=self._work.shown.detail.number)
        submit = partial(self._on_submitted, dict(orders), [line.id for line in lines])
        dialog = self._work.dialog(title, fields, tr("Move lines"), submit)
        checked = {LINE.format(id=line.id): True for line in lines}
        dialog.begin({"order": orders[0][0], "delete": False, **checked})

    def _on_submitted(
        self, orders: dict[int, str], line_ids: list[int], dialog: FormDialog, values: dict[str, Any]
    ) -> None:
        chosen = [line_id for line_id in line_ids if values[LINE.format(id=line_id)]]
        if not chosen:
            dialog.show_refusal(Refusal(tr("Choose at least one line."), field=LINE.format(id=line_ids[0])))
            return
        number = orders[values["order"]].split()[0]
        moved = trn("{count} line moved to {number}.", "{count} lines moved to {number}.", len(chosen), number=number)
        work = partial(self._desk.do, move_lines, chosen, values["order"], delete_emptied=values["delete"])
        self._work.deeds.run(work, dialog.finish, dialog.show_refusal, Notice(moved))
