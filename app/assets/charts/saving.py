"""Saves a chart: as a picture, or its points as a table."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QObject, QStandardPaths, Qt, Signal
from PySide6.QtGui import QImageWriter, QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from app.assets.charts.values import Line, Loaded
from app.assets.charts.window import Window
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.shared.times import Times
from domain.clock import from_ms
from domain.errors import Unavailable
from domain.language import tr
from domain.reporting.exporting import Column, Table, Value, write

FOLDER = "charts/folder"


class ChartSaving(QObject):
    """Asks where to, writes off the window's thread, and tells how it went."""

    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        self._window = parent

    def ask_picture(self, picture: QPixmap, name: str) -> None:
        """Save what is seen as a PNG."""
        self._ask(tr("Save the chart as a picture"), tr("Picture (*.png)"), f"{name}.png", partial(self.keep, picture))

    def ask_data(self, table: Table, name: str) -> None:
        """Save the points as CSV."""
        self._ask(
            tr("Save the readings of the chart"), tr("Table (*.csv)"), f"{name}.csv", partial(self.keep_table, table)
        )

    def keep(self, picture: QPixmap, path: str) -> None:
        """Write the picture."""
        self._write(partial(_write_picture, _png(picture), Path(path)), path)

    def keep_table(self, table: Table, path: str) -> None:
        """Write the points."""
        self._write(partial(write, table, Path(path)), path)

    def _ask(self, title: str, kind: str, name: str, then: Callable[[str], None]) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._window, title, self._kit.memory.text(FOLDER) or documents, kind)
        dialog.setObjectName("dialog_save_chart")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix[1:])
        dialog.selectFile(name)
        dialog.fileSelected.connect(then)
        dialog.open()

    def _write(self, work: Callable[[], None], path: str) -> None:
        self._kit.tasks.run(work, partial(self._on_written, path), self._on_failed, owner=self)

    def _on_written(self, path: str, _nothing: None) -> None:
        self._kit.memory.keep(FOLDER, str(Path(path).parent))
        self.told.emit(Notice(tr("Saved as {file}", file=path)))

    def _on_failed(self, error: Exception) -> None:
        self.told.emit(Notice(str(error), Mood.ERROR))


def chart_table(loaded: Loaded, window: Window, times: Times, assets: dict[int, str]) -> Table:
    """The points in sight, one in a row; times with their distance from UTC, as the user's clock shows them.

    `seconds` is how much time a point stands for, 0 for a single reading.
    """
    names = ("time", "zone", "asset", "device", "metric", "unit", "value", "least", "greatest", "seconds", "text")
    return Table("chart", tuple(Column(name, name) for name in names), _rows(loaded, window, times, assets))


def _rows(loaded: Loaded, window: Window, times: Times, assets: dict[int, str]) -> Iterator[tuple[Value, ...]]:
    seconds = loaded.ask.resolution.bucket // 1000
    for line in loaded.ask.lines:
        who = (assets.get(line.metric.asset_id, ""), line.metric.device, line.metric.label, line.metric.unit)
        if line.key in loaded.curves:
            seen = loaded.curves[line.key].within(window.since, window.until)
            for at, low, mean, high in zip(seen.at, seen.low, seen.mean, seen.high, strict=True):
                yield (*_moment(times, at), *who, _exact(mean), _exact(low), _exact(high), seconds, "")
        yield from _texts(loaded, line, window, times, who)


def _texts(
    loaded: Loaded, line: Line, window: Window, times: Times, who: tuple[str, str, str, str]
) -> Iterator[tuple[Value, ...]]:
    for span in loaded.texts.get(line.key, ()):
        if span.at <= window.until and span.until >= window.since:
            yield (*_moment(times, span.at), *who, None, None, None, (span.until - span.at) // 1000, span.text)


def _moment(times: Times, at: float) -> tuple[str, str]:
    local = times.local(from_ms(round(at)))
    return local.isoformat(timespec="milliseconds"), str(times.zone or local.tzname() or "")


def _exact(value: float) -> Decimal:
    return Decimal(repr(float(value)))


def _png(picture: QPixmap) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(picture.toImage())
    return bytes(buffer.data().data())


def _write_picture(content: bytes, path: Path) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Unavailable(tr("{file} cannot be written: {why}", file=path, why=error.strerror or error)) from error
