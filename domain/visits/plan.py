"""The plan of visits for a period: what would be made, and of every due day on which nothing is, why.

A plan is a function of the lines. Which visits go on one day and one order follows from the series, windows and
calendars of the lines of one agreement, never from the period nor from what was made before. So any split of a period
gives the same visits, and asking twice gives each once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from domain.catalogue.model import LineKind
from domain.visits.absorb import Service, absorbers
from domain.visits.candidates import Candidate, Stretch, candidates
from domain.visits.gathering import put_together, stand_alone
from domain.visits.moments import moments
from domain.visits.plan_lines import Existing, PlanLine
from domain.visits.planned import Group, How, PlanItem, PlannedVisit, Reason, SkippedVisit

Key = tuple[int, date]
_OF_EXISTING = {
    Existing.OPEN: Reason.EXISTS,
    Existing.DONE: Reason.DONE,
    Existing.CANCELLED: Reason.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class Period:
    """What is planned: the due days from `first` to `last`, for lines of the `kinds`, all of them if none are named.

    `continuous` goes back to the first day of each line and fills what is missing since.
    """

    first: date
    last: date
    kinds: frozenset[LineKind] = frozenset()
    continuous: bool = False


def plan(lines: Iterable[PlanLine], period: Period) -> Iterator[PlanItem]:
    """What a period brings, agreement by agreement, each by due day; the lines of an agreement come one after another.

    Raises ValueError where they do not, since then they could not be put together.
    """
    seen: set[int] = set()
    for agreement_id, of_agreement in groupby(lines, key=lambda line: line.terms.agreement_id):
        if agreement_id in seen:
            raise ValueError(f"the lines of agreement {agreement_id} do not come one after another")
        seen.add(agreement_id)
        yield from _agreement(list(of_agreement), period)


def _agreement(lines: Sequence[PlanLine], period: Period) -> Iterator[PlanItem]:
    first = min((period.first, *(line.holds_from for line in lines))) if period.continuous else period.first
    ranked = _has_ranks(lines)
    found: list[Candidate] = []
    for lines_together in _together(lines):
        alone = len(lines_together) == 1
        stretch = Stretch(first, period.last, whole=ranked or not alone)
        of_group = [candidate for line in lines_together for candidate in candidates(line, stretch)]
        if alone:
            stand_alone(of_group)
        else:
            put_together(of_group)
        found += of_group
    taken = absorbers([_service(each) for each in found if each.day]) if ranked else {}
    wanted = [each for each in found if each.due <= period.last and (each.due >= first or each.lasting)]
    wanted.sort(key=attrgetter("due"))
    texts = {line.line_id: line.text for line in lines} if taken else {}
    for each in wanted:
        yield _item(each, period, taken, texts)


def _together(lines: Iterable[PlanLine]) -> Iterable[list[PlanLine]]:
    """The lines whose visits can go on the same orders."""
    groups: dict[tuple[int, int | None], list[PlanLine]] = {}
    for line in lines:
        groups.setdefault((line.site_id, line.shared), []).append(line)
    return groups.values()


def _has_ranks(lines: Iterable[PlanLine]) -> bool:
    """Whether there are a bigger and a smaller service of one asset."""
    ranks: dict[int, int] = {}
    assets = ((line.asset_id, line.rank) for line in lines if line.asset_id is not None and line.rank)
    return any(ranks.setdefault(asset_id, rank) != rank for asset_id, rank in assets)


def _service(each: Candidate) -> Service:
    assert each.day is not None
    line = each.line
    alive = line.existing.get(each.due) is not Existing.CANCELLED
    return Service(line.line_id, line.asset_id, line.rank, each.due, each.day, each.month, alive)


def _item(each: Candidate, period: Period, taken: Mapping[Key, Service], texts: Mapping[int, str]) -> PlanItem:
    key = each.line.line_id, each.due
    reason = _reason(each, period)
    if reason is not None:
        return SkippedVisit(*key, reason)
    by = taken.get(key)
    if by is not None:
        return SkippedVisit(*key, Reason.ABSORBED, by.line_id, texts[by.line_id], by.day)
    return _visit(each)


def _reason(each: Candidate, period: Period) -> Reason | None:
    """Why there is no visit, whatever becomes of others."""
    if each.reason is not None and each.reason is not Reason.CLOSED:
        return each.reason
    if period.kinds and each.line.kind not in period.kinds:
        return Reason.KIND
    existing = each.line.existing.get(each.due)
    return _OF_EXISTING[existing] if existing is not None else each.reason


def _visit(each: Candidate) -> PlannedVisit:
    line, due, day, placed = each.line, each.due, each.day, each.place
    assert day is not None
    assert placed is not None
    if not placed.open:
        how = How.FLAGGED
    elif day != placed.day:
        how = How.JOINED
    else:
        how = How.DUE if day == due else How.MOVED
    group = Group(line.terms.agreement_id, line.site_id, line.shared, day, each.minute)
    earliest, latest = moments(placed.begins or day, placed.ends or day, line.window, line.zone)
    return PlannedVisit(line.line_id, due, day, earliest, latest, group, how, each.asked)
