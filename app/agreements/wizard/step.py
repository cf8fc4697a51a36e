"""What all pages of the assistant have in common."""

from PySide6.QtWidgets import QWidget

from app.shared.layout import column, label

EDGE = 16


class Step(QWidget):
    """One page: named at the left, with a sentence above what it asks."""

    def __init__(self, title: str, said: str) -> None:
        super().__init__()
        self.title = title
        self.place = column(self, margins=(EDGE, 0, EDGE, 0), spacing=8)
        self.place.addWidget(label(title, "heading"))
        self.place.addWidget(label(said, "muted", wrap=True))

    def begin(self) -> None:
        """The page came in front: put the cursor where one begins."""

    def show_refusal(self, error: Exception, row: int = 0) -> None:
        """Say what is refused, beside the field it is about."""
        raise NotImplementedError
