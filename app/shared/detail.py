"""What stands beside a list: the record's name, its marks, what can be done next, and tabs."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QStackedWidget, QTabWidget, QWidget

from app.shared.actions import BoundAction
from app.shared.buttons import ActionButton
from app.shared.chips import Chip, ChipLabel
from app.shared.empty import EmptyState
from app.shared.flow import FlowLayout
from app.shared.kit import Kit
from app.shared.layout import column, label, row

EDGE = 16


class DetailPane(QWidget):
    """Shows one record, or says that none is chosen."""

    def __init__(self, kit: Kit, empty_title: str, empty_hint: str = "") -> None:
        super().__init__()
        self._kit = kit
        self._empty = EmptyState(kit.theme)
        self._empty.tell(empty_title, empty_hint, "panel-right")
        self._heading = label("", "heading", wrap=True)
        self._below = label("", "muted", wrap=True)
        self._chips = row(spacing=10)
        self._buttons = FlowLayout(across=6, down=6)
        self._further = column(spacing=6)
        self.tabs = QTabWidget()
        self._stack = QStackedWidget(self)
        self.setMinimumWidth(280)
        self._arrange()

    def show_record(self, heading: str, below: str = "", chips: Sequence[Chip] = ()) -> None:
        """Head the pane with a record; fill the tabs yourself."""
        self._heading.setText(heading)
        self._below.setText(below)
        self._below.setVisible(bool(below))
        self._set_chips(chips)
        self._stack.setCurrentIndex(1)

    def show_nothing(self) -> None:
        self._stack.setCurrentIndex(0)

    def add_tab(self, widget: QWidget, title: str) -> None:
        self.tabs.addTab(widget, title)

    def set_actions(self, bound: Iterable[BoundAction], primary: str = "") -> None:
        """What can be done with the record, under its name."""
        for each in bound:
            self._buttons.addWidget(ActionButton(each, self._kit.theme, primary=each.action.id == primary))

    def add_below(self, widget: QWidget) -> None:
        """Something about the record that stands above the tabs, whichever is in front."""
        self._further.addWidget(widget)

    def _set_chips(self, chips: Sequence[Chip]) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for chip in chips:
            self._chips.addWidget(ChipLabel(self._kit.theme, chip))
        self._chips.addStretch(1)

    def _arrange(self) -> None:
        record = QWidget()
        head = column(margins=(EDGE, 12, EDGE, 8), spacing=6)
        head.addWidget(self._heading)
        head.addWidget(self._below)
        head.addLayout(self._chips)
        head.addLayout(self._further)
        head.addLayout(self._buttons)
        self._heading.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.tabs.setDocumentMode(True)
        whole = column(record)
        whole.addLayout(head)
        whole.addWidget(self.tabs, 1)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(record)
        column(self).addWidget(self._stack)


class Facts(QScrollArea):
    """Names and values under each other; values can be selected and copied."""

    def __init__(self) -> None:
        super().__init__()
        self._content = QWidget()
        self._content.setProperty("role", "plain")
        self._grid = QGridLayout(self._content)
        self._grid.setContentsMargins(EDGE, 12, EDGE, 12)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.setWidget(self._content)
        self.setWidgetResizable(True)

    def set_facts(self, facts: Iterable[tuple[str, str | QWidget]]) -> None:
        """Show `facts` as (name, value); empty values are left out."""
        self._clear()
        shown = [(name, value) for name, value in facts if value != ""]
        for at, (name, value) in enumerate(shown):
            self._grid.setRowStretch(at, 0)
            self._grid.addWidget(label(name, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value if isinstance(value, QWidget) else _value(value), at, 1)
        self._grid.setRowStretch(len(shown), 1)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at in range(self._grid.rowCount()):
            self._grid.setRowStretch(at, 0)


def _value(words: str) -> QLabel:
    made = label(words, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
