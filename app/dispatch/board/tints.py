"""How each row in view would take what is in the hand: reckoned in slices, so that no drag step waits for it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Slot

from app.dispatch.board.drag import Grip, Proposal
from app.dispatch.board.judging import Grounds, weight
from app.dispatch.board.scene import Scene
from domain.scheduling.board_rows import BoardTechnician
from domain.scheduling.rules.findings import Level

SLICE = 0.003

#: What is shown of the rows: technicians by id.
Levels = Mapping[int, Level | None]


class Tints(QObject):
    """Follows the proposal; the row under the pointer is known already, the others follow within a frame."""

    def __init__(
        self,
        scene: Scene,
        show: Callable[[Levels | None], None],
        grounds: Callable[[], Grounds],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._scene = scene
        self._show = show
        self._grounds = grounds
        self._proposal: Proposal | None = None
        self._waiting: list[BoardTechnician] = []
        self._levels: dict[int, Level | None] = {}
        self._shown = False
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._on_turn)

    def follow(self, proposal: Proposal | None, height: int) -> None:
        """The proposal changed, in a viewport so high."""
        if proposal is None or not proposal.held or proposal.cargo.grip is not Grip.BODY:
            self._stop()
            return
        self._proposal = proposal
        rows = self._scene.rows.between(self._scene.top, self._scene.top + height)
        there = proposal.technician
        self._waiting = [row.technician for row in rows if row.technician is not None and row.technician != there]
        self._levels[there.id] = proposal.level
        self._turn.start()

    def _stop(self) -> None:
        self._turn.stop()
        self._proposal = None
        self._levels.clear()
        if self._shown:
            self._shown = False
            self._show(None)

    @Slot()
    def _on_turn(self) -> None:
        assert self._proposal is not None
        until = perf_counter() + SLICE
        grounds = self._grounds()
        while self._waiting and perf_counter() < until:
            technician = self._waiting.pop()
            self._levels[technician.id] = weight(replace(self._proposal, technician=technician, mates=()), grounds)
        if not self._waiting:
            self._turn.stop()
            self._shown = True
            self._show(dict(self._levels))
