"""What people do with the repairs of the order that is shown."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot

from app.orders.order_work import OrderWork
from app.orders.repair_dialog import RepairDialog
from app.shared.desk import Desk
from app.shared.links import Notice
from app.shared.tasks import Latest
from domain.catalogue.model import LineKind
from domain.language import tr, trn
from domain.orders.line_draft import LineDraft
from domain.orders.line_service import add_line
from domain.orders.permissions import Permission
from domain.repairs import service
from domain.repairs.queries import CodeRow, RepairRow, codes
from domain.repairs.suggestions import Suggestion, Suggestions, suggest
from domain.store.unit_of_work import UnitOfWork


class OrderRepairs(QObject):
    """Add, change, take away; the history is asked while one types."""

    def __init__(self, work: OrderWork, desk: Desk) -> None:
        super().__init__(work)
        self._work = work
        self._desk = desk
        self._asking = Latest(work.kit.tasks, self)

    def can_change(self) -> bool:
        view = self._work.view
        return view is not None and view.header.asset_id is not None and Permission.MODIFY in view.header.allowed

    def add(self) -> None:
        """Begin a repair about what the order says is wrong."""
        self._work.kit.tasks.run(self._codes, partial(self._open, None), owner=self)

    def change(self, repair: RepairRow) -> None:
        """Change one that is there."""
        self._work.kit.tasks.run(self._codes, partial(self._open, repair), owner=self)

    def remove(self, repair: RepairRow) -> None:
        """Take one off the order."""
        done = Notice(tr("“{title}” is taken off the order.", title=repair.title))
        self._work.deeds.do(done, service.remove_repair, repair.id, version=repair.version)

    def _codes(self) -> tuple[CodeRow, ...]:
        with self._desk.store.read() as session:
            return codes(session)

    def _open(self, repair: RepairRow | None, found: tuple[CodeRow, ...]) -> None:
        view = self._work.shown
        title = tr("Change the repair") if repair else tr("New repair")
        dialog = RepairDialog(title, found, view.technicians, self._work.kit, self._work.pane)
        model_id = repair.asset_model_id if repair else view.header.asset_model_id
        if model_id is not None:
            dialog.asked.connect(partial(self._ask, dialog, model_id))
        dialog.submitted.connect(partial(self._on_submitted, dialog, repair))
        dialog.suggestions.parts_wanted.connect(self._on_parts)
        dialog.start(repair, view.detail.title)

    def _ask(self, dialog: RepairDialog, model_id: int, symptom_id: int | None, words: str) -> None:
        work = partial(self._suggest, model_id, symptom_id, words, self._work.shown.detail.id)
        self._asking.run(work, dialog.show_found)

    def _suggest(self, model_id: int, symptom_id: int | None, words: str, order_id: int) -> Suggestions:
        now = self._work.kit.times.now()
        with self._desk.store.read() as session:
            return suggest(session, model_id, symptom_id, words, now=now, leave_out=order_id)

    def _on_submitted(self, dialog: RepairDialog, repair: RepairRow | None, _values: dict[str, Any]) -> None:
        deeds, draft, order_id = self._work.deeds, dialog.draft(), self._work.shown.detail.id
        if repair is None:
            deeds.do_for(dialog.finish, dialog.show_refusal, None, service.add_repair, order_id, draft)
        else:
            change = partial(service.change_repair, version=repair.version)
            deeds.do_for(dialog.finish, dialog.show_refusal, None, change, repair.id, draft)

    @Slot(object)
    def _on_parts(self, found: Suggestion) -> None:
        order_id = self._work.shown.detail.id
        told = trn("{count} part is on the order.", "{count} parts are on the order.", len(found.parts))
        self._work.deeds.do(Notice(told), _put_parts, order_id, found)


def _put_parts(work: UnitOfWork, order_id: int, found: Suggestion) -> None:
    for part in found.parts:
        add_line(work, order_id, LineDraft(LineKind.ITEM, article_id=part.article_id, quantity=part.quantity))
