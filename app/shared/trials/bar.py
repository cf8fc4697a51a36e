"""What is asked of the past, as a sentence of choices."""

from datetime import datetime, time, timedelta

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.shared.calm import CalmCombo, CalmDoubleSpin
from app.shared.calm_date import CalmDate
from app.shared.days import to_plain, to_qt
from app.shared.flow import FlowLayout
from app.shared.kit import Kit
from app.shared.layout import label
from app.shared.search_choice import SearchCombo
from app.shared.trials.values import Offer, Question, Version
from domain.clock import to_ms
from domain.language import tr, trn

MONTH, HALF_YEAR, YEAR = 30, 182, 365
ALL, BETWEEN = 0, -1
MOST_HOURS = 24.0 * 365


class QuestionBar(QWidget):
    """The time, the assets, the troubles, and how long before them an alert counts."""

    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._filling = False
        self.period = CalmCombo()
        self.since, self.until = CalmDate(), CalmDate()
        self.asset = SearchCombo()
        self.kind = CalmCombo()
        self.horizon = CalmDoubleSpin()
        self._arrange()
        self._connect()

    def forget_asset(self) -> None:
        """Ask about all assets again, without a signal."""
        self._filling = True
        self.asset.setCurrentIndex(0)
        self._filling = False

    def offer(self, offer: Offer) -> None:
        """What can be chosen; what was chosen stays as far as it can."""
        self._filling = True
        asset, kind = self.asset.currentData(), self.kind.currentData()
        self.asset.clear()
        self.asset.addItem(trn("{count} asset", "{count} assets", len(offer.assets)), None)
        for each in offer.assets:
            self.asset.addItem(each.title, each.number)
        self.kind.clear()
        self.kind.addItem(tr("all troubles"), None)
        for name in offer.kinds:
            self.kind.addItem(name, name)
        self.asset.setCurrentIndex(max(0, self.asset.findData(asset)))
        self.kind.setCurrentIndex(max(0, self.kind.findData(kind)))
        self._filling = False

    def question(self, versions: tuple[Version, ...], now: int) -> Question:
        """What is asked now."""
        chosen = self.period.currentData()
        between = chosen == BETWEEN
        return Question(
            versions,
            now,
            None if chosen in (ALL, BETWEEN) else chosen,
            self._midnight(self.since.date()) if between else None,
            self._midnight(self.until.date().addDays(1)) if between else None,
            self.asset.currentData(),
            self.kind.currentData(),
            self.horizon.value(),
        )

    def _arrange(self) -> None:
        for words, days in (
            (tr("the last month"), MONTH),
            (tr("the last half year"), HALF_YEAR),
            (tr("the last year"), YEAR),
            (tr("all readings"), ALL),
            (tr("from – to"), BETWEEN),
        ):
            self.period.addItem(words, days)
        self.period.setCurrentIndex(1)
        today = self._kit.times.local(self._kit.times.now()).date()
        self.since.setDate(to_qt(today - timedelta(days=HALF_YEAR)))
        self.until.setDate(to_qt(today))
        self.asset.addItem(tr("all assets"), None)
        self.kind.addItem(tr("all troubles"), None)
        self.horizon.setRange(1, MOST_HOURS)
        self.horizon.setDecimals(0)
        self.horizon.setValue(48)
        self.horizon.setSuffix(" " + tr("h"))
        parts = (
            (tr("On"), self.period, tr("Time")), ("", self.since, tr("First day")), ("", self.until, tr("Last day")),
            (tr("of"), self.asset, tr("Asset")), (tr("against"), self.kind, tr("Troubles")),
            (tr("within"), self.horizon, tr("Horizon")),
        )  # fmt: skip
        layout = FlowLayout(self)
        for words, widget, name in parts:
            if words:
                said = label(words, "muted")
                said.setMinimumHeight(widget.sizeHint().height())
                layout.addWidget(said)
            widget.setAccessibleName(name)
            layout.addWidget(widget)
        self.kind.setToolTip(tr("Orders that people opened for the asset, and failures recorded elsewhere"))
        self.horizon.setToolTip(tr("An alert is a hit if a trouble follows within this time"))
        self._show_days()

    def _connect(self) -> None:
        for combo in (self.period, self.asset, self.kind):
            combo.currentIndexChanged.connect(self._on_changed)
        for day in (self.since, self.until):
            day.dateChanged.connect(self._on_changed)
        self.horizon.setKeyboardTracking(False)
        self.horizon.valueChanged.connect(self._on_changed)

    def _show_days(self) -> None:
        for day in (self.since, self.until):
            day.setVisible(self.period.currentData() == BETWEEN)

    def _midnight(self, day: QDate) -> int:
        begin, zone = datetime.combine(to_plain(day), time()), self._kit.times.zone
        return to_ms(begin.replace(tzinfo=zone) if zone else begin.astimezone())

    @Slot()
    def _on_changed(self) -> None:
        self._show_days()
        if not self._filling:
            self.changed.emit()
