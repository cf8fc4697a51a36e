"""The stages that a service centre begins with; its administrator goes on from there."""

from dataclasses import dataclass

from domain.language import tr
from domain.orders.model import Stage, StageMeaning
from domain.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class _Standard:
    """One of them; `may` holds the first letters of what it allows: modify, delete, cancel, post."""

    name: str
    meaning: StageMeaning
    after: str | None
    may: str
    reason: bool = False
    pauses: frozenset[str] = frozenset()


def make_standard_stages(work: UnitOfWork) -> list[Stage]:
    """Make them, in their order and in the language of whoever begins."""
    made: dict[str, Stage] = {}
    for position, each in enumerate(_stages(), 1):
        made[each.name] = work.add(_stage(each, position, made), "stage.created")
    return list(made.values())


def _stages() -> tuple[_Standard, ...]:
    new, planned, active = tr("New"), tr("Planned"), tr("In progress")
    asked = frozenset({"arrival", "completion"})
    return (
        _Standard(new, StageMeaning.NEW, None, "mdc"),
        _Standard(planned, StageMeaning.PLANNED, new, "mc"),
        _Standard(active, StageMeaning.ACTIVE, planned, "mc"),
        _Standard(tr("Waiting for parts"), StageMeaning.ACTIVE, active, "mc", pauses=frozenset({"completion"})),
        _Standard(tr("Waiting for the customer"), StageMeaning.ACTIVE, active, "mc", reason=True, pauses=asked),
        _Standard(tr("Done"), StageMeaning.DONE, active, "mp"),
        _Standard(tr("Cancelled"), StageMeaning.CANCELLED, new, "d"),
    )


def _stage(each: _Standard, position: int, made: dict[str, Stage]) -> Stage:
    return Stage(
        name=each.name,
        position=position,
        meaning=each.meaning,
        parent_id=None if each.after is None else made[each.after].id,
        allows_modify="m" in each.may,
        allows_delete="d" in each.may,
        allows_cancel="c" in each.may,
        allows_post="p" in each.may,
        reason_required=each.reason,
        pauses_response="response" in each.pauses,
        pauses_arrival="arrival" in each.pauses,
        pauses_completion="completion" in each.pauses,
    )
