"""Buttons that stay down while what they name is chosen."""

from PySide6.QtWidgets import QPushButton


def toggle(text: str, name: str) -> QPushButton:
    """One that can stay down."""
    made = QPushButton(text)
    made.setObjectName(name)
    made.setProperty("role", "filter")
    made.setCheckable(True)
    return made


def mark(button: QPushButton, *, chosen: bool) -> None:
    """Put it down or up, and dress it so."""
    button.setChecked(chosen)
    button.setProperty("active", chosen)
    button.style().unpolish(button)
    button.style().polish(button)
