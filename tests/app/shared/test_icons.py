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


def test_a_wide_icon_stands_at_the_left_with_a_gap_after_it(qapp: QApplication) -> None:
    icon = tinted_icon("fan", "#ff0000", disabled="#00ff00", active="#0000ff")
    wide = icon.pixmap(QSize(20, 16)).toImage()
    assert (wide.width(), wide.height()) == (20, 16)
    assert all(wide.pixelColor(x, y).alpha() == 0 for x in range(16, 20) for y in range(16))
    assert any(wide.pixelColor(x, y).alpha() for x in range(16) for y in range(16))
