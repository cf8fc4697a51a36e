"""One asset whole: what it is and where, what is open on it, what it measures, what happened to it."""

from datetime import date
from functools import partial

from PySide6.QtCore import QDate, QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.assets.charts.tab import ChartsTab
from app.assets.commands_tab import AssetCommandsTab
from app.assets.live import LiveTab
from app.assets.meters_tab import MetersTab
from app.assets.parts_tab import PartsTab
from app.assets.table import event_columns
from app.assets.values import AssetView
from app.shared.asset_words import serial_words
from app.shared.chips import Chip, severity_chip
from app.shared.desk import Desk
from app.shared.detail import DetailPane, Facts
from app.shared.kit import Kit
from app.shared.later import Later
from app.shared.layout import column, label, row
from app.shared.links import Link
from app.shared.table import RowTable
from domain.assets.queries import Part
from domain.language import tr
from domain.monitoring.command_queries import Which
from domain.orders.cover_told import covered_words
from domain.parties.queries import ContactRow, SiteAddress
from domain.reporting.asset_cover import AssetCover
from domain.reporting.asset_life import AssetEvent, EventKind

EDGE = 16
OPEN_ROWS = 6


class RecordLink(QPushButton):
    """Leads to another record: an asset above or below, or the agreement."""

    followed = Signal(int)

    def __init__(self, record_id: int, name: str, tip: str) -> None:
        super().__init__(name)
        self._record_id = record_id
        self.setProperty("role", "filter")
        self.setProperty("active", True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setToolTip(tip)
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.followed.emit(self._record_id)


class Overview(QWidget):
    """What is open, and the facts."""

    part_followed = Signal(int)
    agreement_followed = Signal(int)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.open_events: RowTable[AssetEvent] = RowTable(
            event_columns(kit.times), kit, "asset_open", tr("Open alerts and orders of this asset")
        )
        self._nothing = label(tr("No alert and no order is open on this asset."), "hint")
        self._nothing.setContentsMargins(EDGE, 12, EDGE, 4)
        self._facts = Facts()
        self.open_events.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = column(self)
        whole.addWidget(self._nothing)
        whole.addWidget(self.open_events)
        whole.addWidget(self._facts, 1)

    def show_asset(self, view: AssetView) -> None:
        self.open_events.set_rows(view.open_events)
        self._nothing.setVisible(not view.open_events)
        self.open_events.setVisible(bool(view.open_events))
        row_height = self._kit.theme.current().row_height
        shown = min(len(view.open_events), OPEN_ROWS)
        self.open_events.setFixedHeight(
            shown * row_height + self.open_events.horizontalHeader().sizeHint().height() + 4
        )
        self._facts.set_facts(self._facts_of(view))

    def _facts_of(self, view: AssetView) -> list[tuple[str, str | QWidget]]:
        asset = view.asset
        facts: list[tuple[str, str | QWidget]] = [
            (tr("Customer"), f"{asset.customer} ({asset.customer_number})"),
            (tr("Site"), " / ".join(asset.address.path)),
            (tr("Address"), _address(asset.address)),
        ]
        facts += [(tr("Call"), _contact(contact)) for contact in asset.contacts]
        facts += [
            (tr("Number"), asset.number),
            (tr("Kind"), asset.kind.capitalize()),
            (tr("Group"), asset.group),
            (tr("Skill needed"), asset.skill),
            (tr("Warranty until"), _date(asset.warranty_until) if asset.warranty_until else ""),
        ]
        facts += self._cover(view.cover)
        if asset.parent is not None:
            facts.append((tr("Part of"), self._link(asset.parent)))
        facts += [(tr("Has part"), self._link(part)) for part in asset.parts]
        return facts

    def _cover(self, cover: AssetCover) -> list[tuple[str, str | QWidget]]:
        facts: list[tuple[str, str | QWidget]] = []
        if cover.agreement_id is not None:
            link = RecordLink(cover.agreement_id, cover.agreement, tr("Show the agreement"))
            link.followed.connect(self.agreement_followed)
            facts.append((tr("Agreement"), _alone(link)))
        return [*facts, (tr("Covered today"), covered_words(cover.kinds))]

    def _link(self, part: Part) -> QWidget:
        tip = tr("Show {asset}, number {number}", asset=part.name, number=part.number)
        link = RecordLink(part.id, part.name, tip)
        link.followed.connect(self.part_followed)
        return _alone(link)


def _alone(link: QWidget) -> QWidget:
    """A field that cannot grow would push all values to the right."""
    place = QWidget()
    beside = row(place)
    beside.addWidget(link)
    beside.addStretch(1)
    return place


class AssetDetailPane(DetailPane):
    """Shows an `AssetView`."""

    link_asked = Signal(object)
    """The `Link` to what is told of."""
    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(
            kit,
            tr("No asset chosen"),
            tr("Choose one in the tree, or search by name, number, serial, site or customer."),
        )
        self.overview = Overview(kit)
        self.live = LiveTab(kit)
        self.charts = Later(partial(self._make_charts, kit, desk))
        self._shown_id: int | None = None
        self.meters = MetersTab(kit, desk)
        self.parts = PartsTab(kit, desk)
        self.commands = AssetCommandsTab(kit, desk, "asset")
        self.history: RowTable[AssetEvent] = RowTable(
            event_columns(kit.times), kit, "asset_history", tr("History of this asset")
        )
        self.history.set_empty(
            tr("Nothing happened yet"), tr("Alerts and orders of this asset are kept here for good."), "history"
        )
        self.add_tab(self.overview, tr("Overview"))
        self.add_tab(self.live, tr("Readings"))
        self.add_tab(self.charts, tr("Charts"))
        self.add_tab(self.meters, tr("Meters"))
        self.add_tab(self.parts, tr("Parts"))
        self.add_tab(self.commands, tr("Commands"))
        self.add_tab(self.history, tr("History"))
        self.overview.open_events.row_opened.connect(self._on_event)
        self.history.row_opened.connect(self._on_event)
        self.overview.agreement_followed.connect(self._on_agreement)
        self.parts.order_asked.connect(self._on_order)
        self.commands.told.connect(self.told)
        self.commands.link_asked.connect(self.link_asked)

    def show_asset(self, view: AssetView) -> None:
        asset = view.asset
        installed = ""
        if asset.installed_on is not None:
            installed = tr("installed {date}", date=_date(asset.installed_on))
        words = (f"{asset.maker} {asset.model}", serial_words(asset.serial), installed)
        below = " · ".join(part for part in words if part)
        self.show_record(asset.name, below, _chips(view))
        self.overview.show_asset(view)
        self.live.show_asset(view)
        self._shown_id = asset.id
        if self.charts.made is not None:
            self.charts.made.look_at(asset.id)
        self.meters.look_at(asset.id)
        self.parts.look_at(asset.id)
        self.commands.look_at(Which(asset_id=asset.id))
        self.history.set_rows(view.history)

    def _make_charts(self, kit: Kit, desk: Desk) -> ChartsTab:
        made = ChartsTab(kit, desk)
        made.link_asked.connect(self.link_asked)
        made.command_asked.connect(self._on_command)
        made.told.connect(self.told)
        made.look_at(self._shown_id)
        return made

    @Slot(object)
    def _on_event(self, event: AssetEvent) -> None:
        page = "alerts" if event.kind is EventKind.ALERT else "orders"
        self.link_asked.emit(Link(page, event.record_id))

    @Slot(int)
    def _on_agreement(self, agreement_id: int) -> None:
        self.link_asked.emit(Link("agreements", agreement_id))

    @Slot(int)
    def _on_command(self, command_id: int) -> None:
        self.commands.deeds.show((command_id,))

    @Slot(int)
    def _on_order(self, order_id: int) -> None:
        self.link_asked.emit(Link("orders", order_id))


def _chips(view: AssetView) -> list[Chip]:
    severities = [event.severity for event in view.open_events if event.severity is not None]
    worst = [severity_chip(severities[0])] if severities else [Chip(tr("No open alert"), "good", soft=True)]
    gone = [] if view.asset.active else [Chip(tr("Archived"), "neutral", soft=True)]
    return [*gone, *worst, Chip(view.asset.customer, "neutral", soft=True)]


def _address(address: SiteAddress) -> str:
    return f"{address.street}, {address.postcode} {address.city}, {address.country}"


def _contact(contact: ContactRow) -> str:
    return " · ".join(part for part in (contact.name, contact.role, contact.phone, contact.email) if part)


def _date(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), tr("d MMM yyyy"))
