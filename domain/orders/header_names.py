"""The names behind what the header of an order points to, as the journal tells them."""

from collections.abc import Mapping

from sqlalchemy import inspect

from domain.agreements.model import Agreement
from domain.assets.model import Asset
from domain.orders.header import HeaderFields
from domain.orders.model import Order, OrderType
from domain.parties.model import Contact, Site
from domain.sla.model import Sla
from domain.store.base import Entity
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Technician

_NAMES: Mapping[str, tuple[str, type[Entity], str]] = {
    "asset_id": ("asset", Asset, "name"),
    "site_id": ("site", Site, "name"),
    "contact_id": ("contact", Contact, "name"),
    "order_type_id": ("order_type", OrderType, "name"),
    "agreement_id": ("agreement", Agreement, "number"),
    "parent_id": ("parent", Order, "number"),
    "sla_id": ("sla", Sla, "name"),
    "preferred_technician_id": ("preferred_technician", Technician, "name"),
}


def names_in(work: UnitOfWork, order: Order, fields: HeaderFields) -> dict[str, str]:
    """The names behind the records that `fields`, or what followed from them, point to, as the journal tells them."""
    found = {}
    changes = inspect(order).attrs
    for field, (name, kind, column) in _NAMES.items():
        if field in fields or changes[field].history.has_changes():
            key = getattr(order, field)
            found[name] = "" if key is None else str(getattr(work.get(kind, key), column))
    if changes.skills.history.has_changes():
        found["skills"] = ", ".join(skill.name for skill in order.skills)
    return found
