"""The map as a pane beside the board: the day it shows, its bar, what is chosen on one chosen on the other."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from app.dispatch.map.bar import MapBar
from app.dispatch.map.hands import MapView
from app.dispatch.map.legend import MapLegend
from app.dispatch.map.marks import Job, Marks, marks
from app.dispatch.map.outlines import Outlines
from app.dispatch.map.presenter import MapPresenter
from app.dispatch.map.tiles import Key, TileFile, wanted
from app.dispatch.panes.pane import Pane
from app.dispatch.plan import Plan
from app.shared.desk import Desk
from app.shared.empty import EmptyState
from app.shared.kit import Kit
from app.shared.layout import column, line
from app.shared.links import Mood, Notice
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking, UnassignedOrder
from domain.scheduling.positions import Positions

LISTEN_MS = 10_000
NOON = time(12)
ABOUT_A_DAY = timedelta(hours=36)
EMPTY, SHOWN = 0, 1
FILES = "*.mbtiles *.geojson *.json *.geojson.gz"


class MapPane(Pane):
    """Technicians, jobs and ways of one day; hidden it loads nothing."""

    key = "map"
    icon = "map-pin"

    def __init__(self, kit: Kit, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(kit, parent)
        self.chart = MapView(kit.theme, kit.times)
        self.presenter = MapPresenter(kit, desk, self)
        self._day = kit.times.local(kit.times.now()).date()
        self._plan: Plan | None = None
        self._people: frozenset[int] | None = None
        self._heard: Positions = {}
        self._loaded = self._chosen_order = False
        self._listening = QTimer(self, interval=LISTEN_MS)
        self._bar = MapBar(kit.theme)
        self._empty = EmptyState(kit.theme)
        self._stack = QStackedWidget()
        self._arrange()
        self._connect()
        self._tell_day()

    @property
    def title(self) -> str:
        return tr("Map")

    @property
    def day(self) -> date:
        """The day whose jobs and ways are shown."""
        return self._day

    def show_plan(self, plan: Plan) -> None:
        self._plan = plan
        self._refresh()

    def show_people(self, ids: frozenset[int]) -> None:
        if ids != self._people:
            self._people = ids
            self._refresh()

    def show_day(self, day: date) -> None:
        """Show the jobs and ways of another day."""
        if day != self._day:
            self._day = day
            self._tell_day()
            self._refresh()

    def show_selected(self, booking: BoardBooking | None) -> None:
        if booking is None:
            self._leave(order=False)
            return
        self._chosen_order = False
        self.show_day(self.kit.times.local(booking.start).date())
        self.chart.select(booking.order_id, booking.technician_id)
        self.chart.reveal(booking.order_id)

    def show_order(self, order: UnassignedOrder | None) -> None:
        if order is None:
            self._leave(order=True)
            return
        self._chosen_order = True
        self.chart.select(order.id, None)
        self.chart.reveal(order.id)

    def show_span(self, since: datetime, until: datetime) -> None:
        """Show the day that the board does; of several the one shown before, if it is among them."""
        first, last = self.kit.times.local(since).date(), self.kit.times.local(until).date()
        if until - since <= ABOUT_A_DAY:
            self.show_day(self.kit.times.local(since + (until - since) / 2).date())
        elif not first <= self._day <= last:
            self.show_day(first)

    def set_shown(self, shown: bool) -> None:
        if not shown:
            self._listening.stop()
            return
        self._listening.start()
        self.presenter.listen()
        if not self._loaded:
            self._loaded = True
            self.presenter.load()

    def focus_first(self) -> None:
        self.chart.setFocus()

    def step_back(self) -> bool:
        return self.chart.cancel()

    def _leave(self, *, order: bool) -> None:
        """Nothing is chosen any more, if what was is of that kind."""
        if order == self._chosen_order:
            self.chart.select(None, None)

    def _arrange(self) -> None:
        self._empty.tell(
            tr("No place on the map"),
            tr("Enter latitude and longitude of sites, and where technicians begin; then each has its place here."),
            "map-pin",
        )
        shown = QWidget()
        inside = column(shown)
        inside.addWidget(self.chart, 1)
        inside.addWidget(MapLegend(self.kit.theme))
        self._stack.addWidget(self._empty)
        self._stack.addWidget(shown)
        whole = column(self)
        whole.addWidget(self._bar)
        whole.addWidget(line())
        whole.addWidget(self._stack, 1)

    def _connect(self) -> None:
        chart, presenter = self.chart, self.presenter
        chart.job_chosen.connect(self._on_job)
        chart.looked_at.connect(self._ask_tiles)
        chart.carry_began.connect(self.carry_began)
        chart.carried.connect(self.carried)
        chart.carry_dropped.connect(self.carry_dropped)
        chart.carry_cancelled.connect(self.carry_cancelled)
        self._bar.stepped.connect(self._on_stepped)
        self._bar.zoomed.connect(chart.zoom)
        self._bar.all_asked.connect(chart.fit)
        self._bar.file_asked.connect(self._ask_file)
        self._bar.no_file_asked.connect(self._on_no_file)
        presenter.outlines_read.connect(self._on_outlines)
        presenter.tiles_opened.connect(self._on_tiles_opened)
        presenter.tiles_read.connect(self._on_tiles)
        presenter.heard.connect(self._on_heard)
        presenter.failed.connect(self._on_failed)
        self._listening.timeout.connect(presenter.listen)

    def _tell_day(self) -> None:
        zone = self.kit.times.zone
        self._bar.set_day(self.kit.times.day(datetime.combine(self._day, NOON, tzinfo=zone).astimezone(zone)))

    def _refresh(self) -> None:
        shown = Marks()
        if self._plan is not None:
            shown = marks(self._plan, self._day, self.kit.times.zone, self._heard, self._people)
        self._stack.setCurrentIndex(SHOWN if shown.points else EMPTY)
        self._bar.set_lost(shown.lost)
        self.chart.show_marks(shown)

    @Slot(int)
    def _on_stepped(self, days: int) -> None:
        self.show_day(self._day + timedelta(days=days))

    @Slot(object)
    def _on_job(self, job: Job) -> None:
        self.chart.select(job.order_id, job.booking.technician_id if job.booking is not None else None)
        if job.booking is not None:
            self.booking_chosen.emit(job.booking.id)
        else:
            self.order_chosen.emit(job.order_id)

    @Slot(object)
    def _on_heard(self, heard: Positions) -> None:
        if heard != self._heard:
            self._heard = heard
            self._refresh()

    @Slot(object)
    def _on_outlines(self, outlines: Outlines) -> None:
        self.chart.ground.outlines = outlines
        self.chart.update()

    @Slot(object)
    def _on_tiles_opened(self, file: TileFile | None) -> None:
        self.chart.ground.show_tiles(file)
        self.chart.update()
        self._ask_tiles()

    @Slot(object)
    def _on_tiles(self, pictures: object) -> None:
        assert isinstance(pictures, dict)
        self.chart.ground.tiles.take(pictures)
        self.chart.update()

    @Slot()
    def _ask_tiles(self) -> None:
        file = self.chart.ground.file
        if file is not None:
            keys: tuple[Key, ...] = self.chart.ground.tiles.lacking(wanted(file, self.chart.view))
            self.presenter.read_tiles(file, keys)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self.said.emit(Notice(sentence, Mood.WARNING))

    @Slot()
    def _ask_file(self) -> None:
        dialog = QFileDialog(self, tr("Choose a map file"), "", tr("Maps ({files})", files=FILES))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _on_file(self, name: str) -> None:
        self.presenter.choose(Path(name))

    @Slot()
    def _on_no_file(self) -> None:
        self.presenter.choose(None)
