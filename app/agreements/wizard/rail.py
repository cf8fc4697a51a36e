"""The names of the pages of the assistant, with the one in front marked."""

from PySide6.QtWidgets import QWidget

from app.shared.layout import column, label
from domain.language import tr

WIDTH = 170


class Rail(QWidget):
    """Stands at the left and says where one is."""

    def __init__(self) -> None:
        super().__init__()
        names = (tr("Customer and template"), tr("Terms"), tr("Assets"), tr("Services"), tr("Cover"), tr("Summary"))
        self._marks = [label(f"{at}  {name}", wrap=True) for at, name in enumerate(names, 1)]
        self.setFixedWidth(WIDTH)
        layout = column(self, spacing=10)
        for each in self._marks:
            layout.addWidget(each)
        layout.addStretch(1)

    def mark(self, at: int) -> None:
        """Say which page is in front."""
        for number, each in enumerate(self._marks):
            each.setProperty("role", "strong" if number == at else "muted")
            each.style().unpolish(each)
            each.style().polish(each)
