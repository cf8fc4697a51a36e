"""The difference that planning an agreement anew would make, read from the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.agreements.queries import agreement_lines
from domain.visits.combine import Combine
from domain.visits.lines import Books, Scope, read_lines
from domain.visits.model import AgreementPlanning
from domain.visits.outdated import Outdated, outdated
from domain.visits.plan import Period
from domain.visits.preview import DAY_BITS
from domain.visits.replan import Action, Change, Touched, replan
from domain.visits.standing import Standing, standing

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ReplanRow:
    """What becomes of one visit, from which day to which, and why; without an order it is new."""

    agreement_id: int
    line_id: int
    due: date
    visit_id: int | None
    order_id: int | None
    before: date | None
    after: date | None
    action: Action
    line: str = field(compare=False)
    order: str = field(compare=False)
    why: str = field(compare=False)

    @property
    def id(self) -> int:
        """Line and due day as one number."""
        return self.line_id << DAY_BITS | self.due.toordinal()


@dataclass(frozen=True, slots=True)
class Fate:
    """A visit that stands, and what becomes of it; without a change it is none of those that are planned anew."""

    standing: Standing
    change: Change | None = None
    outdated: Outdated | None = None

    @property
    def stays(self) -> bool:
        """Whether it stays on its day and order."""
        return self.change is None or self.change.action in {Action.KEEP, Action.STAY, Action.CHANGE}

    @property
    def window(self) -> tuple[datetime, datetime]:
        """When it may be: by what is agreed now where it is planned anew."""
        stands = self.standing.visit
        planned = None if self.change is None else self.change.visit
        return (stands.earliest, stands.latest) if planned is None else (planned.earliest, planned.latest)

    @property
    def is_as_before(self) -> bool:
        """Whether it and what its order says of it stay just as they are."""
        stands = self.standing.visit
        return self.stays and self.outdated is None and self.window == (stands.earliest, stands.latest)


@dataclass(frozen=True, slots=True)
class Difference:
    """All that planning anew would do in a period: the changes, and every visit there is."""

    period: Period | None
    changes: Sequence[Change] = ()
    fates: Sequence[Fate] = ()


def difference(session: Session, now: datetime, agreement_id: int, until: date | None, books: Books) -> Difference:
    """What planning an agreement anew would do from tomorrow on, up to a day, else to where orders were made."""
    planning = session.scalar(select(AgreementPlanning).where(AgreementPlanning.agreement_id == agreement_id))
    today = now.date()
    stand = standing(session, agreement_id, planning.combine if planning else Combine.AGREEMENT, today - _DAY)
    last = until or _horizon(stand, planning.planned_until if planning else None)
    lines = next(read_lines(session, Scope(today, last or today, agreement_id), books=books), [])
    today = max((now.astimezone(line.zone).date() for line in lines), default=today)
    if last is None or last <= today:
        return Difference(None, (), [Fate(each) for each in stand])
    period = Period(today + _DAY, last)
    found = list(replan(lines, [each.plain for each in stand], period, today))
    return _told(session, agreement_id, period, found, stand)


def rows(session: Session, agreement_id: int, found: Difference) -> list[ReplanRow]:
    """The changes as they are shown."""
    names = {line.id: line.name for line in agreement_lines(session, agreement_id)}
    by_key = {fate.standing.key: fate.standing for fate in found.fates}
    return [
        _row(agreement_id, change, by_key.get((change.line_id, change.due)), names[change.line_id])
        for change in found.changes
    ]


def _told(
    session: Session, agreement_id: int, period: Period, found: Iterable[Change], stand: Sequence[Standing]
) -> Difference:
    """With what of their orders is outdated, where they would be kept as they are."""
    by_key = {each.key: each for each in stand}
    fixed = {each.order_id for each in stand if each.touched is not None}
    going_on = {Action.KEEP, Action.MOVE, Action.CHANGE}
    kept = [by_key[each.line_id, each.due] for each in found if each.action in going_on]
    old = outdated(session, agreement_id, [each for each in kept if each.order_id not in fixed])
    changes: list[Change] = []
    fates = {each.key: Fate(each) for each in stand}
    for change in found:
        key = change.line_id, change.due
        what = old.get(by_key[key].visit.id) if key in by_key else None
        told = _as_outdated(change, what)
        changes.append(told)
        if key in fates:
            fates[key] = replace(fates[key], change=told, outdated=what)
    return Difference(period, sorted(changes, key=lambda each: (each.due, each.line_id)), list(fates.values()))


def _as_outdated(change: Change, what: Outdated | None) -> Change:
    if what is None or change.action not in {Action.KEEP, Action.CHANGE}:
        return change
    return change._replace(action=Action.CHANGE, words=what.label)


def _horizon(stand: Iterable[Standing], planned_until: date | None) -> date | None:
    """Up to which day orders were made: nothing is planned anew that was not planned before."""
    open_days = [each.visit.due_on for each in stand if each.touched is not Touched.DONE]
    return max((*open_days, *([planned_until] if planned_until else [])), default=None)


def _row(agreement_id: int, change: Change, stand: Standing | None, line: str) -> ReplanRow:
    return ReplanRow(
        agreement_id=agreement_id,
        line_id=change.line_id,
        due=change.due,
        visit_id=stand.visit.id if stand else None,
        order_id=stand.order_id if stand else None,
        before=change.before,
        after=change.after,
        action=change.action,
        line=line,
        order=stand.number if stand else "",
        why=change.words,
    )
