"""The head of the map: the day, how close to look, and what lies under it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton

from app.shared.buttons import IconButton
from app.shared.layout import label, row
from app.shared.theme import Theme
from domain.language import tr, trn

ZOOM = 1.5


class MapBar(QFrame):
    """One row of quiet buttons."""

    stepped = Signal(int)
    """So many days on."""
    zoomed = Signal(float)
    all_asked = Signal()
    file_asked = Signal()
    no_file_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._day = label("", "strong")
        self._lost = label("", "muted")
        self._lost.setToolTip(tr("Their sites have no latitude and longitude."))
        self._file = QToolButton()
        self._arrange(theme)

    def set_day(self, words: str) -> None:
        """The day that is shown."""
        self._day.setText(words)

    def set_lost(self, count: int) -> None:
        """How many jobs cannot be shown."""
        self._lost.setText(trn("{count} job without a place", "{count} jobs without a place", count))
        self._lost.setVisible(bool(count))

    def _arrange(self, theme: Theme) -> None:
        bar = row(self, margins=(8, 4, 8, 4), spacing=2)
        self._button(bar, theme, "chevron-left", tr("The day before")).clicked.connect(self._on_earlier)
        self._button(bar, theme, "chevron-right", tr("The day after")).clicked.connect(self._on_later)
        bar.addSpacing(4)
        bar.addWidget(self._day)
        bar.addSpacing(8)
        bar.addWidget(self._lost, 1)
        bar.addStretch()
        self._button(bar, theme, "zoom-out", tr("Zoom out")).clicked.connect(self._on_farther)
        self._button(bar, theme, "zoom-in", tr("Zoom in")).clicked.connect(self._on_closer)
        self._button(bar, theme, "maximize-2", tr("Show all")).clicked.connect(self.all_asked)
        self._arrange_file(theme)
        bar.addWidget(self._file)

    def _button(self, bar: QHBoxLayout, theme: Theme, icon: str, name: str) -> IconButton:
        button = IconButton(icon, name, theme)
        bar.addWidget(button)
        return button

    def _arrange_file(self, theme: Theme) -> None:
        menu = QMenu(self._file)
        menu.addAction(tr("Choose a map file…"), self.file_asked.emit)
        menu.addAction(tr("Without a map file"), self.no_file_asked.emit)
        self._file.setMenu(menu)
        self._file.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._file.setProperty("role", "quiet")
        self._file.setToolTip(tr("What lies under the jobs: tiles (MBTiles) or outlines (GeoJSON) of your own"))
        self._file.setAccessibleName(tr("Map file"))
        theme.dress(self._file, "layers")

    @Slot()
    def _on_earlier(self) -> None:
        self.stepped.emit(-1)

    @Slot()
    def _on_later(self) -> None:
        self.stepped.emit(1)

    @Slot()
    def _on_closer(self) -> None:
        self.zoomed.emit(ZOOM)

    @Slot()
    def _on_farther(self) -> None:
        self.zoomed.emit(1 / ZOOM)
