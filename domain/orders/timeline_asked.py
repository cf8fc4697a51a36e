"""What happened to what an order asks of the board."""

from collections.abc import Mapping

from domain.language import tr
from domain.orders.wording import Teller, Wording
from domain.store.journal import FactRow


def _required(fact: FactRow, _wording: Wording) -> str:
    return tr("Needed: {name}, {minutes} min", name=fact.after.get("name", ""), minutes=fact.after.get("minutes", ""))


def _requirement_changed(fact: FactRow, _wording: Wording) -> str:
    name = fact.after.get("name")
    return tr("What is needed was changed: {name}", name=name) if name else tr("What is needed was changed")


def _needed_no_more(fact: FactRow, _wording: Wording) -> str:
    return tr("Needed no more: {name}", name=fact.before.get("name", ""))


def _link(fact: FactRow, _wording: Wording) -> str:
    return tr("Begins only after {number}", number=fact.after.get("number", ""))


def _link_changed(fact: FactRow, _wording: Wording) -> str:
    values = {"number": fact.after.get("number", ""), "minutes": fact.after.get("minutes", "")}
    return tr("Begins only {minutes} min after {number}", **values)


def _unlinked(fact: FactRow, _wording: Wording) -> str:
    return tr("Waits no more for {number}", number=fact.after.get("number", ""))


TELLERS: Mapping[str, Teller] = {
    "requirement.added": _required,
    "requirement.changed": _requirement_changed,
    "requirement.deleted": _needed_no_more,
    "order_link.added": _link,
    "order_link.changed": _link_changed,
    "order_link.removed": _unlinked,
}
