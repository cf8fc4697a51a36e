"""What happened on an order to the parts of its asset."""

from collections.abc import Mapping

from domain.language import tr
from domain.orders.wording import Teller, Wording
from domain.store.journal import FactRow


def _added(fact: FactRow, _wording: Wording) -> str:
    return _awaited(tr("Put into the asset: {part}", part=fact.after.get("part", "")), fact)


def _replaced(fact: FactRow, _wording: Wording) -> str:
    names = {"old": fact.after.get("replaced", ""), "part": fact.after.get("part", "")}
    return _awaited(tr("Replaced in the asset: {old} by {part}", **names), fact)


def _provided(fact: FactRow, _wording: Wording) -> str:
    return tr("{part} is there.", part=fact.after.get("part", ""))


def _withdrawn(fact: FactRow, _wording: Wording) -> str:
    return tr("The order does not wait for {part} any more.", part=fact.after.get("part", ""))


def _awaited(told: str, fact: FactRow) -> str:
    return tr("{sentence}: {why}", sentence=told, why=tr("has to be procured")) if fact.after.get("required") else told


TELLERS: Mapping[str, Teller] = {
    "part_change.added": _added,
    "part_change.replaced": _replaced,
    "part_change.provided": _provided,
    "part_change.withdrawn": _withdrawn,
}
