"""Points under each other with a mark each: met, not met, or not known yet; and sentences that speak against it."""

from collections.abc import Iterable

from PySide6.QtWidgets import QScrollArea, QWidget

from app.dispatch.panes.details.asked import Asked
from app.shared.layout import column, label
from domain.language import tr
from domain.scheduling.rules.checks import Finding, Level

MARKS = {True: "✓", False: "✗", None: "·"}
EDGE = 16


class Points(QScrollArea):
    """What is asked, and what speaks against the booking now."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self._words: list[str] = []
        self._lines = column()

    def words(self) -> list[str]:
        """All lines, as they are read."""
        return list(self._words)

    def tell(self, points: Iterable[Asked], findings: Iterable[Finding] | None) -> None:
        """Show these; `findings` None: there is no booking yet."""
        self._words = []
        content = QWidget()
        content.setProperty("role", "plain")
        self._lines = column(content, margins=(EDGE, 12, EDGE, 12), spacing=6)
        self._tell_points(points)
        if findings is not None:
            self._tell_findings(findings)
        self._lines.addStretch(1)
        self.setWidget(content)

    def _tell_points(self, points: Iterable[Asked]) -> None:
        for point in points:
            self._line(f"{MARKS[point.met]}  {point.words}", "wrong" if point.met is False else "")
        if not self._words:
            self._line(tr("The order asks for nothing in particular."), "muted")

    def _tell_findings(self, findings: Iterable[Finding]) -> None:
        self._lines.addSpacing(8)
        self._lines.addWidget(label(tr("What speaks against it now"), "section"))
        before = len(self._words)
        for finding in findings:
            self._line(finding.sentence, "wrong" if finding.level is Level.REFUSAL else "late")
        if len(self._words) == before:
            self._line(tr("Nothing speaks against it."), "muted")

    def _line(self, words: str, role: str) -> None:
        self._words.append(words)
        self._lines.addWidget(label(words, role, wrap=True))
