"""The strip under the board: what is selected in one line, and what can be done with it."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QBoxLayout, QFrame

from app.dispatch.board.telling import briefly, named, told
from app.dispatch.panes.around import PanesAround
from app.dispatch.panes.dock import Place
from app.shared.actions import BoundAction
from app.shared.buttons import ActionButton
from app.shared.chips import ChipLabel, priority_chip
from app.shared.elided import ElidedLabel
from app.shared.kit import Kit
from app.shared.layout import column, line, row
from app.shared.times import duration
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking

HEIGHT, LOW = 57, 33
GAP = 16


class DetailStrip(QFrame):
    """Tells of one booking, of all that are selected, or of the keys that work on the board."""

    def __init__(self, kit: Kit, of_one: Sequence[BoundAction], of_all: Sequence[BoundAction]) -> None:
        super().__init__()
        self._kit = kit
        self._priority = ChipLabel(kit.theme)
        self._first = ElidedLabel("strong")
        self._second = ElidedLabel("muted")
        self._words = column(spacing=2)
        self._words.addWidget(self._first)
        self._words.addWidget(self._second, 1)
        self.setFixedHeight(HEIGHT)
        under = column(self)
        under.addWidget(line())
        whole = row(margins=(16, 2, 12, 2), spacing=12)
        under.addLayout(whole, 1)
        centred = column()
        centred.addStretch(1)
        centred.addLayout(self._words)
        centred.addStretch(1)
        whole.addWidget(self._priority)
        whole.addLayout(centred, 1)
        self._of_one = [ActionButton(bound, kit.theme) for bound in of_one]
        self._of_all = [ActionButton(bound, kit.theme) for bound in of_all]
        for button in (*self._of_one, *self._of_all):
            whole.addWidget(button)
        self.tell(None, "")

    def stand_for(self, panes: PanesAround, key: str) -> None:
        """Be there as long as that pane, which tells more of the same, is not open; a pane below leaves one line."""
        panes.opened.connect(partial(self._follow, panes, key))
        self._follow(panes, key)

    def _follow(self, panes: PanesAround, key: str) -> None:
        self.setHidden(panes.is_open(key))
        low = panes.is_open_in(Place.BELOW)
        self.setFixedHeight(LOW if low else HEIGHT)
        self._words.setDirection(QBoxLayout.Direction.LeftToRight if low else QBoxLayout.Direction.TopToBottom)
        self._words.setSpacing(GAP if low else 2)

    def tell(self, booking: BoardBooking | None, technician: str, chosen: Sequence[BoardBooking] = ()) -> None:
        """Show a booking, all that are chosen with it, or none."""
        alone = booking is not None and len(chosen) <= 1
        for widget in (self._priority, *self._of_one):
            widget.setVisible(alone)
        for button in self._of_all:
            button.setVisible(booking is not None)
        if booking is None:
            self._tell_keys()
        elif alone:
            self._tell_one(booking, technician)
        else:
            self._tell_all(chosen)

    def _tell_keys(self) -> None:
        self._first.setText(tr("Drag an order onto a technician, or press Enter on it"))
        keys = tr(
            "Arrows walk the board, with Shift they move the booking. Ctrl and the wheel zoom. Alt leaves the grid."
        )
        self._second.setText(keys)
        self.setToolTip("")

    def _tell_one(self, booking: BoardBooking, technician: str) -> None:
        self._priority.set_chip(priority_chip(booking.priority))
        self._first.setText(named(booking))
        self._second.setText("  ·  ".join(briefly(booking, technician, self._kit.times)))
        self.setToolTip("\n".join(told(booking, technician, self._kit.times)))

    def _tell_all(self, chosen: Sequence[BoardBooking]) -> None:
        self._first.setText(tr("{count} bookings selected.", count=len(chosen)))
        work = sum((each.finish - each.start for each in chosen), timedelta())
        self._second.setText("  ·  ".join((duration(work), *(each.number for each in chosen))))
        self.setToolTip("\n".join(named(each) for each in chosen))
