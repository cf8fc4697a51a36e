"""A form with a table beside it that shows what would come of what is typed, before anything is done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.shared.columns import Column, HasId
from app.shared.dialog import FormDialog
from app.shared.fields import Field
from app.shared.kit import Kit
from app.shared.layout import column, label
from app.shared.table import RowTable
from app.shared.tasks import Latest
from domain.errors import Refusal
from domain.language import tr

R = TypeVar("R", bound=HasId)
WIDTH, HEIGHT = 740, 420
PAUSE_MS = 200


@dataclass(frozen=True)
class Preview(Generic[R]):
    """What is shown: `work` says how values are looked at (or raises Refusal), `told` gives rows and a sum of them.

    `changes` says whether what was found changes anything at all.
    """

    name: str
    columns: Sequence[Column[R]]
    work: Callable[[dict[str, Any]], Callable[[], Any]]
    told: Callable[[Any], tuple[Sequence[R], str]]
    changes: Callable[[Any], bool]


class PreviewDialog(FormDialog, Generic[R]):
    """Looks anew with every change; what cannot be asked for is told where the rows would be."""

    def __init__(
        self,
        kit: Kit,
        preview: Preview[R],
        title: str,
        fields: Sequence[Field],
        verb: str,
        parent: QWidget,
        said: str = "",
    ) -> None:
        self._preview = preview
        self.table: RowTable[R] = RowTable(preview.columns, kit, preview.name, tr("What would come of it"))
        self.summary = label("", "strong", wrap=True)
        super().__init__(title, fields, verb, parent, said, self._beside())
        self._looking = Latest(kit.tasks, self)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.look)
        self.form.edited.connect(self._on_edited)

    def begin(self, values: Mapping[str, Any] | None = None) -> None:
        super().begin(values)
        self.look()

    @Slot()
    def look(self) -> None:
        """Show what the values would come to."""
        self._pause.stop()
        try:
            work = self._preview.work(self.form.values())
        except Refusal as refusal:
            self._looking.drop()
            self._show_trouble(refusal)
            return
        self._looking.run(work, self._show, self._show_trouble)

    def _show(self, result: Any) -> None:
        rows, summary = self._preview.told(result)
        self.table.set_empty(tr("Nothing would come of it"), "", "inbox")
        self.table.set_rows(rows, mark=False)
        self.summary.setText(summary)
        self.submit_button.setEnabled(self._preview.changes(result))

    def _show_trouble(self, error: Exception) -> None:
        """The form says it once more, beside the field, when it is asked for."""
        if isinstance(error, Refusal) and self._is_blank(error.field):
            self.table.set_empty(tr("Not filled in yet"), tr("What would come of it is shown here."), "inbox")
        else:
            self.table.set_empty(tr("This cannot be done"), str(error), "circle-alert")
        self.table.set_rows((), mark=False)
        self.summary.setText("")

    def _is_blank(self, name: str | None) -> bool:
        """Whether nothing was typed into a field yet."""
        return name in self.form.fields and self.form.fields[name].value() == ""

    def _beside(self) -> QWidget:
        place = QWidget()
        place.setMinimumSize(WIDTH, HEIGHT)
        layout = column(place, margins=(0, 12, 0, 0), spacing=8)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.summary)
        return place

    @Slot(str)
    def _on_edited(self, _name: str) -> None:
        self.submit_button.setEnabled(True)
        self._pause.start()
