"""Connections that have an owner."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMetaObject, QObject, SignalInstance


class Connections:
    """A bag of signal connections that are dropped together."""

    def __init__(self) -> None:
        self._held: list[QMetaObject.Connection] = []

    def add(self, signal: SignalInstance, slot: Callable[..., Any]) -> None:
        """Connect `signal` with `slot` until `drop`."""
        self._held.append(signal.connect(slot))

    def drop(self) -> None:
        while self._held:
            QObject.disconnect(self._held.pop())
