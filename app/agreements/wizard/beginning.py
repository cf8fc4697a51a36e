"""All that the assistant offers once customer and template are known, read at once."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.agreements import forms
from app.agreements.wizard.who_step import Answer
from domain.reporting.agreement_choices import (
    HeaderChoices,
    LineChoices,
    PlanChoices,
    header_choices,
    line_choices,
    plan_choices,
)
from domain.visits.starting import StartDraft, from_template


@dataclass(frozen=True, slots=True)
class Beginning:
    """What can be chosen, and what the pages begin with."""

    answer: Answer
    header: HeaderChoices
    lines: LineChoices
    plans: PlanChoices
    draft: StartDraft


def read_beginning(session: Session, answer: Answer, today: date) -> Beginning:
    """For a customer, with a template or without."""
    draft = StartDraft(answer.customer_id, forms.first_draft(today))
    if answer.template_id is not None:
        draft = from_template(session, answer.template_id, answer.customer_id, today)
    return Beginning(
        answer,
        header_choices(session, answer.customer_id),
        line_choices(session, answer.customer_id),
        plan_choices(session),
        draft,
    )
