"""The fields of an order's header, for the form that opens one and the form that changes it."""

import operator
from collections.abc import Callable, Mapping
from typing import Any

from app.shared.fields import CheckField, ChoiceField, Field, LongTextField, NumberField, TextField
from app.shared.moment_fields import OptionalMomentField
from app.shared.skills_field import SkillsField
from app.shared.times import Times
from domain.errors import Refusal
from domain.language import tr
from domain.orders.header import MAX_MINUTES
from domain.reporting.order_choices import OrderChoices
from domain.words import Priority

#: What the service calls what the forms call otherwise.
SERVICE_NAMES: Mapping[str, str] = {
    "contact": "contact_id",
    "order_type": "order_type_id",
    "preferred_technician": "preferred_technician_id",
    "agreement": "agreement_id",
    "sla": "sla_id",
    "skills": "skill_ids",
    "nobody_comes": "needs_booking",
}
NOBODY = "–"
#: A window of arrival is this long unless one says otherwise.
WINDOW_HOURS = 2


def header_fields(times: Times) -> tuple[Field, ...]:
    """All of them, in the order in which one asks for them."""
    return (
        TextField("title", tr("Title"), tr("What is to be done")),
        ChoiceField("order_type", tr("Order type"), [(None, NOBODY)]),
        ChoiceField("priority", tr("Priority"), [(each, each.label) for each in Priority]),
        NumberField("minutes", tr("Expected work"), least=0, most=MAX_MINUTES, unit=tr("min")),
        ChoiceField("contact", tr("Contact"), [(None, NOBODY)]),
        LongTextField("description", tr("Description"), tr("What the technician should know")),
        TextField("responsible", tr("Responsible"), tr("Who at the desk looks after it")),
        ChoiceField("preferred_technician", tr("Preferred technician"), [(None, NOBODY)]),
        ChoiceField("agreement", tr("Agreement"), [(None, NOBODY)]),
        ChoiceField("sla", tr("SLA"), [(None, tr("as it follows from asset or agreement"))]),
        SkillsField(),
        CheckField("nobody_comes", tr("Nobody has to come")),
        OptionalMomentField("window_from", tr("Promised arrival, from"), tr("from"), times),
        OptionalMomentField("window_until", tr("Promised arrival, until"), tr("until"), times, later=WINDOW_HOURS),
        LongTextField("internal_note", tr("Internal note"), tr("For the technician alone")),
        LongTextField("external_note", tr("Note for the customer"), tr("Stands on the papers too")),
    )


def header_names() -> frozenset[str]:
    """What the fields are called."""
    return frozenset(
        {
            "title",
            "priority",
            "minutes",
            "description",
            "responsible",
            "internal_note",
            "external_note",
            "window_from",
            "window_until",
            *SERVICE_NAMES,
        }
    )


def offer_choices(fields: Mapping[str, Field], found: OrderChoices) -> None:
    """Let the fields offer what there is."""
    offered: dict[str, list[tuple[int | None, str]]] = {
        "contact": [(None, NOBODY), *found.contacts],
        "order_type": [(None, NOBODY), *((each.id, each.name) for each in found.types)],
        "preferred_technician": [(None, NOBODY), *found.technicians],
        "agreement": [(None, NOBODY), *found.agreements],
        "sla": [(None, tr("as it follows from asset or agreement")), *found.slas],
    }
    for name, choices in offered.items():
        field = fields[name]
        if isinstance(field, ChoiceField):
            field.offer(choices)
    skills = fields["skills"]
    if isinstance(skills, SkillsField):
        skills.offer(found.skills)


def for_service(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values under the names and of the types that the service wants."""
    return {SERVICE_NAMES.get(name, name): _CONVERTED.get(name, _same)(value) for name, value in values.items()}


def at_field(error: Exception) -> Exception:
    """A refusal beside the field of these forms that it is about."""
    if isinstance(error, Refusal) and error.field == "type":
        return Refusal(str(error), field="order_type")
    return error


def _same(value: Any) -> Any:
    return value


#: How the service takes what the forms hold otherwise.
_CONVERTED: Mapping[str, Callable[[Any], Any]] = {"minutes": int, "nobody_comes": operator.not_}
