"""The strip under the board: the selected booking in one line, and what can be done with it."""

from functools import partial

from PySide6.QtWidgets import QFrame

from app.dispatch.board.telling import briefly, named, told
from app.dispatch.panes.around import PanesAround
from app.shared.actions import BoundAction
from app.shared.buttons import ActionButton
from app.shared.chips import ChipLabel, priority_chip
from app.shared.elided import ElidedLabel
from app.shared.kit import Kit
from app.shared.layout import column, line, row
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking

HEIGHT = 57


class DetailStrip(QFrame):
    """Tells of one booking, or of the keys that work on the board."""

    def __init__(self, kit: Kit, actions: list[BoundAction]) -> None:
        super().__init__()
        self._kit = kit
        self._priority = ChipLabel(kit.theme)
        self._first = ElidedLabel("strong")
        self._second = ElidedLabel("muted")
        self.setFixedHeight(HEIGHT)
        under = column(self)
        under.addWidget(line())
        whole = row(margins=(16, 6, 12, 6), spacing=12)
        under.addLayout(whole, 1)
        words = column(spacing=2)
        words.addStretch(1)
        words.addWidget(self._first)
        words.addWidget(self._second)
        words.addStretch(1)
        whole.addWidget(self._priority)
        whole.addLayout(words, 1)
        self._buttons = [ActionButton(bound, kit.theme) for bound in actions]
        for button in self._buttons:
            whole.addWidget(button)
        self.tell(None, "")

    def stand_for(self, panes: PanesAround, key: str) -> None:
        """Be there as long as that pane, which tells more of the same, is not open."""
        panes.opened.connect(partial(self._follow, panes, key))
        self._follow(panes, key)

    def _follow(self, panes: PanesAround, key: str) -> None:
        self.setHidden(panes.is_open(key))

    def tell(self, booking: BoardBooking | None, technician: str) -> None:
        """Show a booking, or none."""
        for widget in (self._priority, *self._buttons):
            widget.setVisible(booking is not None)
        if booking is None:
            self._first.setText(tr("Drag an order onto a technician, or press Enter on it"))
            keys = tr(
                "Arrows walk the board, with Shift they move the booking. Ctrl and the wheel zoom. Alt leaves the grid."
            )
            self._second.setText(keys)
            self.setToolTip("")
            return
        self._priority.set_chip(priority_chip(booking.priority))
        self._first.setText(named(booking))
        self._second.setText("  ·  ".join(briefly(booking, technician, self._kit.times)))
        self.setToolTip("\n".join(told(booking, technician, self._kit.times)))
