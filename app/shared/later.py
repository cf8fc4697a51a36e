"""A place whose content is made when somebody looks: most tabs of most records are never opened."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.shared.layout import column

W = TypeVar("W", bound=QWidget)


class Later(QWidget, Generic[W]):
    """Stands where `make()` will: made on the first look, or when `content` is asked for."""

    def __init__(self, make: Callable[[], W]) -> None:
        super().__init__()
        self._make = make
        self._made: W | None = None
        self._place = column(self)

    @property
    def content(self) -> W:
        """What stands here, made now if it was not yet."""
        if self._made is None:
            self._made = self._make()
            self._place.addWidget(self._made)
            self.setFocusProxy(self._made)
        return self._made

    @property
    def made(self) -> W | None:
        """What stands here, if it was made."""
        return self._made

    def showEvent(self, event: QShowEvent) -> None:
        """Show what stands here, too: made while this was shown, it would else wait for the next time."""
        self.content.show()
        super().showEvent(event)
