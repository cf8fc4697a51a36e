"""What people do with several alerts at once: step by step, each told and each taken back where it can be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial

from app.shared.desk import Desk
from domain.errors import Refusal
from domain.language import tr, trn
from domain.monitoring import service
from domain.monitoring.alert_rows import AlertRow
from domain.store.unit_of_work import UnitOfWork

SHOWN = 3
Do = Callable[[UnitOfWork], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One alert: what is done to it, and what takes that back."""

    name: str
    do: Do
    undo: Do | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done, and what was refused and why."""

    done: tuple[Step, ...]
    refused: tuple[tuple[str, str], ...]

    def inverse(self) -> tuple[Step, ...]:
        """The steps that take back what was done."""
        return tuple(Step(step.name, step.undo) for step in self.done if step.undo is not None)


class Verb(StrEnum):
    """What can be done."""

    ACKNOWLEDGE = "acknowledge"
    UNACKNOWLEDGE = "unacknowledge"
    SHELVE = "shelve"
    BRING_BACK = "bring_back"
    CLEAR = "clear"
    TAKE_BACK = "take_back"


@dataclass(frozen=True, slots=True)
class Saying:
    """How a deed is told: `one` has {name} in it, `many` takes the number, `nothing` where nothing was possible."""

    one: str
    many: Callable[[int], str]
    nothing: str


def perform(desk: Desk, steps: Sequence[Step]) -> Outcome:
    """Do each step in a unit of work of its own, so that one refusal does not spoil the rest."""
    done, refused = [], []
    for step in steps:
        try:
            desk.do(step.do)
        except Refusal as refusal:
            refused.append((step.name, str(refusal)))
        else:
            done.append(step)
    return Outcome(tuple(done), tuple(refused))


def acknowledge(rows: Sequence[AlertRow]) -> tuple[Step, ...]:
    return tuple(
        Step(
            _name(row),
            partial(service.acknowledge, alert_id=row.id),
            partial(service.unacknowledge, alert_id=row.id),
        )
        for row in rows
        if row.cleared is None and row.acknowledged_by is None
    )


def unacknowledge(rows: Sequence[AlertRow]) -> tuple[Step, ...]:
    return tuple(
        Step(
            _name(row),
            partial(service.unacknowledge, alert_id=row.id),
            partial(service.acknowledge, alert_id=row.id),
        )
        for row in rows
        if row.cleared is None and row.acknowledged_by is not None
    )


def shelve(rows: Sequence[AlertRow], until: datetime, now: datetime) -> tuple[Step, ...]:
    return tuple(
        Step(_name(row), partial(service.shelve, alert_id=row.id, until=until), _as_before(row, now))
        for row in rows
        if row.cleared is None
    )


def bring_back(rows: Sequence[AlertRow], now: datetime) -> tuple[Step, ...]:
    return tuple(
        Step(_name(row), partial(service.unshelve, alert_id=row.id), _as_before(row, now))
        for row in rows
        if row.cleared is None and row.shelved_until is not None
    )


def clear(rows: Sequence[AlertRow]) -> tuple[Step, ...]:
    """There is no way back: a rule raises anew by itself."""
    return tuple(
        Step(_name(row), partial(service.clear_by_hand, alert_id=row.id)) for row in rows if row.cleared is None
    )


def told(saying: Saying, outcome: Outcome) -> str:
    """What happened in a sentence or two."""
    parts = []
    if len(outcome.done) == 1:
        parts.append(saying.one.format(name=outcome.done[0].name))
    elif outcome.done:
        parts.append(saying.many(len(outcome.done)))
    if outcome.refused:
        parts.append(_refusals(outcome.refused))
    return " ".join(parts) or saying.nothing


def saying_of(verb: Verb) -> Saying:
    """How each deed is told."""
    return {
        Verb.ACKNOWLEDGE: Saying(
            tr("Acknowledged: {name}."),
            partial(trn, "{count} alert acknowledged.", "{count} alerts acknowledged."),
            tr("Nothing to acknowledge: somebody has these already, or they are over."),
        ),
        Verb.UNACKNOWLEDGE: Saying(
            tr("New again: {name}."),
            partial(trn, "{count} alert is new again.", "{count} alerts are new again."),
            tr("Nothing to take back: nobody has acknowledged these, or they are over."),
        ),
        Verb.SHELVE: Saying(
            tr("Shelved: {name}."),
            partial(trn, "{count} alert shelved.", "{count} alerts shelved."),
            tr("Nothing to shelve: these alerts are over."),
        ),
        Verb.BRING_BACK: Saying(
            tr("Brought back: {name}."),
            partial(trn, "{count} alert brought back.", "{count} alerts brought back."),
            tr("Nothing to bring back: none of these is shelved."),
        ),
        Verb.CLEAR: Saying(
            tr("Cleared: {name}."),
            partial(trn, "{count} alert cleared.", "{count} alerts cleared."),
            tr("Nothing to clear: these alerts are over."),
        ),
        Verb.TAKE_BACK: Saying(
            tr("Taken back: {name}."),
            partial(trn, "Taken back for {count} alert.", "Taken back for {count} alerts."),
            tr("Nothing to take back."),
        ),
    }[verb]


def _refusals(refused: Sequence[tuple[str, str]]) -> str:
    shown = " ".join(tr("{name}: {sentence}", name=name, sentence=sentence) for name, sentence in refused[:SHOWN])
    more = len(refused) - SHOWN
    return shown if more <= 0 else f"{shown} {trn('And {count} more.', 'And {count} more.', more)}"


def _as_before(row: AlertRow, now: datetime) -> Do:
    if row.shelved_until is not None and row.shelved_until > now:
        return partial(service.shelve, alert_id=row.id, until=row.shelved_until)
    return partial(service.unshelve, alert_id=row.id)


def _name(row: AlertRow) -> str:
    return tr("{alert} on {asset}", alert=row.rule, asset=row.asset)
