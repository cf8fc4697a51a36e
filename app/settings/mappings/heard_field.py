"""What was just received, to click on, and what the mapping makes of it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from app.settings.mappings.heard_rows import Pick
from app.settings.mappings.looking import Looking
from app.settings.mappings.previewing import preview
from app.settings.mappings.received import ReceivedTree
from app.shared.fields import Field
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from domain.language import tr
from domain.monitoring.mapping_service import MappingDraft
from domain.monitoring.mappings import topics
from domain.monitoring.mappings.topics import BadPatternError
from domain.monitoring.telemetry.overhearing import Overheard
from domain.monitoring.telemetry.store import Telemetry

TREE_HEIGHT = 240
PREVIEW_HEIGHT = 110


class _Whole(QWidget):
    """Tells when nobody sees it any more."""

    left = Signal()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.left.emit()


class HeardField(Field):
    """Has no value of its own; `take` gives what was clicked on, once."""

    def __init__(self, name: str, title: str, kit: Kit, telemetry: Telemetry) -> None:
        whole = _Whole()
        super().__init__(name, title, whole)
        self.filter = QLineEdit("#")
        self.listen_button = QPushButton(tr("Listen"))
        self.tree = ReceivedTree(kit)
        self.said = label("", "hint", wrap=True)
        self.preview = QPlainTextEdit()
        self._looking = Looking(kit, telemetry, self)
        self._messages: Sequence[Overheard] = ()
        self._pick: Pick | None = None
        self._draft: MappingDraft | None = None
        self._arrange(whole)
        self.listen_button.toggled.connect(self._on_listen)
        self.filter.returnPressed.connect(self.listen_button.click)
        self.tree.picked.connect(self._on_picked)
        self._looking.heard.connect(self.show_messages)
        self._looking.failed.connect(self.said.setText)
        whole.left.connect(self._on_left)

    def value(self) -> None:
        return None

    def set_value(self, value: Any) -> None:
        """There is nothing to fill in."""

    def take(self) -> Pick | None:
        """What was clicked on since it was asked for last."""
        pick, self._pick = self._pick, None
        return pick

    def show_draft(self, draft: MappingDraft) -> None:
        """Show what this mapping makes of what was received."""
        if draft != self._draft:
            self._draft = draft
            self._show_preview()

    @Slot(object)
    def show_messages(self, messages: Sequence[Overheard]) -> None:
        """These were received, the newest first."""
        if list(messages) != list(self._messages):
            self._messages = messages
            self.tree.show_messages(messages)
            self._show_preview()
        if self.listen_button.isChecked():
            self.said.setText(_advice() if messages else tr("Nothing yet. Let a device publish, or widen the topics."))

    def _arrange(self, whole: QWidget) -> None:
        self.filter.setAccessibleName(tr("Topics to listen to"))
        self.filter.setToolTip(tr("Topics to listen to, with + and # as in MQTT"))
        self.listen_button.setCheckable(True)
        self.tree.setFixedHeight(TREE_HEIGHT)
        self.preview.setReadOnly(True)
        self.preview.setFixedHeight(PREVIEW_HEIGHT)
        self.preview.setAccessibleName(tr("What the mapping makes of it"))
        self.preview.setPlaceholderText(tr("What the mapping makes of the messages received stands here."))
        self.preview.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.said.setText(tr("Listen to see what devices publish now; the listener must be running."))
        above = row(spacing=6)
        above.addWidget(self.filter, 1)
        above.addWidget(self.listen_button)
        layout = column(whole, spacing=4)
        layout.addLayout(above)
        layout.addWidget(self.said)
        layout.addWidget(self.tree)
        layout.addWidget(self.preview)
        whole.setFocusProxy(self.filter)

    def _show_preview(self) -> None:
        if self._draft is not None and self._messages:
            text = "\n".join(preview(self._draft, self._messages))
            if text != self.preview.toPlainText():
                self.preview.setPlainText(text)

    @Slot(bool)
    def _on_listen(self, listening: bool) -> None:
        self.listen_button.setText(tr("Stop listening") if listening else tr("Listen"))
        if not listening:
            self._looking.end()
            return
        try:
            wanted = topics.parse(self.filter.text()).filter
        except BadPatternError as error:
            self.listen_button.setChecked(False)
            self.said.setText(str(error))
        else:
            self._looking.begin(wanted)

    @Slot()
    def _on_left(self) -> None:
        self.listen_button.setChecked(False)

    @Slot(object)
    def _on_picked(self, pick: Pick) -> None:
        self._pick = pick
        self.edited.emit()


def _advice() -> str:
    return tr("Click a value to make it a metric, a part of the topic to make it the device.")
