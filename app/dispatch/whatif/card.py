"""One scenario while it is put together: its name, what it supposes, and buttons to suppose more."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QWidget

from app.dispatch.whatif.suppositions import Kind
from app.dispatch.whatif.values import Draft, Names
from app.dispatch.whatif.words import MOST_LETTERS, said, suggested
from app.shared.buttons import IconButton
from app.shared.flow import FlowLayout
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from domain.language import tr
from domain.planning.whatif.values import Variation

WIDTH, LEAST_WIDTH = 330, 220
PAD = 10


class ScenarioCard(QFrame):
    """Says what the user wants of it; whoever hears it gives it the new draft."""

    name_changed = Signal(int, str)
    """The id of the draft, and what was typed."""
    add_asked = Signal(int, object)
    """Suppose something of this `Kind`."""
    change_asked = Signal(int, object)
    """Change this `Variation`."""
    drop_asked = Signal(int, object)
    """Suppose this `Variation` no more."""
    copy_asked = Signal(int)
    remove_asked = Signal(int)

    def __init__(self, kit: Kit, draft: Draft) -> None:
        super().__init__()
        self._kit = kit
        self.draft = draft
        self._wide = WIDTH
        self.name = QLineEdit(draft.name)
        self.wrong = label("", "wrong", wrap=True)
        self.adders = {kind: QPushButton(kind.label) for kind in Kind}
        self.copy_button = IconButton("copy", tr("Duplicate this scenario"), kit.theme)
        self.remove_button = IconButton("trash-2", tr("Remove this scenario"), kit.theme)
        self._rows: list[QWidget] = []
        self._list = column(spacing=2)
        self._arrange()
        self._connect()

    def show_draft(self, draft: Draft, names: Names) -> None:
        """Show what the scenario supposes now; what is typed as its name stays."""
        self.draft = draft
        suggestion = suggested(draft, names, self._kit.times)
        self.name.setPlaceholderText(suggestion)
        self.name.setToolTip(draft.name or suggestion)
        for each in self._rows:
            self._list.removeWidget(each)
            each.hide()
            each.deleteLater()
        self._rows = [self._row(each, names) for each in draft.variations]
        for each in self._rows:
            self._list.addWidget(each)
        self.updateGeometry()

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with this scenario; no words take that back."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        self.updateGeometry()

    def can_add(self, kind: Kind, why_not: str) -> None:
        """Whether something of a kind can be supposed; it can where nothing speaks against it."""
        self.adders[kind].setEnabled(not why_not)
        self.adders[kind].setToolTip(why_not)

    def sizeHint(self) -> QSize:
        """As high as its sentences need in its width."""
        layout = self.layout()
        return QSize(self._wide, 0 if layout is None else layout.totalHeightForWidth(self._wide))

    def fit(self, room: int) -> None:
        """Be no wider than the place in which scenarios stand."""
        if (wide := max(LEAST_WIDTH, min(WIDTH, room))) != self._wide:
            self._wide = wide
            self.updateGeometry()

    def _arrange(self) -> None:
        self.setProperty("role", "card")
        self.name.setObjectName("scenario_name")
        self.name.setMaxLength(MOST_LETTERS)
        self.name.setAccessibleName(tr("Name of the scenario"))
        head = row(spacing=2)
        head.addWidget(self.name, 1)
        head.addWidget(self.copy_button)
        head.addWidget(self.remove_button)
        buttons = QWidget()
        flow = FlowLayout(buttons, 6, 6)
        for kind, button in self.adders.items():
            button.setObjectName(f"suppose_{kind.value}")
            self._kit.theme.dress(button, kind.icon)
            flow.addWidget(button)
        self.wrong.hide()
        whole = column(self, margins=(PAD, PAD, PAD, PAD), spacing=6)
        whole.addLayout(head)
        whole.addWidget(self.wrong)
        whole.addLayout(self._list)
        whole.addWidget(buttons)

    def _row(self, variation: Variation, names: Names) -> QWidget:
        words = said(variation, names, self._kit.times)
        made = QWidget()
        inside = row(made, spacing=2)
        inside.addWidget(label(words, wrap=True), 1)
        change = IconButton("pencil", tr("Change: {words}", words=words), self._kit.theme)
        drop = IconButton("x", tr("Remove: {words}", words=words), self._kit.theme)
        change.clicked.connect(partial(self._on_change, variation))
        drop.clicked.connect(partial(self._on_drop, variation))
        for button in (change, drop):
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _connect(self) -> None:
        self.name.textEdited.connect(self._on_name)
        self.copy_button.clicked.connect(self._on_copy)
        self.remove_button.clicked.connect(self._on_remove)
        for kind, button in self.adders.items():
            button.clicked.connect(partial(self._on_add, kind))

    @Slot(str)
    def _on_name(self, typed: str) -> None:
        self.name_changed.emit(self.draft.id, typed.strip())

    @Slot()
    def _on_copy(self) -> None:
        self.copy_asked.emit(self.draft.id)

    @Slot()
    def _on_remove(self) -> None:
        self.remove_asked.emit(self.draft.id)

    def _on_add(self, kind: Kind) -> None:
        self.add_asked.emit(self.draft.id, kind)

    def _on_change(self, variation: Variation) -> None:
        self.change_asked.emit(self.draft.id, variation)

    def _on_drop(self, variation: Variation) -> None:
        self.drop_asked.emit(self.draft.id, variation)
