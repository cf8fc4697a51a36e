"""Composes the papers of an order, and takes files in for it; holds no widgets."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.shared.tasks import Latest
from domain.documents.papers import Paper
from domain.documents.sheets import Sheet, invoice_sheet, order_sheet
from domain.errors import CalloutError
from domain.language import tr, trn
from domain.orders import attachments
from domain.orders.attachments import AttachmentRow
from domain.store.files import StoredFile


class PapersPresenter(QObject):
    """What the tab of papers and files asks for."""

    composed = Signal(object)
    """A `Sheet`, ready to be looked at."""
    refused = Signal(str)
    """Why a file was not taken."""
    changed = Signal()
    told = Signal(object)

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._desk = desk
        self._composing = Latest(kit.tasks, self)

    def compose(self, order_id: int, paper: Paper) -> None:
        """Fill a paper of the order."""
        self._composing.run(partial(self._order_sheet, order_id, paper), self._on_composed, self._on_failed)

    def compose_bill(self, invoice_id: int) -> None:
        """Fill an invoice or credit note."""
        self._composing.run(partial(self._invoice_sheet, invoice_id), self._on_composed, self._on_failed)

    def attach(self, order_id: int, paths: Sequence[Path]) -> None:
        """Take files in, one after the other; those that are refused are told."""
        self._kit.tasks.run(partial(self._attach, order_id, tuple(paths)), self._on_attached, owner=self)

    def remove(self, order_id: int, row: AttachmentRow) -> None:
        """Take a file off the order; it can be put back."""
        stored = StoredFile(row.sha256, row.name, row.media_type, row.size)
        again = partial(self._put_back, order_id, stored, row)
        done = Notice(tr("“{file}” is taken off the order.", file=row.name), undo=again)
        work = partial(self._desk.do, attachments.remove, row.id)
        self._kit.tasks.run(work, partial(self._on_done, done), self._on_failed, owner=self)

    def save_as(self, row: AttachmentRow, target: Path) -> None:
        """Copy a file to where somebody wants it."""
        done = Notice(tr("Saved as {file}.", file=target.name))
        work = partial(self._desk.files.save_as, row.sha256, target)
        self._kit.tasks.run(work, partial(self._on_done, done), self._on_failed, owner=self)

    def _put_back(self, order_id: int, stored: StoredFile, row: AttachmentRow) -> None:
        work = partial(self._desk.do, attachments.attach, order_id, stored, row.kind)
        done = Notice(tr("“{file}” is on the order again.", file=row.name))
        self._kit.tasks.run(work, partial(self._on_done, done), self._on_failed, owner=self)

    def _order_sheet(self, order_id: int, paper: Paper) -> Sheet:
        with self._desk.store.read() as session:
            return order_sheet(session, order_id, paper, self._desk.files)

    def _invoice_sheet(self, invoice_id: int) -> Sheet:
        with self._desk.store.read() as session:
            return invoice_sheet(session, invoice_id)

    def _attach(self, order_id: int, paths: tuple[Path, ...]) -> tuple[int, list[str]]:
        """Off the window's thread: a file that is refused does not stop the others."""
        wrong = []
        for path in paths:
            try:
                stored = self._desk.files.add(path)
                self._desk.do(attachments.attach, order_id, stored)
            except CalloutError as error:
                wrong.append(_at_file(path.name, str(error)))
        return len(paths) - len(wrong), wrong

    def _on_attached(self, result: tuple[int, list[str]]) -> None:
        count, wrong = result
        self.refused.emit("\n".join(wrong))
        if count:
            self.told.emit(Notice(trn("{count} file attached.", "{count} files attached.", count)))
        self.changed.emit()

    def _on_done(self, notice: Notice, _nothing: object) -> None:
        self.told.emit(notice)
        self.changed.emit()

    @Slot(object)
    def _on_composed(self, sheet: Sheet) -> None:
        self.composed.emit(sheet)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.told.emit(Notice(str(error), Mood.ERROR))


def _at_file(name: str, sentence: str) -> str:
    """The sentence with the file that it is about."""
    return sentence if name in sentence else tr("{file}: {sentence}", file=name, sentence=sentence)
