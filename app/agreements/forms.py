"""What the forms of agreements and their lines ask, and how it becomes what the services want."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from app.agreements.customer_field import CustomerField
from app.shared.date_fields import DateField, OptionalDateField
from app.shared.fields import ChoiceField, Field, LongTextField, NumberField, TextField
from app.shared.search_choice import SearchChoiceField
from domain.agreements.header import LONGEST_MONTHS, AgreementDraft
from domain.agreements.line_service import AgreementLineDraft
from domain.agreements.renewal import Renewal
from domain.catalogue.model import LineKind
from domain.language import tr
from domain.reporting.agreement_choices import Choices, HeaderChoices, LineChoices

NONE = "–"
LONGEST_DAYS = 3650
Values = Mapping[str, Any]


def new_fields(customer: CustomerField, choices: HeaderChoices) -> tuple[Field, ...]:
    """With whom, and what every agreement says."""
    return (customer, *header_fields(choices, contacts=False))


def header_fields(choices: HeaderChoices, *, contacts: bool) -> tuple[Field, ...]:
    """What an agreement says; whom to ask about it once its customer is known."""
    contact = (SearchChoiceField("contact", tr("Contact"), _or_none(choices.contacts), keeps=True),) if contacts else ()
    return (
        TextField("name", tr("Name"), tr("Such as full service or inspection")),
        DateField("starts_on", tr("Begins")),
        *_term_fields(),
        OptionalDateField("ends_on", tr("Fixed end, where there is no first term")),
        SearchChoiceField("group_id", tr("Group"), _or_none(choices.groups), keeps=True),
        SearchChoiceField(
            "sla_id", tr("SLA"), [(None, tr("that of the group or customer")), *choices.slas], keeps=True
        ),
        *contact,
        TextField("responsible", tr("Responsible")),
        SearchChoiceField(
            "preferred_technician_id", tr("Preferred technician"), _or_none(choices.technicians), keeps=True
        ),
        LongTextField("description", tr("Description")),
    )


def header_values(draft: AgreementDraft, *, contacts: bool) -> dict[str, Any]:
    values = asdict(draft)
    contact = values.pop("contact_id")
    return {**values, "contact": contact} if contacts else values


def header_draft(values: Values, seen: AgreementDraft | None = None) -> AgreementDraft:
    """The agreement that is asked for; what the form did not ask stays as it was `seen`."""
    contact = values.get("contact", None if seen is None else seen.contact_id)
    return AgreementDraft(
        name=values["name"],
        starts_on=values["starts_on"],
        ends_on=values["ends_on"],
        group_id=values["group_id"],
        sla_id=values["sla_id"],
        description=values["description"],
        contact_id=contact,
        preferred_technician_id=values["preferred_technician_id"],
        responsible=values["responsible"],
        initial_months=int(values["initial_months"]) or None,
        renewal=values["renewal"],
        period_months=int(values["period_months"]),
        notice_months=int(values["notice_months"]),
        notice_days=int(values["notice_days"]),
    )


def notice_fields(*, with_terms: bool) -> tuple[Field, ...]:
    """When notice was given; the end follows from the terms where there are any."""
    given = DateField("given_on", tr("Notice given on"))
    return (given,) if with_terms else (given, DateField("last_day", tr("Last day")))


def line_fields(choices: LineChoices, *, begins: bool = True) -> tuple[Field, ...]:
    """What is promised, for which asset, from when until when; where it `begins` may be known."""
    starts_on = (OptionalDateField("starts_on", tr("Begins after the agreement"), tr("from")),) if begins else ()
    kinds = [(kind, kind.label) for kind in LineKind]
    return (
        ChoiceField("kind", tr("Kind"), kinds),
        SearchChoiceField("article", tr("Article"), _or_none(choices.articles), keeps=True),
        TextField("text", tr("Service"), tr("Left empty, the name of the article")),
        SearchChoiceField("asset", tr("Asset"), [(None, tr("all assets")), *choices.assets], keeps=True),
        TextField("quantity", tr("Quantity")),
        TextField("unit", tr("Unit")),
        *starts_on,
        OptionalDateField("ends_on", tr("Ends before the agreement")),
        LongTextField("note", tr("Note")),
    )


def line_values(draft: AgreementLineDraft) -> dict[str, Any]:
    values = asdict(draft)
    del values["sla_id"]
    values["article"], values["asset"] = values.pop("article_id"), values.pop("asset_id")
    values["quantity"] = f"{Decimal(draft.quantity).normalize():f}"
    return values


def line_draft(values: Values, seen: AgreementLineDraft | None = None) -> AgreementLineDraft:
    """The line that is asked for; its SLA is not asked and stays as it was `seen`."""
    return AgreementLineDraft(
        kind=values["kind"],
        text=values["text"],
        article_id=values["article"],
        asset_id=values["asset"],
        sla_id=None if seen is None else seen.sla_id,
        quantity=values["quantity"].replace(",", "."),
        unit=values["unit"],
        note=values["note"],
        starts_on=values.get("starts_on"),
        ends_on=values["ends_on"],
    )


def first_draft(today: date) -> AgreementDraft:
    """What most agreements are: for a year, and on unless notice is given three months before."""
    return AgreementDraft("", today, initial_months=12, renewal=Renewal.TACIT, period_months=12, notice_months=3)


def _term_fields() -> tuple[Field, ...]:
    months = tr("months")
    return (
        NumberField("initial_months", tr("First term; 0 for none"), most=LONGEST_MONTHS + 1, unit=months),
        ChoiceField("renewal", tr("At its end"), [(each, each.label) for each in Renewal]),
        NumberField("period_months", tr("Renewed for"), most=LONGEST_MONTHS + 1, unit=months),
        NumberField("notice_months", tr("Notice period"), most=LONGEST_MONTHS + 1, unit=months),
        NumberField("notice_days", tr("Further days of notice"), most=LONGEST_DAYS, unit=tr("days")),
    )


def _or_none(choices: Choices) -> list[tuple[int | None, str]]:
    return [(None, NONE), *choices]
