"""What the screen looks like after a restart: an ini file in the user's profile."""

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings


class Memory:
    """Small values by key ("orders/splitter"); whoever writes a key is the only one to read it."""

    def __init__(self, path: Path | None = None) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat) if path else None
        self._loose: dict[str, Any] = {}

    def blob(self, key: str) -> QByteArray | None:
        """A state as Qt's own widgets save it."""
        value = self._read(key)
        return value if isinstance(value, QByteArray) else None

    def text(self, key: str, default: str = "") -> str:
        value = self._read(key)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int = 0) -> int:
        try:
            return int(str(self._read(key)))
        except ValueError:
            return default

    def flag(self, key: str, default: bool = False) -> bool:
        return bool(self.number(key, int(default)))

    def data(self, key: str) -> Any:
        """What `keep_data` was given, or None."""
        try:
            return json.loads(self.text(key, "null"))
        except json.JSONDecodeError:
            return None

    def keep(self, key: str, value: str | int | QByteArray) -> None:
        plain = int(value) if isinstance(value, bool) else value
        if self._settings is None:
            self._loose[key] = plain
        else:
            self._settings.setValue(key, plain)

    def keep_data(self, key: str, value: Any) -> None:
        """Keep lists and dicts of plain values."""
        self.keep(key, json.dumps(value))

    def forget(self, key: str) -> None:
        self._loose.pop(key, None)
        if self._settings is not None:
            self._settings.remove(key)

    def save(self) -> None:
        """Write to disk now."""
        if self._settings is not None:
            self._settings.sync()

    def _read(self, key: str) -> Any:
        return self._loose.get(key) if self._settings is None else self._settings.value(key)
