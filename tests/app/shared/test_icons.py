"""Icons in pixels."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app.shared.icons import tinted, tinted_icon

WASTE = 200


def test_an_icon_is_drawn_on_nothing_and_not_on_what_lies_in_memory(qapp: QApplication) -> None:
    waste = [tinted("boxes", f"#{shade:06x}", 16) for shade in range(WASTE)]
    del waste
    icon = tinted_icon("fan", "#ff0000", disabled="#00ff00", active="#0000ff")
    for mode, state, colour in (
        (QIcon.Mode.Normal, QIcon.State.Off, "#ff0000"),
        (QIcon.Mode.Disabled, QIcon.State.Off, "#00ff00"),
        (QIcon.Mode.Normal, QIcon.State.On, "#0000ff"),
    ):
        for _ in range(10):
            drawn = icon.pixmap(QSize(16, 16), mode, state).toImage()
            assert drawn == tinted("fan", colour, drawn.width()).toImage().convertToFormat(drawn.format())
