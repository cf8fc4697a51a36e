"""Reasons as sentences."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Protocol

from domain.language import duration, figure, tr
from domain.planning.reasons.nearest import by_technician, nearest_misses
from domain.planning.reasons.values import Binding, Miss, Reason, Remedy


class Names(Protocol):
    """What the numbers of a problem stand for."""

    def who(self, tour: int) -> str:
        """The technician of a tour."""

    def order(self, job: int) -> str:
        """What a job is called."""

    def moment(self, tick: int) -> str:
        """Day and time of a tick."""

    def part(self, kind: int, amount: int) -> str:
        """So much of what is carried."""

    def forbidden(self, job: int, tour: int) -> str:
        """Why the technician of the tour may not do the job."""


def why(reason: Reason, names: Names) -> str:
    """What stands against the job on one tour, in a sentence."""
    who = names.who(reason.tour)
    if reason.insertion is not None:
        return _fitting(reason, reason.insertion.start, reason.insertion.extra, names)
    if reason.binding is Binding.FORBIDDEN:
        return tr("{who} may not do it: {why}", who=who, why=names.forbidden(reason.job, reason.tour))
    sentences = {
        Binding.BEFORE: tr("What has to be done before is left out itself."),
        Binding.STOCK: tr("{who} has too little on board.", who=who),
        Binding.WINDOW: tr("{who} cannot be there within the time window, even with nothing else to do.", who=who),
        Binding.REST: tr("Too little is left of the day of {who}, even with nothing else to do.", who=who),
        Binding.HOURS: tr("The day of {who} is too short for it, even with nothing else to do.", who=who),
        Binding.FULL: tr("{who} has no gap for it.", who=who),
        Binding.SEVERAL: tr("More than one thing stands against {who}.", who=who),
    }
    return sentences[reason.binding]


def several(reasons: Iterable[Reason], crew: int, names: Names) -> str:
    """Why those who would do it together do not, a line each: who could come alone, and what stands against others."""
    found = by_technician(reasons)
    able = [each for each in found if each.insertion is not None]
    against = [each for each in found if each.insertion is None]
    lines = [tr("It needs {count} at once.", count=crew)]
    lines += [_alone(each, names) for each in able[:crew]]
    if len(able) >= crew:
        lines.append(tr("No time was found at which so many fit together and cost less than leaving it out."))
    else:
        lines += [why(each, names) for each in sorted(against, key=_is_forbidden)[:crew]]
    return "\n".join(dict.fromkeys(lines))


def what_it_takes(reasons: Iterable[Reason], names: Names) -> tuple[str, ...]:
    """Of each kind of change the least that would let the job in, in a sentence each."""
    return tuple(_taking(reason, miss, names) for reason, miss in nearest_misses(reasons))


def _fitting(reason: Reason, start: int, extra: float, names: Names) -> str:
    told = {"who": names.who(reason.tour), "start": names.moment(start)}
    more = extra - reason.left_out
    if more >= 0:
        return tr(
            "{who} could begin at {start}, which costs {more} points more than leaving it out.",
            more=figure(more, 0),
            **told,
        )
    return tr(
        "{who} could begin at {start}, which saves {less} points: a longer search finds more.",
        less=figure(-more, 0),
        **told,
    )


def _alone(reason: Reason, names: Names) -> str:
    assert reason.insertion is not None
    who, start = names.who(reason.tour), names.moment(reason.insertion.start)
    return tr("Alone, {who} could begin at {start}.", who=who, start=start)


def _is_forbidden(reason: Reason) -> bool:
    return reason.binding is Binding.FORBIDDEN


def _taking(reason: Reason, miss: Miss, names: Names) -> str:
    return " ".join((_change(reason, miss, names), *_still_dear(reason, miss)))


def _change(reason: Reason, miss: Miss, names: Names) -> str:
    told = {"who": names.who(reason.tour), "start": names.moment(miss.start)}
    if miss.remedy is Remedy.WINDOW:
        return tr("Time window {span} longer: {who} at {start}.", span=_span(miss.ticks), **told)
    if miss.remedy is Remedy.OVERTIME:
        return tr("Working day {span} longer: {who} at {start}.", span=_span(miss.ticks), **told)
    if miss.remedy is Remedy.STOCK:
        return tr("On board besides, {parts}: {who} at {start}.", parts=", ".join(_parts(miss, names)), **told)
    if miss.remedy is Remedy.INSTEAD:
        return tr("In place of {order}: {who} at {start}.", order=names.order(miss.other or 0), **told)
    return tr(
        "If {who} may do it: at {start}. So far not, for: {why}", why=names.forbidden(reason.job, reason.tour), **told
    )


def _parts(miss: Miss, names: Names) -> Iterator[str]:
    yield from (names.part(kind, amount) for kind, amount in enumerate(miss.more) if amount)


def _still_dear(reason: Reason, miss: Miss) -> Iterator[str]:
    more = miss.extra - reason.left_out
    if more >= 0:
        yield tr("Even then it costs {more} points more than leaving it out.", more=figure(more, 0))


def _span(ticks: int) -> str:
    return duration(timedelta(minutes=ticks))
