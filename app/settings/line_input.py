"""One part of a line of a form that is typed: it has room for a hint in the place of a label."""

from PySide6.QtWidgets import QLineEdit


class LineInput(QLineEdit):
    """Named for those who hear the screen, and explained within; a `width` of 0 takes what room there is."""

    def __init__(self, name: str, hint: str, width: int = 0) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setPlaceholderText(hint)
        if width:
            self.setFixedWidth(width)

    def number(self) -> float | None:
        """What was typed, with a comma or a point; NaN for what is no number, which is refused when it is kept."""
        text = self.text().strip()
        try:
            return float(text.replace(",", ".")) if text else None
        except ValueError:
            return float("nan")
