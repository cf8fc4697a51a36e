"""The page of the assistant that asks what the customer pays for."""

from collections.abc import Sequence

from app.agreements.cover_forms import CoverShape, cover_draft, cover_fields, cover_values, first_cover
from app.agreements.wizard.rows_step import RowsStep, Values
from domain.agreements.cover_service import CoverDraft
from domain.language import tr
from domain.reporting.agreement_choices import LineChoices


class CoverStep(RowsStep):
    """What is included, discounted or charged, each up to its limit."""

    def __init__(self, choices: LineChoices, covers: Sequence[CoverDraft]) -> None:
        said = tr("What is included or costs less; without any, all work is charged.")
        super().__init__(tr("Cover"), said, cover_fields(choices, begins=False, ends=False), _first, tr("Add cover"))
        self._shape = CoverShape(self.form)
        self.set_rows([cover_values(each) for each in covers])

    def row_name(self, values: Values) -> str:
        return str(values["name"]) or tr("Cover")

    def shape(self) -> None:
        self._shape.follow()

    def covers(self) -> tuple[CoverDraft, ...]:
        """The cover that is asked for."""
        return tuple(cover_draft(values) for values in self.rows())


def _first() -> Values:
    return cover_values(first_cover())
