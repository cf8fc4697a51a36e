"""What the forms about billing, crediting, reducing and earning fees ask."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.shared.date_fields import DateField, OptionalDateField
from app.shared.fields import CheckField, ChoiceField, Field, TextField
from app.shared.forms import Form
from app.subscriptions.forms import scope_field
from domain.errors import Refusal
from domain.language import tr

DAYS, AMOUNT, PERCENT = "days", "amount", "percent"
Values = Mapping[str, Any]


def reduce_fields() -> tuple[Field, ...]:
    """What is taken off a fee: days, an amount or a share."""
    ways = [(DAYS, tr("Days on which nothing is due")), (AMOUNT, tr("An amount")), (PERCENT, tr("A share of the fee"))]
    return (
        ChoiceField("way", tr("What is taken off"), ways),
        TextField(DAYS, tr("How many days; which ones does not matter")),
        TextField(AMOUNT, tr("Amount without tax")),
        TextField(PERCENT, tr("Percent")),
    )


def show_way(form: Form, _edited: str = "") -> None:
    """Only the number that is asked for can be seen."""
    for name in (DAYS, AMOUNT, PERCENT):
        form.show_field(name, form.fields["way"].value() == name)


def whole_days(values: Values) -> int:
    """The number of days that was typed."""
    typed = values[DAYS].strip()
    if not typed.isdecimal():
        raise Refusal(tr("A whole number is needed here."), field=DAYS)
    return int(typed)


def invoice_fields() -> tuple[Field, ...]:
    return (CheckField("at_once", tr("Issue at once, without looking them through")),)


def credit_fields() -> tuple[Field, ...]:
    return (TextField("reason", tr("Why"), tr("It stands on the credit note")),)


def accrue_fields(group: str) -> tuple[Field, ...]:
    """What is earned: all that is over on a day, posted then or on a day of one's own."""
    return (
        DateField("until", tr("Periods that are over on")),
        OptionalDateField("post_on", tr("Post all of them on one day"), tr("on")),
        scope_field(group),
    )


def accrue_values(today: date, scope: str) -> dict[str, Any]:
    return {"until": today, "post_on": None, "scope": scope}


def take_back_fields() -> tuple[Field, ...]:
    return (DateField("on", tr("Posted back on")),)
