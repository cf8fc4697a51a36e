"""All that is to be said of one line of a proposal, or of what the proposal leaves as it is, in full."""

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.dispatch.optimising.values import Line, Proposed
from app.dispatch.optimising.words import signed, where
from app.shared.kit import Kit
from app.shared.layout import column, label
from domain.language import tr
from domain.planning.explaining import PARTED
from domain.planning.model import ChangeKind

Part = tuple[str, str]
"""A heading and the lines under it."""
LEAST_WIDTH = 240


class LineDetail(QScrollArea):
    """Headings with sentences under them; hidden while there is nothing to say."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._times = kit.times
        self._parts: tuple[Part, ...] = ()
        self.setObjectName("optimise_detail")
        self.setAccessibleName(tr("Why"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setMinimumWidth(LEAST_WIDTH)
        self.hide()

    @property
    def parts(self) -> tuple[Part, ...]:
        """What it says now."""
        return self._parts

    def show_line(self, line: Line | None) -> None:
        """Tell of one line; of none, nothing."""
        self._show(() if line is None else tuple(self._of(line)))

    def show_notes(self, proposed: Proposed) -> None:
        """Tell what else should be known of a whole proposal."""
        stays = (f"{each.number}: {each.reason}" for each in proposed.stays)
        self._show((("", "\n".join(proposed.notes)), (tr("Stays as it is"), "\n".join(stays))))

    def _of(self, line: Line) -> Iterable[Part]:
        way = tr("{before} → {after}", before=where(line.before, self._times), after=where(line.after, self._times))
        cost = signed(line.cost, self._times)
        yield f"{line.number} · {line.title}", way if line.before or line.after else ""
        yield tr("What happened since"), line.obstacle
        yield tr("Decided"), line.decided
        against, _, takes = line.reason.partition(PARTED)
        left = line.kind in (ChangeKind.LEFT_OUT, ChangeKind.TAKE_OFF)
        yield tr("What stands against it") if left else tr("To be considered"), against
        yield tr("What would let it in, one change at a time"), takes
        yield tr("Cost"), cost

    def _show(self, parts: Iterable[Part]) -> None:
        told = tuple(part for part in parts if part[1])
        if told == self._parts:
            return
        self._parts = told
        inside = QWidget()
        inside.setProperty("role", "plain")
        whole = column(inside, margins=(12, 4, 12, 8), spacing=2)
        for heading, words in self._parts:
            _add(whole, heading, words)
        whole.addStretch(1)
        self.setWidget(inside)
        self.setVisible(bool(self._parts))


def _add(whole: QVBoxLayout, heading: str, words: str) -> None:
    if heading:
        whole.addSpacing(4)
        whole.addWidget(label(heading, "section", wrap=True))
    for sentence in words.split("\n"):
        whole.addWidget(label(sentence, "", wrap=True))
