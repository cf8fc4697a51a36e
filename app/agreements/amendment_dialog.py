"""The form of an amendment: from when on, in words, and beside that what becomes of each line and cover."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QListWidget, QPushButton, QWidget

from app.agreements import forms
from app.agreements.amendment_parts import Fate, Piece, in_order, piece
from app.agreements.cover_forms import CoverShape, cover_fields, first_cover
from app.shared.date_fields import DateField
from app.shared.dialog import FormDialog
from app.shared.fields import ChoiceField, LongTextField
from app.shared.forms import Form, scrolled
from app.shared.layout import column, label, row
from domain.agreements.line_name import line_name
from domain.agreements.line_service import AgreementLineDraft
from domain.agreements.refused_part import Part, PartRefused
from domain.catalogue.model import LineKind
from domain.language import tr
from domain.reporting.agreement_choices import LineChoices

LIST_WIDTH = 230
WIDTH = 600
HEIGHT = 460
ROOM = 3


class PiecesEditor(QWidget):
    """Lines and cover at the left, what becomes of the current one at the right."""

    def __init__(self, choices: LineChoices, pieces: Sequence[Piece]) -> None:
        super().__init__()
        self.pieces = list(pieces)
        self.list = QListWidget()
        self.line_button = QPushButton(tr("A further line"))
        self.cover_button = QPushButton(tr("Further cover"))
        self.fate = ChoiceField("fate", tr("What becomes of it"))
        self._line_form = Form(forms.line_fields(choices, begins=False))
        self._cover_form = Form(cover_fields(choices, begins=False))
        self._shape = CoverShape(self._cover_form)
        self._areas = {Part.SERVICES: scrolled(self._line_form), Part.COVER: scrolled(self._cover_form)}
        self._shown: Piece | None = None
        self._arrange()
        self.list.currentRowChanged.connect(self._on_row)
        self.fate.edited.connect(self._on_fate)
        for form in (self._line_form, self._cover_form):
            form.edited.connect(self._on_edited)
        self.line_button.clicked.connect(self._on_line)
        self.cover_button.clicked.connect(self._on_cover)
        self._fill(0)

    def form(self, part: Part) -> Form:
        """The form of lines, or that of cover."""
        return self._line_form if part is Part.SERVICES else self._cover_form

    def show_refusal(self, refusal: PartRefused) -> None:
        """At the line or cover that it is about."""
        refused = in_order(self.pieces, refusal.part)[refusal.row]
        self.list.setCurrentRow(self.pieces.index(refused))
        self.form(refusal.part).show_refusal(refusal)

    def _arrange(self) -> None:
        self.setMinimumSize(WIDTH, HEIGHT)
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setSpacing(ROOM)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Lines and cover"))
        left = column(spacing=6)
        left.addWidget(label(tr("Lines and cover"), "section"))
        left.addWidget(self.list, 1)
        for button in (self.line_button, self.cover_button):
            button.setAutoDefault(False)
            left.addWidget(button)
        right = column(spacing=4)
        self._title = label(tr("What becomes of it"), "section")
        right.addWidget(self._title)
        right.addWidget(self.fate.widget)
        for area in self._areas.values():
            right.addWidget(area, 1)
        right.addStretch()
        whole = row(self, margins=(0, 12, 0, 12), spacing=12)
        whole.addLayout(left)
        whole.addLayout(right, 1)

    def _fill(self, current: int) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([_words(each) for each in self.pieces])
        self.list.setCurrentRow(current if self.pieces else -1)
        self.list.blockSignals(False)
        self._on_row(self.list.currentRow())

    @Slot(int)
    def _on_row(self, at: int) -> None:
        self._shown = self.pieces[at] if 0 <= at < len(self.pieces) else None
        if self._shown is not None:
            self.fate.offer([(each, each.label) for each in self._shown.fates])
            self.fate.widget.blockSignals(True)
            self.fate.set_value(self._shown.fate)
            self.fate.widget.blockSignals(False)
            form = self.form(self._shown.part)
            form.fill({name: self._shown.values[name] for name in form.fields})
            self._shape.follow()
        self._show_form()

    def _show_form(self) -> None:
        for widget in (self._title, self.fate.widget):
            widget.setVisible(self._shown is not None)
        for part, area in self._areas.items():
            area.setVisible(self._shown is not None and self._shown.is_asked and self._shown.part is part)

    @Slot()
    def _on_fate(self) -> None:
        if self._shown is not None:
            self._shown.fate = self.fate.value()
            self._retell()
            self._show_form()

    @Slot(str)
    def _on_edited(self, _name: str) -> None:
        if self._shown is not None:
            self._shown.values.update(self.form(self._shown.part).values())
            self._retell()

    def _retell(self) -> None:
        assert self._shown is not None, "only what is shown changes"
        self.list.item(self.pieces.index(self._shown)).setText(_words(self._shown))

    @Slot()
    def _on_line(self) -> None:
        self._add(piece(AgreementLineDraft(LineKind.HOUR)))

    @Slot()
    def _on_cover(self) -> None:
        self._add(piece(first_cover()))

    def _add(self, added: Piece) -> None:
        self.pieces.append(added)
        self._fill(len(self.pieces) - 1)
        next(iter(self.form(added.part).fields.values())).widget.setFocus()


class AmendmentDialog(FormDialog):
    """Says from when on and in words; the editor beside it has the lines and cover."""

    def __init__(self, title: str, choices: LineChoices, pieces: Sequence[Piece], parent: QWidget) -> None:
        self.editor = PiecesEditor(choices, pieces)
        fields = (
            DateField("effective_on", tr("From this day on")),
            LongTextField("text", tr("What is agreed otherwise"), tr("In a few words, for whoever asks later")),
        )
        said = tr("What was agreed before stays readable, and holds until the day before.")
        super().__init__(title, fields, tr("Agree it"), parent, said, beside=self.editor)

    def show_refusal(self, error: Exception) -> None:
        """At the field, or at the line or cover."""
        if isinstance(error, PartRefused):
            self.submit_button.setEnabled(True)
            self.editor.show_refusal(error)
        else:
            super().show_refusal(error)


def _words(each: Piece) -> str:
    name = line_name(each.name, each.about)
    return name if each.fate is Fate.STAYS else f"{name} – {each.fate.label}"
