"""The fields of an order, changed in place: drafts survive other people's changes and a look at other orders."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from app.orders.header_fields import at_field, for_service, header_fields, offer_choices
from app.orders.reading import OrderView
from app.shared.fields import ChoiceField
from app.shared.forms import Form
from app.shared.layout import column, label, row
from app.shared.times import Times
from domain.language import tr
from domain.orders.permissions import Permission

WIDEST = 760


class OrderEditor(QScrollArea):
    """Shows the fields of an order; asks to save what the user changed of them."""

    save_asked = Signal(int, int, object, object)
    """Order id, the version it was based on, the changes, and the values before them."""

    def __init__(self, times: Times) -> None:
        super().__init__()
        self._view: OrderView | None = None
        self._times = times
        self._drafts: dict[int, dict[str, Any]] = {}
        self.form = Form(header_fields(times))
        self._meanwhile = label("", "late", wrap=True)
        self._closed = label("", "hint", wrap=True)
        self.save_button = QPushButton(tr("Save changes"))
        self.discard_button = QPushButton(tr("Discard"))
        self._arrange()
        self.form.edited.connect(self._on_edited)
        self.save_button.clicked.connect(self.save)
        self.discard_button.clicked.connect(self._on_discard)

    def show_order(self, view: OrderView) -> None:
        """Show it; what the user has changed and not saved lies over it."""
        before = self._view
        if before is not None:
            self._drafts[before.detail.id] = self.form.draft()
        draft = self._drafts.get(view.detail.id, {})
        self._view = view
        now = values_of(view)
        with self.form.filling():
            offer_choices(self.form.fields, view.choices)
        self.form.fill(now)
        self.form.restore(draft)
        same = before is not None and before.detail.id == view.detail.id
        overlap = {name for name in draft if same and before is not None and values_of(before)[name] != now[name]}
        self._tell_meanwhile({name: now[name] for name in overlap}, keep=same)
        self.form.setEnabled(self._may_change())
        self._closed.setText(tr("In the stage “{stage}” the order cannot be changed.", stage=view.detail.stage))
        self._closed.setVisible(not self._may_change())
        self._show_buttons()

    def draft(self) -> dict[str, Any]:
        """What the user changed and did not save."""
        return self.form.draft()

    def forget_draft(self, order_id: int) -> None:
        """It is saved."""
        self._drafts.pop(order_id, None)
        if self._shows(order_id):
            self.form.fill(self.form.values())
            self._tell_meanwhile({}, keep=False)
            self._show_buttons()

    def show_refusal(self, order_id: int, refusal: Exception) -> None:
        """Say why it was not saved, beside the field it is about."""
        if self._shows(order_id):
            self.form.show_refusal(at_field(refusal))

    def show_missing(self, field: str, error: Exception) -> bool:
        """Say at a field that it must be filled first; says whether it is here."""
        if field in self.form.fields:
            self.form.show_refusal(at_field(error))
        return field in self.form.fields

    def begin(self) -> None:
        """Put the cursor where editing begins."""
        self.form.fields["title"].widget.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def save(self) -> None:
        """Ask to keep the changes, if there are any."""
        draft, view = self.draft(), self._view
        if draft and view is not None and self._may_change():
            before = {name: value for name, value in values_of(view).items() if name in draft}
            self.save_asked.emit(view.detail.id, view.detail.version, for_service(draft), for_service(before))

    def _shows(self, order_id: int) -> bool:
        return self._view is not None and self._view.detail.id == order_id

    def _may_change(self) -> bool:
        return self._view is not None and Permission.MODIFY in self._view.header.allowed

    def _arrange(self) -> None:
        self.save_button.setProperty("role", "primary")
        self.save_button.setToolTip(tr("Save changes  (Ctrl+Enter)"))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)
        content = QWidget()
        content.setProperty("role", "plain")
        content.setMaximumWidth(WIDEST)
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
                tr("{field} is now “{value}”", field=self.form.fields[name].title, value=self._word(name, value))
                for name, value in changed.items()
            )
            self._meanwhile.setText(tr("Changed by somebody else: {told}. Saving puts yours over it.", told=told))
        self._meanwhile.setVisible(bool(changed) or (keep and not self._meanwhile.isHidden()))

    def _show_buttons(self) -> None:
        changed = bool(self.form.draft()) and self._may_change()
        self.save_button.setVisible(changed)
        self.discard_button.setVisible(changed)

    @Slot(str)
    def _on_edited(self, _name: str) -> None:
        self._show_buttons()

    @Slot()
    def _on_discard(self) -> None:
        if self._view is not None:
            self._drafts.pop(self._view.detail.id, None)
            self.form.fill(values_of(self._view))
            self._tell_meanwhile({}, keep=False)
            self._show_buttons()

    def _word(self, name: str, value: Any) -> str:
        """A value as the field shows it."""
        field = self.form.fields[name]
        if isinstance(field, ChoiceField):
            return field.word(value)
        if isinstance(value, datetime):
            return self._times.short(value)
        return f"{value:g}" if isinstance(value, float) else str(value)


def values_of(view: OrderView) -> dict[str, Any]:
    """The fields of an order as the form holds them."""
    detail, header = view.detail, view.header
    return {
        "title": detail.title,
        "order_type": header.order_type_id,
        "priority": detail.priority,
        "minutes": float(detail.minutes),
        "contact": header.contact_id,
        "description": detail.description.strip(),
        "responsible": header.responsible,
        "preferred_technician": header.preferred_technician_id,
        "agreement": header.agreement_id,
        "sla": header.sla_id,
        "skills": header.skill_ids,
        "nobody_comes": not header.needs_booking,
        "window_from": header.window_from,
        "window_until": header.window_until,
        "internal_note": header.internal_note.strip(),
        "external_note": header.external_note.strip(),
    }
