"""What helped before, ranked, beside the form of a repair."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QWidget

from app.orders.repair_words import heading, suggestion_words
from app.shared.kit import Kit
from app.shared.layout import column, label
from domain.language import tr
from domain.repairs.suggestions import Suggestion, Suggestions, SymptomHint

WIDTH = 330


class HitList(QListWidget):
    """A click takes an entry; Enter takes the one that the cursor is on."""

    taken = Signal(int)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setWordWrap(True)
        self.setSpacing(3)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._on_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.taken.emit(self.currentRow())
        else:
            super().keyPressEvent(event)

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.taken.emit(self.row(item))


class SuggestionList(QWidget):
    """Symptoms that the words may mean, then repairs with their figures."""

    symptom_taken = Signal(object)
    repair_taken = Signal(object)
    parts_wanted = Signal(object)
    """The parts of this `Suggestion` are to be put on the order."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._times = kit.times
        self._found: Sequence[Suggestion] = ()
        self._hints: Sequence[SymptomHint] = ()
        self.setFixedWidth(WIDTH)
        self._told = label("", "muted", wrap=True)
        self.symptoms = HitList(tr("Symptoms it may be"))
        self.repairs = HitList(tr("What helped before"))
        self.parts_button = QPushButton(tr("Put its parts on the order"))
        self.parts_button.setAutoDefault(False)
        self._titles = (label(tr("Symptoms it may be"), "section"), label(tr("What helped before"), "section"))
        layout = column(self, margins=(0, 12, 0, 12), spacing=4)
        for widget in (self._titles[0], self.symptoms, self._titles[1], self._told):
            layout.addWidget(widget)
        layout.addWidget(self.repairs, 1)
        layout.addWidget(self.parts_button)
        self.symptoms.taken.connect(self._on_symptom)
        self.repairs.taken.connect(self._on_repair)
        self.parts_button.clicked.connect(self._on_parts)
        self.repairs.currentRowChanged.connect(self._show_button)
        self.show_found(None)

    def show_found(self, found: Suggestions | None) -> None:
        """Show what the history says; nothing asked yet is None."""
        self._hints = found.symptoms if found else ()
        self._found = found.repairs if found else ()
        self._told.setText(heading(found) if found else tr("Say what is wrong; what helped before will stand here."))
        self.symptoms.clear()
        self.symptoms.addItems([_hint_words(hint) for hint in self._hints])
        for widget in (self._titles[0], self.symptoms):
            widget.setVisible(bool(self._hints))
        self.symptoms.setFixedHeight(min(4, max(1, len(self._hints))) * 26 + 6)
        self.repairs.clear()
        for each in self._found:
            item = QListWidgetItem(suggestion_words(each, self._times))
            item.setToolTip(item.text())
            self.repairs.addItem(item)
        self._show_button()

    def words(self) -> list[str]:
        """All that is suggested."""
        return [self.repairs.item(at).text() for at in range(self.repairs.count())]

    def _current(self) -> Suggestion | None:
        at = self.repairs.currentRow()
        return self._found[at] if 0 <= at < len(self._found) else None

    @Slot()
    def _show_button(self) -> None:
        current = self._current()
        self.parts_button.setEnabled(current is not None and bool(current.parts))

    @Slot(int)
    def _on_symptom(self, at: int) -> None:
        self.symptom_taken.emit(self._hints[at])

    @Slot(int)
    def _on_repair(self, at: int) -> None:
        self.repair_taken.emit(self._found[at])

    @Slot()
    def _on_parts(self) -> None:
        if self._current() is not None:
            self.parts_wanted.emit(self._current())


def _hint_words(hint: SymptomHint) -> str:
    return tr("{area}: {name}  ({times})", area=hint.area, name=hint.name, times=hint.times)
