"""What becomes of commands that were just sent, or of one that is looked up."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.shared.commands.log import CommandLog
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.links import Link
from domain.language import tr
from domain.monitoring.command_queries import Which

WIDTH, HEIGHT = 860, 380


class LifeDialog(QDialog):
    """Follows the commands until somebody closes it; they go on without it."""

    told = Signal(object)
    """A `Notice`."""
    link_asked = Signal(object)
    """A `Link`."""

    def __init__(self, kit: Kit, desk: Desk, ids: tuple[int, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("dialog_commands")
        self.setWindowTitle(tr("Commands"))
        self.resize(WIDTH, HEIGHT)
        self.log = CommandLog(kit, desk, "life")
        self.log.without_sending()
        self.close_button = QPushButton(tr("Close"))
        self.close_button.setDefault(True)
        buttons = row(margins=(16, 0, 16, 16))
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        heading = label(tr("What becomes of it"), "heading")
        heading.setContentsMargins(16, 16, 16, 10)
        whole = column(self)
        whole.addWidget(heading)
        whole.addWidget(self.log, 1)
        whole.addLayout(buttons)
        self.close_button.clicked.connect(self.accept)
        self.log.told.connect(self.told)
        self.log.link_asked.connect(self._on_link)
        self.log.look_at(Which(ids=ids))

    @Slot(object)
    def _on_link(self, link: Link) -> None:
        self.accept()
        self.link_asked.emit(link)
