"""What stands over a chart: metrics, assets to compare with, ranges, and what can be saved."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.assets.charts.chooser import Chooser
from app.assets.charts.ends import Ends
from app.assets.charts.values import ChartedAsset
from app.assets.values import Span
from app.shared.buttons import IconButton
from app.shared.flow import FlowLayout
from app.shared.kit import Kit
from app.shared.toggles import mark, toggle
from domain.language import tr


class ChartBar(QWidget):
    """Tells what was chosen."""

    chosen = Signal()
    """Other metrics or other assets."""
    span_chosen = Signal(object)
    """A `Span` that ends now."""
    all_chosen = Signal()
    now_chosen = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.metrics = Chooser(kit, "chart_metrics", tr("Metrics"), tr("Nothing is measured."), "activity")
        self.assets = Chooser(
            kit, "chart_assets", tr("Compare with"), tr("No other asset of this model is measured."), "layers"
        )
        self.spans: dict[Span, QPushButton] = {span: toggle(span.label, f"chart_{span.value}") for span in Span}
        self.everything = toggle(tr("All time"), "chart_all")
        self.ends = Ends(kit)
        self.now = toggle(tr("Live"), "chart_live")
        self.picture = IconButton("download", tr("Save as picture"), kit.theme)
        self.data = IconButton("file-text", tr("Save readings as CSV"), kit.theme)
        self._names: tuple[str, ...] = ()
        self._arrange()

    def offer(self, charted: ChartedAsset, names: Sequence[str], compared: Sequence[int]) -> None:
        """Offer what can be charted, with these chosen."""
        self._names = tuple(name for name, _ in charted.names)
        labels = [label for _, label in charted.names]
        self.metrics.offer(
            [(at, f"{label} ({name})") for at, (name, label) in enumerate(zip(self._names, labels, strict=True))],
            [at for at, name in enumerate(self._names) if name in names],
        )
        self.assets.offer(
            [(each.id, f"{each.name} · {each.number} · {each.site}") for each in charted.sisters], compared
        )

    def names(self) -> tuple[str, ...]:
        """The chosen metrics."""
        return tuple(self._names[at] for at in self.metrics.chosen())

    def mark(self, span: Span | None, *, live: bool) -> None:
        """Show which range is looked at, and whether it goes on with time."""
        for each, button in self.spans.items():
            mark(button, chosen=each is span)
        mark(self.everything, chosen=False)
        mark(self.now, chosen=live)

    def _arrange(self) -> None:
        self.now.setToolTip(tr("Go on with the newest readings (End)"))
        self.everything.setToolTip(tr("From the first reading to now (Home)"))
        place = FlowLayout(self, across=4, down=4)
        ranges = (*self.spans.values(), self.everything, self.now, self.ends)
        for each in (self.metrics, self.assets, *ranges, self.picture, self.data):
            place.addWidget(each)
        self.metrics.changed.connect(self.chosen)
        self.assets.changed.connect(self.chosen)
        self.everything.clicked.connect(self._on_all)
        self.now.clicked.connect(self._on_now)
        for button in self.spans.values():
            button.clicked.connect(self._on_span)

    @Slot()
    def _on_span(self) -> None:
        clicked = self.sender()
        for span, button in self.spans.items():
            if button is clicked:
                self.span_chosen.emit(span)

    @Slot()
    def _on_all(self) -> None:
        self.all_chosen.emit()

    @Slot()
    def _on_now(self) -> None:
        self.now_chosen.emit()
