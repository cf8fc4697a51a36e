"""The first tab of an order: where it stands and all that is known of it, in a pane that scrolls as a whole."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from app.shared.layout import column

EDGE = 16


def first_tab(*parts: QWidget) -> QScrollArea:
    """`parts` under each other."""
    content = QWidget()
    content.setProperty("role", "plain")
    layout = column(content, margins=(EDGE, 12, EDGE, 12), spacing=12)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch(1)
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
