"""What a table shows, as a declaration over frozen rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt

from app.shared.chips import Chip


class HasId(Protocol):
    """Any frozen row of a query: it has an id that outlives its values."""

    @property
    def id(self) -> int: ...


R = TypeVar("R", bound=HasId)

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column.

    `name` is its key in memory, `sort` what it is ordered by (else the text), `tip` the whole of what `text`
    shortens, `chip` a mark drawn instead of the text, `tone` a colour for the text ("critical" for late),
    `ticking` says that the text changes as time goes by, `live` that it changes all the time: no row fades for it.
    """

    name: str
    title: str
    text: Callable[[R], str]
    sort: Callable[[R], Any] | None = None
    align: Qt.AlignmentFlag = LEFT
    width: int = 120
    stretch: bool = False
    chip: Callable[[R], Chip | None] | None = None
    tip: Callable[[R], str] | None = None
    tone: Callable[[R], str] | None = None
    muted: bool = False
    strong: bool = False
    ticking: bool = False
    live: bool = False

    def differs(self, before: R, now: R) -> bool:
        """Whether a row says something new here that is worth a look."""
        return not self.live and self.text(before) != self.text(now)

    def key(self, row: R) -> tuple[bool, Any]:
        """What `row` is ordered by here; nothing comes after everything."""
        value = self.sort(row) if self.sort else self.text(row).casefold()
        return (value is None, value)
