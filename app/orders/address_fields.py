"""An address for one order alone, as forms ask for it."""

from collections.abc import Mapping
from typing import Any

from app.shared.fields import Field, TextField
from domain.language import tr
from domain.orders.address_service import AddressDraft

NAMES = ("name", "street", "postcode", "city", "country", "hint")


def address_fields() -> tuple[Field, ...]:
    """Where the work is, if not at the site."""
    return (
        TextField("name", tr("Name at the place")),
        TextField("street", tr("Street")),
        TextField("postcode", tr("Postcode")),
        TextField("city", tr("Town")),
        TextField("country", tr("Country"), tr("Two letters, such as DE")),
        TextField("hint", tr("How to find it")),
    )


def address_of(values: Mapping[str, Any]) -> AddressDraft:
    """What was typed."""
    return AddressDraft(**{name: values[name] for name in NAMES})
