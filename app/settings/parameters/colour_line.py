"""The colour of one thing: typed or picked, seen on both grounds, and given back."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QGridLayout, QLineEdit, QPushButton, QWidget

from app.settings.parameters.colour_sample import ColourSample
from app.shared.buttons import IconButton
from app.shared.chips import Chip
from app.shared.layout import label
from app.shared.theme import Theme
from app.shared.tokens import Tokens
from domain.language import tr

DIGITS_WIDTH = 96


class ColourLine(QObject):
    """One row of the grid, with a sentence under it where the colour is not seen as it was chosen."""

    edited = Signal()

    def __init__(self, chip: Chip, theme: Theme, owner: QWidget) -> None:
        super().__init__(owner)
        self.chip = chip
        self._owner = owner
        self._fill = ""
        self.sample = ColourSample(chip)
        self.digits = QLineEdit()
        self.pick_button = QPushButton(tr("Choose…"))
        self.back_button = IconButton("undo-2", tr("As it was: {name}", name=chip.text), theme)
        self.remark = label("", "hint", wrap=True)
        self.digits.setAccessibleName(chip.text)
        self.digits.setPlaceholderText(tr("as it was"))
        self.digits.setFixedWidth(DIGITS_WIDTH)
        self.pick_button.setAccessibleName(tr("Choose a colour: {name}", name=chip.text))
        self.digits.textChanged.connect(self.edited)
        self.pick_button.clicked.connect(self._on_pick)
        self.back_button.clicked.connect(self.digits.clear)

    def place(self, grid: QGridLayout) -> None:
        """Stand in the next two rows of the grid."""
        at = grid.rowCount()
        for column, part in enumerate((self.sample, self.digits, self.pick_button, self.back_button)):
            grid.addWidget(part, at, column)
        grid.addWidget(self.remark, at + 1, 0, 1, grid.columnCount())
        self.remark.hide()

    def colour(self) -> str:
        """What was chosen; empty where it is as it was."""
        return self.digits.text().strip().lower()

    def show_as(self, grounds: Sequence[Tokens], remark: str) -> None:
        """Show the colour as it comes out, and what there is to say of it."""
        self._fill = grounds[0].tone(self.chip.tone).fill
        self.sample.show_on(grounds)
        self.back_button.setEnabled(bool(self.colour()))
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
        self.digits.setAccessibleDescription(remark)

    @Slot()
    def _on_pick(self) -> None:
        dialog = QColorDialog(QColor(self._fill), self._owner)
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.setWindowTitle(self.chip.text)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.colorSelected.connect(self._on_picked)
        dialog.open()

    @Slot(QColor)
    def _on_picked(self, colour: QColor) -> None:
        self.digits.setText(colour.name())
