"""The fields of an order, changed in place: drafts survive other people's changes and a look at other orders."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from app.shared.fields import ChoiceField, LongTextField, NumberField, TextField
from app.shared.forms import Form
from app.shared.layout import column, label, row
from domain.language import tr
from domain.reporting.order_detail import OrderDetail
from domain.words import Priority

MOST_MINUTES = 60 * 24 * 14


class OrderEditor(QScrollArea):
    """Shows the fields of an order; asks to save what the user changed of them."""

    save_asked = Signal(int, int, object, object)
    """Order id, the version it was based on, the changes, and the values before them."""

    def __init__(self) -> None:
        super().__init__()
        self._detail: OrderDetail | None = None
        self._drafts: dict[int, dict[str, Any]] = {}
        self.form = Form(_fields())
        self._meanwhile = label("", "late", wrap=True)
        self._closed = label(tr("The order is closed; move it back to change it."), "hint", wrap=True)
        self.save_button = QPushButton(tr("Save changes"))
        self.discard_button = QPushButton(tr("Discard"))
        self._arrange()
        self.form.edited.connect(self._on_edited)
        self.save_button.clicked.connect(self.save)
        self.discard_button.clicked.connect(self._on_discard)

    def show_order(self, detail: OrderDetail) -> None:
        """Show it; what the user has changed and not saved lies over it."""
        before = self._detail
        if before is not None:
            self._drafts[before.id] = self.form.draft()
        draft = self._drafts.get(detail.id, {})
        self._detail = detail
        now = values_of(detail)
        self.form.fill(now)
        self.form.restore(draft)
        same = before is not None and before.id == detail.id
        overlap = {name for name in draft if same and before is not None and values_of(before)[name] != now[name]}
        self._tell_meanwhile({name: now[name] for name in overlap}, keep=same)
        self.form.setEnabled(detail.is_open)
        self._closed.setVisible(not detail.is_open)
        self._show_buttons()

    def draft(self) -> dict[str, Any]:
        """What the user changed and did not save."""
        return self.form.draft()

    def forget_draft(self, order_id: int) -> None:
        """It is saved."""
        self._drafts.pop(order_id, None)
        if self._detail is not None and self._detail.id == order_id:
            self.form.fill(self.form.values())
            self._tell_meanwhile({}, keep=False)
            self._show_buttons()

    def show_refusal(self, order_id: int, refusal: Exception) -> None:
        """Say why it was not saved, beside the field it is about."""
        if self._detail is not None and self._detail.id == order_id:
            self.form.show_refusal(refusal)

    def show_missing(self, field: str, error: Exception) -> bool:
        """Say at a field that it must be filled first; says whether it is here."""
        if field in self.form.fields:
            self.form.show_refusal(error)
        return field in self.form.fields

    def begin(self) -> None:
        """Put the cursor where editing begins."""
        self.form.fields["title"].widget.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def save(self) -> None:
        """Ask to keep the changes, if there are any."""
        draft, detail = self.draft(), self._detail
        if draft and detail is not None and detail.is_open:
            before = {name: value for name, value in values_of(detail).items() if name in draft}
            self.save_asked.emit(detail.id, detail.version, typed(draft), typed(before))

    def _arrange(self) -> None:
        self.save_button.setProperty("role", "primary")
        self.save_button.setToolTip(tr("Save changes  (Ctrl+Enter)"))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)
        content = QWidget()
        content.setProperty("role", "plain")
        buttons = row(margins=(16, 0, 16, 12), spacing=6)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.discard_button)
        buttons.addStretch(1)
        said = column(margins=(16, 12, 16, 0), spacing=4)
        said.addWidget(self._closed)
        said.addWidget(self._meanwhile)
        whole = column(content)
        whole.addLayout(said)
        whole.addWidget(self.form)
        whole.addLayout(buttons)
        whole.addStretch(1)
        self._meanwhile.hide()
        self.setWidget(content)
        self.setWidgetResizable(True)

    def _tell_meanwhile(self, changed: Mapping[str, Any], *, keep: bool) -> None:
        """Tell what somebody else has put where the user has a draft; `keep` leaves what was told before."""
        if changed:
            told = "; ".join(
                tr("{field} is now “{value}”", field=self.form.fields[name].title, value=_shown(value))
                for name, value in changed.items()
            )
            self._meanwhile.setText(tr("Changed by somebody else: {told}. Saving puts yours over it.", told=told))
        self._meanwhile.setVisible(bool(changed) or (keep and not self._meanwhile.isHidden()))

    def _show_buttons(self) -> None:
        changed = bool(self.form.draft()) and self._detail is not None and self._detail.is_open
        self.save_button.setVisible(changed)
        self.discard_button.setVisible(changed)

    @Slot(str)
    def _on_edited(self, _name: str) -> None:
        self._show_buttons()

    @Slot()
    def _on_discard(self) -> None:
        if self._detail is not None:
            self._drafts.pop(self._detail.id, None)
            self.form.fill(values_of(self._detail))
            self._tell_meanwhile({}, keep=False)
            self._show_buttons()


def values_of(detail: OrderDetail) -> dict[str, Any]:
    """The fields of an order as the form holds them."""
    return {
        "title": detail.title,
        "priority": detail.priority,
        "minutes": float(detail.minutes),
        "description": detail.description.strip(),
    }


def typed(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the service wants them."""
    return {name: int(value) if name == "minutes" else value for name, value in values.items()}


def _shown(value: Any) -> str:
    if isinstance(value, Priority):
        return value.label
    return f"{value:g}" if isinstance(value, float) else str(value)


def _fields() -> tuple[TextField, ChoiceField, NumberField, LongTextField]:
    return (
        TextField("title", tr("Title"), tr("What is to be done")),
        ChoiceField("priority", tr("Priority"), [(each, each.label) for each in Priority]),
        NumberField("minutes", tr("Expected work"), least=0, most=MOST_MINUTES, unit=tr("min")),
        LongTextField("description", tr("Description"), tr("What the technician should know")),
    )
