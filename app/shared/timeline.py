"""What happened to a record, newest first: what, who, when."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from app.shared.kit import Kit
from app.shared.layout import label
from domain.language import tr
from domain.monitoring.command_senders import PLANS
from domain.monitoring.occurrences import LISTENER
from domain.orders.timeline import Entry

EDGE = 16


class TimelineView(QScrollArea):
    """Lines of text that can be selected; the whole moment is in the tooltip."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._shown: tuple[Entry, ...] = ()
        self.setWidgetResizable(True)
        self.setAccessibleName(tr("Timeline"))
        self._renew()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show `entries`, given oldest first; nothing happens where they are shown already."""
        if tuple(entries) != self._shown:
            self._shown = tuple(entries)
            self._renew()

    def lines(self) -> list[str]:
        """The sentences, in the order shown."""
        return [entry.text for entry in reversed(self._shown)]

    def _renew(self) -> None:
        content = QWidget()
        content.setProperty("role", "plain")
        grid = QGridLayout(content)
        grid.setContentsMargins(EDGE, 12, EDGE, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for at, entry in enumerate(reversed(self._shown)):
            grid.addWidget(self._moment(entry), at, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
            grid.addWidget(_sentence(entry.text), at, 1)
            grid.addWidget(label(actor_name(entry.actor), "muted"), at, 2, Qt.AlignmentFlag.AlignTop)
        if not self._shown:
            grid.addWidget(label(tr("Nothing is written down about this yet."), "hint", wrap=True), 0, 1)
        grid.setRowStretch(len(self._shown) + 1, 1)
        self.setWidget(content)

    def _moment(self, entry: Entry) -> QLabel:
        made = label(self._kit.times.short(entry.at), "muted")
        made.setToolTip(self._kit.times.full(entry.at))
        return made


def actor_name(actor: str) -> str:
    """Who did it, as people say it."""
    return {LISTENER: tr("automatic"), PLANS: tr("response plan")}.get(actor, actor)


def _sentence(text: str) -> QLabel:
    made = label(text, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
