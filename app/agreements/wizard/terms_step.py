"""The page of the assistant that asks how long the agreement holds, and who looks after it."""

from app.agreements import forms
from app.agreements.wizard.step import Step
from app.shared.fields import ChoiceField
from app.shared.forms import Form, scrolled
from domain.agreements.header import AgreementDraft
from domain.language import tr
from domain.reporting.agreement_choices import HeaderChoices
from domain.visits.combine import Combine
from domain.visits.plan_service import PlanningDraft


class TermsStep(Step):
    """The header of the agreement, and how its visits go together."""

    def __init__(self, choices: HeaderChoices, draft: AgreementDraft, planning: PlanningDraft) -> None:
        super().__init__(tr("Terms"), tr("How long it holds, what happens at its end, and who looks after it."))
        combine = ChoiceField("combine", tr("Visits go together"), [(each, each.label) for each in Combine])
        self.form = Form((*forms.header_fields(choices, contacts=True), combine))
        self._draft, self._planning = draft, planning
        self.place.addWidget(scrolled(self.form), 1)
        self.form.fill({**forms.header_values(draft, contacts=True), "combine": planning.combine})

    def begin(self) -> None:
        self.form.fields["name"].widget.setFocus()

    def show_refusal(self, error: Exception, row: int = 0) -> None:  # noqa: ARG002  # there are no rows here
        self.form.show_refusal(error)

    def draft(self) -> AgreementDraft:
        """The header that is asked for."""
        return forms.header_draft(self.form.values(), self._draft)

    def planning(self) -> PlanningDraft:
        """How visits go together; what the page does not ask is that of the template."""
        combine = self.form.fields["combine"].value()
        return PlanningDraft(combine, self._planning.calendar_id, self._planning.days_ahead)
