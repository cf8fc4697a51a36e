"""Which of the orders that wait are planned: all, those selected where they wait, or some by priority and words."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.dispatch.waiting.model import words_of
from app.shared.calm import CalmCombo
from app.shared.filters import Filter, FilterBar
from app.shared.layout import column, label, row
from domain.language import tr, trn
from domain.scheduling.board_rows import UnassignedOrder
from domain.words import Priority

ALL, SELECTED, FOUND = "all", "selected", "found"
PRIORITY = "priority"
WORDS_WIDTH = 180


class OrderChoice(QWidget):
    """Its title says how many orders that is; an order that waits in several parts counts once.

    What it is sifted by is a widget of its own, `sifting`, which may stand elsewhere.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._orders: Sequence[UnassignedOrder] = ()
        self._selected: frozenset[int] = frozenset()
        self.box = CalmCombo()
        self.words = QLineEdit()
        priorities = tuple((each.value, each.label) for each in Priority)
        self.priorities = FilterBar([Filter(PRIORITY, tr("all priorities"), priorities)])
        self.count = label("", "section")
        self.sifting = QWidget()
        self._arrange()
        self.box.currentIndexChanged.connect(self._on_choice)
        self.words.textChanged.connect(self._tell)
        self.priorities.changed.connect(self._on_priorities)
        self._on_choice()

    def offer(self, orders: Sequence[UnassignedOrder]) -> None:
        """These wait now."""
        if orders is not self._orders:
            self._orders = orders
            self._tell()

    def select(self, order_ids: Collection[int]) -> None:
        """These are selected where they wait."""
        self._selected = frozenset(order_ids)
        self._tell()

    def chosen(self) -> frozenset[int] | None:
        """The ids of those to be planned; None for all, also those that come in the meantime."""
        how = self.box.currentData()
        if how == ALL:
            return None
        if how == SELECTED:
            return self._selected & self._all()
        wanted, words = self.priorities.chosen()[PRIORITY], self.words.text().casefold().split()
        return frozenset(
            each.id
            for each in self._orders
            if (not wanted or each.priority.value in wanted) and all(word in words_of(each) for word in words)
        )

    def _all(self) -> frozenset[int]:
        return frozenset(each.id for each in self._orders)

    def _arrange(self) -> None:
        for how, words in (
            (ALL, tr("all")),
            (SELECTED, tr("only those selected")),
            (FOUND, tr("by priority and words")),
        ):
            self.box.addItem(words, how)
        self.box.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToContents)
        self.words.setPlaceholderText(tr("Words of the order"))
        self.words.setAccessibleName(tr("Words of the order"))
        self.words.setClearButtonEnabled(True)
        self.words.setFixedWidth(WORDS_WIDTH)
        self.count.setBuddy(self.box)
        whole = column(self, spacing=2)
        whole.addWidget(self.count)
        whole.addWidget(self.box)
        below = column(self.sifting, spacing=2)
        below.addWidget(label(tr("Which of them"), "section"))
        line = row(spacing=8)
        line.addWidget(self.words)
        line.addWidget(self.priorities)
        below.addLayout(line)
        self.setFocusProxy(self.box)

    @Slot()
    def _on_choice(self) -> None:
        self.sifting.setVisible(self.box.currentData() == FOUND)
        self._tell()

    @Slot(object)
    def _on_priorities(self, _chosen: Mapping[str, frozenset[str]]) -> None:
        self._tell()

    @Slot()
    def _tell(self) -> None:
        total, chosen = len(self._all()), self.chosen()
        if chosen is None:
            words = trn("{count} order waits", "{count} orders wait", total)
        else:
            some = len(chosen)
            words = trn("{some} of {count} order that waits", "{some} of {count} orders that wait", total, some=some)
        self.count.setText(words)
        self.box.setAccessibleName(words)
        self.changed.emit()
