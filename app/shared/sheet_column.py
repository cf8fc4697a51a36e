"""What a sheet shows and lets people type into, as a declaration over frozen rows."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt

from app.shared.columns import LEFT, HasId

R = TypeVar("R", bound=HasId)


class Input(StrEnum):
    """How a cell is typed into."""

    NONE = "none"
    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    CHECK = "check"
    SEARCH = "search"


@dataclass(frozen=True)
class SheetColumn(Generic[R]):
    """One column. `name` is the field that is typed into, `value` what its editor begins with.

    `new` says whether the empty row at the end takes something here; `hint` is what stands there meanwhile.
    """

    name: str
    title: str
    text: Callable[[R], str]
    input: Input = Input.NONE
    value: Callable[[R], Any] | None = None
    new: bool = False
    hint: str = ""
    width: int = 90
    align: Qt.AlignmentFlag = LEFT
    stretch: bool = False
    tip: Callable[[R], str] | None = None
    muted: bool = False

    def begins(self, row: R | None) -> Any:
        """What the editor of a cell begins with."""
        if row is None:
            return None
        return self.value(row) if self.value else self.text(row)
