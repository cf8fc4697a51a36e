"""The sentence over the bills."""

from app.shared.filters import Filter
from domain.billing.model import InvoiceStatus
from domain.language import tr


def filters() -> tuple[Filter, ...]:
    return (Filter("status", tr("any state"), tuple((each.value, each.label.lower()) for each in InvoiceStatus)),)
