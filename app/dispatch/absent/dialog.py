"""“Why is it not on my board?”: a number or a name is typed, sentences answer, a button mends it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QScrollArea, QWidget

from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.layout import column, label, line, row
from app.shared.search import SearchField
from app.shared.tasks import Latest
from domain.language import tr
from domain.scheduling.boards.why_absent import Answer, Shown, why_absent

SIZE = (520, 380)


def is_filtered(shown: Shown) -> bool:
    """Whether somebody may be hidden by a filter."""
    return bool(
        shown.technicians or shown.teams or shown.territories or shown.skills or shown.kinds or shown.only_with_work
    )


class AbsentDialog(QDialog):
    """Asks the database about what the board as it stands now shows, or does not."""

    clear_asked = Signal()
    """The filters of the board shall let everybody through."""
    look_asked = Signal(object)
    """The `Answer` shall be brought into view."""

    def __init__(self, kit: Kit, desk: Desk, shown: Callable[[], Shown], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Why is it not on my board?"))
        self.resize(*SIZE)
        self._zone = kit.times.zone
        self._desk = desk
        self._shown = shown
        self._asking = Latest(kit.tasks, self)
        self._waits = self._entered = False
        self.search = SearchField(kit.theme)
        self.search.setPlaceholderText(tr("Number of an order, or name of a technician"))
        self.search.setAccessibleName(tr("Number of an order, or name of a technician"))
        self._answers = QScrollArea()
        self._answers.setWidgetResizable(True)
        self._close = QPushButton(tr("Close"))
        self._close.setAutoDefault(False)
        buttons = row()
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        whole = column(self, margins=(16, 16, 16, 16), spacing=10)
        whole.addWidget(self.search)
        whole.addWidget(self._answers, 1)
        whole.addLayout(buttons)
        self.search.searched.connect(self.ask)
        self.search.returnPressed.connect(self._on_entered)
        self._close.clicked.connect(self.reject)
        self._tell(())

    def begin(self, words: str = "") -> None:
        """Show it, with what was searched in vain."""
        self.open()
        self.search.setText(words)
        self.search.tell()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def ask(self, words: str) -> None:
        """Look why."""
        self._waits = True
        self._asking.run(partial(self._read, words, self._shown()), self._tell)

    def _read(self, words: str, shown: Shown) -> tuple[Answer, ...]:
        with self._desk.store.read() as session:
            return why_absent(session, words, shown, self._zone)

    def _tell(self, answers: Sequence[Answer]) -> None:
        content = QWidget()
        content.setProperty("role", "plain")
        lines = column(content, margins=(4, 4, 4, 4), spacing=6)
        for answer in answers:
            lines.addWidget(label(answer.name, "strong", wrap=True))
            for sentence in answer.sentences:
                lines.addWidget(label(sentence, "", wrap=True))
            lines.addLayout(self._ways(answer))
            lines.addWidget(line())
        if not answers:
            asked = bool(self.search.text().strip())
            nothing = tr("No order and no technician is called so.")
            hint = tr("Type a number or a name; the answer says whether it is there, and why not.")
            lines.addWidget(label(nothing if asked else hint, "muted", wrap=True))
        lines.addStretch(1)
        self._answers.setWidget(content)
        self._waits = False
        if self._entered:
            self._on_entered()

    def _ways(self, answer: Answer) -> QHBoxLayout:
        """What mends it, or brings it into view."""
        ways = row(spacing=6)
        shown = self._shown()
        if answer.absent and (is_filtered(shown)):
            self._offer(ways, "clear", tr("Clear the filters"), self._on_clear)
        if answer.order_id is not None:
            self._offer(ways, "show", tr("Show it"), partial(self._on_look, answer))
        ways.addStretch(1)
        return ways

    def _offer(self, ways: QHBoxLayout, name: str, words: str, deed: Callable[[], None]) -> None:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(deed)
        ways.addWidget(button)

    @Slot()
    def _on_entered(self) -> None:
        """Show the first that can be shown, as soon as the answer is that to the words typed."""
        self._entered = self._waits
        first = None if self._waits else self._answers.findChild(QPushButton, "show")
        if first is not None:
            first.click()

    @Slot()
    def _on_clear(self) -> None:
        self.clear_asked.emit()
        self.ask(self.search.text().strip())

    def _on_look(self, answer: Answer, *_checked: object) -> None:
        self.look_asked.emit(answer)
        self.accept()
