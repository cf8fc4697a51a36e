"""The tasks of an order with their checklists: Space ticks, Enter changes, Del takes away."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from app.orders.order_tasks import OrderTasks
from app.shared.empty import EmptyState
from app.shared.kit import Kit
from app.shared.layout import column, row
from domain.language import tr
from domain.orders.task_queries import TaskRow

NAME, NOTE, DONE = range(3)
KEY = Qt.ItemDataRole.UserRole
EDGE = 12
NO_KEY = ("", 0)
LEAST_FOR_NOTES = 520


class TaskTree(QTreeWidget):
    """Says which key was pressed that means something here."""

    pressed_key = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tree_tasks")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete) and not event.modifiers():
            self.pressed_key.emit(event.key())
        else:
            super().keyPressEvent(event)


class TasksTab(QWidget):
    """What is to be done, and what is done."""

    _ticked = Signal(str, int, bool)

    def __init__(self, kit: Kit, deeds: OrderTasks) -> None:
        super().__init__()
        self._kit = kit
        self._deeds = deeds
        self._shown: tuple[TaskRow, ...] = ()
        self._filling = False
        self.tree = TaskTree()
        self.add_button = QPushButton(tr("Add a task"))
        self.change_button = QPushButton(tr("Change the task"))
        self._empty = EmptyState(kit.theme, self.tree.viewport())
        self._arrange()
        self.tree.itemChanged.connect(self._on_changed)
        # Only after the tree is done with the key or click: what follows fills it anew.
        self._ticked.connect(self._on_ticked, Qt.ConnectionType.QueuedConnection)
        self.tree.itemDoubleClicked.connect(self._on_change)
        self.tree.pressed_key.connect(self._on_key)
        self.add_button.clicked.connect(self._on_add)
        self.change_button.clicked.connect(self._on_change)

    def show_tasks(self, rows: Sequence[TaskRow]) -> None:
        """Show them anew, also after a tick that was refused; the current one stays."""
        self._shown = tuple(rows)
        may_change = self._deeds.can_change()
        self.add_button.setEnabled(may_change)
        self.change_button.setEnabled(may_change and bool(rows))
        kept = _key(self.tree.currentItem())
        self._filling = True
        self.tree.clear()
        self.tree.addTopLevelItems([self._task_item(task) for task in self._shown])
        self.tree.expandAll()
        for item in self._items():
            if _key(item) == kept:
                self.tree.setCurrentItem(item)
        self._filling = False
        self._empty.setVisible(not rows)

    def words(self) -> list[str]:
        """The tasks and points, each with a mark where it is done."""
        marks = {Qt.CheckState.Checked: "✓ "}
        return [marks.get(item.checkState(NAME), "") + item.text(NAME) for item in self._items()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tree.setColumnHidden(NOTE, self.width() < LEAST_FOR_NOTES)
        self._empty.setGeometry(self.tree.viewport().rect())

    def _arrange(self) -> None:
        self.tree.setHeaderLabels([tr("Task"), tr("Note"), tr("Done")])
        self.tree.setAccessibleName(tr("Tasks"))
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(NOTE, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(DONE, 150)
        self.tree.setRootIsDecorated(False)
        told = tr("Order types bring tasks with checklists; others are added here.")
        self._empty.tell(tr("No tasks"), told, "list")
        buttons = row(margins=(EDGE, 8, EDGE, 8), spacing=6)
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.change_button)
        buttons.addStretch(1)
        whole = column(self)
        whole.addLayout(buttons)
        whole.addWidget(self.tree, 1)

    def _items(self) -> list[QTreeWidgetItem]:
        found = []
        for at in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(at)
            children = [] if item is None else [item.child(under) for under in range(item.childCount())]
            found += [each for each in (item, *children) if each is not None]
        return found

    def _task_item(self, task: TaskRow) -> QTreeWidgetItem:
        notes = " · ".join(part for part in (task.internal_note, task.external_note) if part)
        item = self._item(("task", task.id), task.name, task.done, task.done_by)
        item.setText(NOTE, notes.replace("\n", " "))
        whole = [part for part in (task.internal_note, task.external_note) if part]
        item.setToolTip(NOTE, "\n".join(whole))
        item.setToolTip(NAME, "\n".join([task.name, *whole]))
        for check in task.checks:
            name = tr("{point}  (required)", point=check.text) if check.required else check.text
            item.addChild(self._item(("point", check.id), name, check.checked, check.checked_by))
        return item

    def _item(self, key: tuple[str, int], name: str, done: datetime | None, by: str | None) -> QTreeWidgetItem:
        who = "" if done is None else " ".join(part for part in (self._kit.times.short(done), by) if part)
        item = QTreeWidgetItem([name, "", who])
        item.setData(NAME, KEY, key)
        item.setToolTip(NAME, name)
        item.setToolTip(DONE, self._kit.times.full(done))
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable if self._deeds.can_change() else flags)
        item.setCheckState(NAME, Qt.CheckState.Unchecked if done is None else Qt.CheckState.Checked)
        return item

    def _task(self) -> TaskRow | None:
        """The task in which the cursor is."""
        item = self.tree.currentItem()
        _, key = _key((item.parent() or item) if item is not None else None)
        return next((task for task in self._shown if task.id == key), None)

    @Slot(QTreeWidgetItem, int)
    def _on_changed(self, item: QTreeWidgetItem, _column: int) -> None:
        if not self._filling:
            self._ticked.emit(*_key(item), item.checkState(NAME) == Qt.CheckState.Checked)

    @Slot(str, int, bool)
    def _on_ticked(self, what: str, key: int, ticked: bool) -> None:
        (self._deeds.tick_task if what == "task" else self._deeds.tick_point)(key, ticked)

    @Slot(object)
    def _on_key(self, key: Qt.Key) -> None:
        task = self._task()
        if key != Qt.Key.Key_Delete:
            self._on_change()
        elif task is not None and self._deeds.can_change():
            self._deeds.remove(task)

    @Slot()
    def _on_add(self) -> None:
        self._deeds.add()

    @Slot()
    def _on_change(self) -> None:
        task = self._task()
        if task is not None and self._deeds.can_change():
            self._deeds.change(task)


def _key(item: QTreeWidgetItem | None) -> tuple[str, int]:
    kept = None if item is None else item.data(NAME, KEY)
    return NO_KEY if kept is None else (str(kept[0]), int(kept[1]))
