"""The form of a repair: codes that depend on their area, and suggestions while one types."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.orders.suggestion_list import SuggestionList
from app.shared.dialog import FormDialog
from app.shared.fields import ChoiceField, Field, LongTextField, TextField
from app.shared.kit import Kit
from domain.language import tr
from domain.repairs.model import CodeKind
from domain.repairs.queries import CodeRow, RepairRow
from domain.repairs.service import RepairDraft
from domain.repairs.suggestions import Suggestion, Suggestions, SymptomHint

PAUSE_MS = 250
AREAS = {"symptom": "symptom_area", "diagnosis": "diagnosis_area"}
Choices = list[tuple[int | None, str]]


class RepairDialog(FormDialog):
    """Asks for a repair line; says what the history is to be asked for."""

    asked = Signal(object, str)
    """The symptom that is chosen, or None, and the words."""

    def __init__(
        self, title: str, codes: Sequence[CodeRow], technicians: Sequence[tuple[int, str]], kit: Kit, parent: QWidget
    ) -> None:
        self._codes = codes
        self.suggestions = SuggestionList(kit)
        self._pause: QTimer | None = None
        super().__init__(title, self._fields(technicians), tr("Keep the repair"), parent, beside=self.suggestions)
        self.setObjectName("dialog_repair")
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.ask)
        self.form.edited.connect(self._on_edited)
        self.suggestions.symptom_taken.connect(self._on_symptom)
        self.suggestions.repair_taken.connect(self._on_repair)

    def start(self, repair: RepairRow | None, title: str) -> None:
        """Show a repair, or an empty form that begins with `title`."""
        names = list(self.form.fields)
        keys = {name: f"{name}_id" for name in names if name not in {"title", "note"}}
        values: dict[str, Any] = {"title": repair.title if repair else title, "note": repair.note if repair else ""}
        values |= {name: getattr(repair, key) if repair else None for name, key in keys.items()}
        for name, area in AREAS.items():
            self._offer(name, values[area])
        self.begin(values)
        self.ask()

    def draft(self) -> RepairDraft:
        """What is typed, as the service wants it."""
        values = self.form.values()
        return RepairDraft(
            title=values["title"],
            note=values["note"],
            condition_id=values["condition"],
            symptom_area_id=values["symptom_area"],
            symptom_id=values["symptom"],
            diagnosis_area_id=values["diagnosis_area"],
            diagnosis_id=values["diagnosis"],
            resolution_id=values["resolution"],
            stage_id=values["stage"],
            technician_id=values["technician"],
        )

    def show_found(self, found: Suggestions) -> None:
        """Show what the history says."""
        self.suggestions.show_found(found)

    @Slot()
    def ask(self) -> None:
        """Ask the history about what is typed by now."""
        values = self.form.values()
        self.asked.emit(values["symptom"], values["title"])

    def _fields(self, technicians: Sequence[tuple[int, str]]) -> tuple[Field, ...]:
        return (
            TextField("title", tr("What is wrong"), tr("In the words of the customer")),
            self._code("symptom_area", CodeKind.SYMPTOM_AREA),
            self._code("symptom", CodeKind.SYMPTOM),
            self._code("diagnosis_area", CodeKind.DIAGNOSIS_AREA),
            self._code("diagnosis", CodeKind.DIAGNOSIS),
            self._code("resolution", CodeKind.RESOLUTION),
            self._code("condition", CodeKind.CONDITION),
            self._code("stage", CodeKind.REPAIR_STAGE),
            ChoiceField("technician", tr("Technician"), [(None, "–"), *technicians]),
            LongTextField("note", tr("Note")),
        )

    def _code(self, name: str, kind: CodeKind) -> ChoiceField:
        return ChoiceField(name, kind.label, self._choices(kind, None))

    def _choices(self, kind: CodeKind, area_id: int | None) -> Choices:
        fitting = [each for each in self._codes if each.kind is kind and area_id in {None, each.area_id}]
        return [(None, "–"), *((each.id, f"{each.code}  {each.name}") for each in fitting)]

    def _offer(self, name: str, area_id: int | None) -> None:
        """Offer the codes of an area alone; without one, all of them."""
        field = self.form.fields[name]
        if isinstance(field, ChoiceField):
            field.offer(self._choices(CodeKind(name), area_id))

    @Slot(str)
    def _on_edited(self, name: str) -> None:
        for code, area in AREAS.items():
            if name == area:
                self._offer(code, self.form.fields[area].value())
                if self.form.fields[code].value() is None:
                    self.form.fields[code].set_value(None)
            elif name == code:
                self._follow(code, area)
        if name in {"title", "symptom", "symptom_area"} and self._pause is not None:
            self._pause.start()

    def _follow(self, code: str, area: str) -> None:
        """A code that was chosen among all brings its area."""
        chosen = next((each for each in self._codes if each.id == self.form.fields[code].value()), None)
        if chosen is not None and self.form.fields[area].value() != chosen.area_id:
            with self.form.filling():
                self.form.fields[area].set_value(chosen.area_id)

    def _choose(self, code: str, area: str, area_id: int | None, code_id: int | None) -> None:
        with self.form.filling():
            self.form.fields[area].set_value(area_id)
            self._offer(code, area_id)
            self.form.fields[code].set_value(code_id)

    @Slot(object)
    def _on_symptom(self, hint: SymptomHint) -> None:
        self._choose("symptom", "symptom_area", hint.area_id, hint.id)
        self.ask()

    @Slot(object)
    def _on_repair(self, found: Suggestion) -> None:
        self._choose("diagnosis", "diagnosis_area", found.diagnosis_area_id, found.diagnosis_id)
        with self.form.filling():
            self.form.fields["resolution"].set_value(found.resolution_id)
        self.form.fields["resolution"].widget.setFocus()
