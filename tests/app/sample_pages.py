"""Two pages with made-up orders and alerts, for tests and pictures of the window."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from math import sin

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.shared.actions import Action
from app.shared.chips import Chip, priority_chip, severity_chip, stage_chip
from app.shared.detail import DetailPane, Facts
from app.shared.fields import ChoiceField, LongTextField, NumberField, TextField
from app.shared.filters import Filter
from app.shared.forms import Form
from app.shared.frame import PageFrame
from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.links import Mood, Notice
from app.shared.page import Page
from app.shared.plot import Band, Limit, Series, TimePlot
from app.shared.table import RIGHT, Column, RowTable
from app.shared.times import Times
from domain.clock import FixedClock
from domain.language import tr
from domain.words import Priority, Severity

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
CUSTOMERS = ("St. Mary's Hospital", "Nordlicht Shopping Centre", "Hotel Bellevue", "Airport Services Ltd", "Dairy Co")
WORKS = ("Supply temperature above limit", "Door does not close", "Noise, upper landing", "Oil pressure low", "Yearly")
STAGES = (("New", "info"), ("Planned", "accent"), ("On site", "major"), ("Done", "good"))


def order_filters() -> tuple[Filter, ...]:
    return (
        Filter("stage", tr("any stage"), tuple((name, name.lower()) for name, _ in STAGES)),
        Filter("priority", tr("any priority"), tuple((each.value, each.label.lower()) for each in Priority)),
    )


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One made-up order."""

    id: int
    number: str
    title: str
    customer: str
    stage: int
    priority: Priority
    due: datetime
    hours: float


def order_rows(count: int = 200) -> list[OrderRow]:
    return [
        OrderRow(
            n,
            f"SO-{10400 + n}",
            WORKS[n % 5],
            CUSTOMERS[n * 7 % 5],
            n % 4,
            list(Priority)[n * 3 % 4],
            NOON + timedelta(minutes=37 * n - 200),
            round(0.5 + n % 9 * 0.75, 2),
        )
        for n in range(count)
    ]


def order_columns(times: Times) -> tuple[Column[OrderRow], ...]:
    return (
        Column("number", tr("Number"), lambda row: row.number, width=84, strong=True),
        Column("title", tr("Work"), lambda row: row.title, width=220, stretch=True),
        Column("customer", tr("Customer"), lambda row: row.customer, width=140, muted=True),
        Column(
            "priority",
            tr("Priority"),
            lambda row: row.priority.label,
            sort=lambda row: row.priority.rank,
            chip=lambda row: priority_chip(row.priority),
            width=96,
        ),
        Column(
            "stage",
            tr("Stage"),
            lambda row: STAGES[row.stage][0],
            sort=lambda row: row.stage,
            chip=lambda row: stage_chip(*STAGES[row.stage]),
            width=96,
        ),
        Column(
            "hours", tr("Hours"), lambda row: times.number(row.hours, 2), sort=lambda r: r.hours, align=RIGHT, width=64
        ),
        Column(
            "due",
            tr("Due"),
            lambda row: times.ago(row.due),
            sort=lambda row: row.due,
            tip=lambda row: times.full(row.due),
            tone=lambda row: "critical" if row.due < times.now() else "",
            width=116,
            ticking=True,
        ),
    )


class OrdersPresenter(QObject):
    """Loads and filters, off the window's thread."""

    loaded = Signal(object)

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._words = ""
        self.rows = order_rows()

    @Slot(str)
    def search(self, words: str) -> None:
        self._words = words.casefold()
        self.load()

    def load(self) -> None:
        self._kit.tasks.run(partial(_matching, tuple(self.rows), self._words), self._on_loaded)

    def _on_loaded(self, rows: list[OrderRow]) -> None:
        self.loaded.emit(rows)


def _matching(rows: Sequence[OrderRow], words: str) -> list[OrderRow]:
    return [row for row in rows if words in f"{row.number} {row.title} {row.customer}".casefold()]


class SampleOrders(Page):
    """A list with its detail."""

    key = "orders"
    icon = "clipboard-list"

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.presenter = OrdersPresenter(kit, self)
        self.frame = PageFrame(kit, self.key, self.title, order_filters())
        self.table = RowTable(order_columns(kit.times), kit, self.key, self.title)
        self.detail = DetailPane(kit, tr("No order chosen"), tr("Choose an order to see its history."))
        self.facts = Facts()
        self.plot = TimePlot(kit, tr("Readings"))
        self.form = _form()
        self._arrange()
        self.presenter.loaded.connect(self._on_loaded)
        self.table.row_chosen.connect(self._on_chosen)
        self.frame.searched.connect(self.presenter.search)

    @property
    def title(self) -> str:
        return tr("Orders")

    def page_actions(self) -> Sequence[Action]:
        return (
            Action("orders_new", tr("New order"), self._new, "N", "plus"),
            Action("orders_edit", tr("Edit"), self._new, "E", "pencil", enabled=self._has_order),
            Action("orders_assign", tr("Assign to Kim"), self._new, "", "user", enabled=self._has_order),
        )

    def set_visible_page(self, visible: bool) -> None:
        if visible:
            self.presenter.load()

    def show_record(self, record_id: int) -> None:
        self.table.choose(record_id)

    def record_shown(self) -> int | None:
        row = self.table.chosen()
        return row.id if row else None

    def _arrange(self) -> None:
        bound = self.bound_actions()
        self.frame.set_actions([bound["orders_new"]], primary="orders_new")
        self.frame.set_list(self.table)
        self.frame.set_detail(self.detail)
        self.detail.set_actions([bound["orders_assign"], bound["orders_edit"]])
        self.detail.add_tab(self.facts, tr("Summary"))
        readings = QWidget()
        column(readings, margins=(12, 12, 12, 12)).addWidget(self.plot)
        self.detail.add_tab(readings, tr("Readings"))
        self.detail.add_tab(self.form, tr("Form"))
        self.table.set_empty(tr("No orders"), tr("Orders from alerts and calls stand here. Press N for a new one."))
        self.set_frame(self.frame)

    def _has_order(self) -> bool:
        return self.table.chosen() is not None

    def _new(self) -> None:
        self.say(Notice(tr("Order SO-10499 assigned to Kim"), Mood.DONE, undo=self.presenter.load))

    @Slot(object)
    def _on_loaded(self, rows: list[OrderRow]) -> None:
        self.table.set_rows(rows)
        self.frame.set_count(str(len(rows)))

    @Slot(object)
    def _on_chosen(self, row: OrderRow | None) -> None:
        self.refresh_actions()
        if row is None:
            self.detail.show_nothing()
            return
        chips = [priority_chip(row.priority), stage_chip(*STAGES[row.stage])]
        self.detail.show_record(f"{row.number}  {row.title}", row.customer, chips)
        self.facts.set_facts(
            [
                (tr("Customer"), row.customer),
                (tr("Site"), "Ward block B, plant room 2"),
                (tr("Asset"), "Chiller 30XA-0802 · serial 0815-4711"),
                (tr("Due"), self.kit.times.full(row.due)),
                (tr("Why"), "Supply temperature was 9.4 °C for 5 min, limit 8.0 °C. Reset was sent and answered."),
            ]
        )
        self.plot.show_series(*_readings(), limits=[Limit(8.0, tr("Limit 8.0"))], bands=[_band()], unit="°C")
        self.form.fill({"title": row.title, "notes": "", "hours": row.hours, "priority": row.priority})


class SampleAlerts(Page):
    """A list alone."""

    key = "alerts"
    icon = "bell-ring"

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.frame = PageFrame(kit, self.key, self.title)
        self.table = RowTable(_alert_columns(kit.times), kit, self.key, self.title)
        self.table.set_empty(
            tr("No open alerts"), tr("When a device breaks a rule, its alert stands here."), "bell-off"
        )
        self.frame.set_list(self.table)
        self.set_frame(self.frame)

    @property
    def title(self) -> str:
        return tr("Alerts")

    def page_actions(self) -> Sequence[Action]:
        return (Action("alerts_acknowledge", tr("Acknowledge"), self._acknowledge, "A", "check"),)

    def _acknowledge(self) -> None:
        self.say(Notice(tr("Nothing to acknowledge"), Mood.WARNING))


def _alert_columns(times: Times) -> tuple[Column[OrderRow], ...]:
    return (
        Column("severity", tr("Severity"), lambda row: row.number, chip=_severity, width=110),
        Column("title", tr("Alert"), lambda row: row.title, stretch=True),
        Column("since", tr("Since"), lambda row: times.short(row.due), sort=lambda row: row.due),
    )


def _severity(row: OrderRow) -> Chip:
    return severity_chip(list(Severity)[row.id % 4])


def _form() -> Form:
    return Form(
        [
            TextField("title", tr("Title"), tr("What is to be done")),
            ChoiceField("priority", tr("Priority"), [(each, each.label) for each in Priority]),
            NumberField("hours", tr("Expected hours"), most=100, decimals=2, unit="h"),
            LongTextField("notes", tr("Notes")),
        ]
    )


def _readings() -> tuple[list[Series]]:
    start = int(NOON.timestamp() * 1000) - 7_200_000
    ms = [start + 15_000 * n for n in range(480)]
    return ([Series("supply", ms, [6.5 + sin(n / 40) + max(0, n - 360) / 60 for n in range(480)])],)


def _band() -> Band:
    return Band(NOON - timedelta(minutes=25), NOON - timedelta(minutes=4))


def fixed_times() -> Times:
    return Times(FixedClock(NOON), UTC)
