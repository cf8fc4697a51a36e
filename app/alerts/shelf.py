"""Until when to shelve: a short menu, and a time of one's own."""

from datetime import datetime, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMenu, QWidget

from app.shared.fields import MomentField
from app.shared.forms import Form
from app.shared.layout import column, label
from app.shared.times import Times
from domain.language import tr

MORNING = 8
SPANS = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4))
OWN = "own"


class ShelfMenu(QMenu):
    """The usual times; says the one chosen."""

    until_chosen = Signal(object)
    """An aware moment."""

    def __init__(self, times: Times, parent: QWidget) -> None:
        super().__init__(parent)
        self._times = times
        self.setObjectName("menu_shelve")
        titles = (tr("For 15 minutes"), tr("For 1 hour"), tr("For 4 hours"))
        for title, span in zip(titles, SPANS, strict=True):
            self.addAction(title).setData(span)
        self.addAction(tr("Until tomorrow 08:00")).setData(None)
        self.addSeparator()
        self.addAction(tr("Until a time of your own…")).setData(OWN)
        self.triggered.connect(self._on_triggered)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        chosen = action.data()
        if chosen == OWN:
            self._ask()
        elif isinstance(chosen, timedelta):
            self.until_chosen.emit(self._times.now() + chosen)
        else:
            self.until_chosen.emit(tomorrow_morning(self._times))

    def _ask(self) -> None:
        dialog = UntilDialog(self._times, self.parentWidget())
        dialog.until_chosen.connect(self.until_chosen)
        dialog.open()


class UntilDialog(QDialog):
    """Asks for a moment."""

    until_chosen = Signal(object)

    def __init__(self, times: Times, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Shelve until"))
        self.setObjectName("dialog_until")
        self._until = MomentField("until", tr("Shelve until"))
        self._until.set_value(times.now() + timedelta(hours=1))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        shelve = buttons.addButton(tr("Shelve"), QDialogButtonBox.ButtonRole.AcceptRole)
        shelve.setProperty("role", "primary")
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        whole = column(self, margins=(16, 16, 16, 16), spacing=8)
        whole.addWidget(Form([self._until]))
        whole.addWidget(label(tr("The alert stays out of sight until then, or until it is over."), "hint", wrap=True))
        whole.addWidget(buttons)

    @Slot()
    def _on_accepted(self) -> None:
        self.accept()
        self.until_chosen.emit(self._until.value())
        self.deleteLater()


def tomorrow_morning(times: Times) -> datetime:
    """Eight o'clock tomorrow on the user's wall."""
    morning = times.local(times.now()).replace(hour=MORNING, minute=0, second=0, microsecond=0, tzinfo=None)
    return (morning + timedelta(days=1)).replace(tzinfo=times.zone).astimezone()
