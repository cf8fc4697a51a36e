"""Scenarios and their figures in few words."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from app.dispatch.whatif.values import Draft, Names
from app.shared.times import Times
from domain.language import tr, trn
from domain.planning.scope import Scope
from domain.planning.whatif.checking import LONGEST_NAME
from domain.planning.whatif.values import Absence, ExtraVan, OtherSla, Variation, Visits

DAY = timedelta(days=1)
MOMENT = timedelta(minutes=1)
HOUR = 60
#: A number has room behind them.
MOST_LETTERS = LONGEST_NAME - 5


def as_planned() -> str:
    """The plan in force."""
    return tr("As planned now")


def as_is() -> str:
    """The days as they are, searched."""
    return tr("As is, optimised")


def said(variation: Variation, names: Names, times: Times) -> str:
    """One supposition in words."""
    match variation:
        case Absence(technician_id, since, until):
            return _away(names.technicians.get(technician_id, _gone()), since, until, times)
        case ExtraVan(like_id, count):
            name = names.technicians.get(like_id, _gone())
            return trn("{count} more van like {name}", "{count} more vans like {name}", count, name=name)
        case OtherSla(sla_id, customer_id):
            return _promised(names.slas.get(sla_id, _gone()), customer_id, names)
        case Visits(until):
            return tr("Visits due until {day}", day=times.plain_day(until))


def supposed(variations: Iterable[Variation], names: Names, times: Times) -> str:
    """All that a scenario supposes."""
    return " · ".join(said(each, names, times) for each in variations) or tr("The days as they are")


def suggested(draft: Draft, names: Names, times: Times) -> str:
    """What a scenario is called as long as nobody has named it."""
    return supposed(draft.variations, names, times) if draft.variations else tr("New scenario")


def called(drafts: Iterable[Draft], names: Names, times: Times) -> tuple[str, ...]:
    """The names of scenarios, not too long; of two that are called the same, the later one has a number."""
    found: list[str] = []
    for draft in drafts:
        name, at = draft.name or suggested(draft, names, times), 1
        name = name if len(name) <= MOST_LETTERS else f"{name[: MOST_LETTERS - 1].rstrip(' ,')}…"
        numbered = name
        while numbered in (as_planned(), as_is(), *found):
            at += 1
            numbered = tr("{name} ({number})", name=name, number=at)
        found.append(numbered)
    return tuple(found)


def days(scope: Scope, times: Times) -> str:
    """The days that were planned."""
    first, last = times.day(scope.since), times.day(scope.until - MOMENT)
    return first if first == last else tr("{first} to {last}", first=first, last=last)


def hours(minutes: float) -> str:
    """Minutes as hours and minutes, such as "12:05"."""
    whole, rest = divmod(round(abs(minutes)), HOUR)
    return f"{'−' if round(minutes) < 0 else ''}{whole}:{rest:02}"


def midnight(day: date, times: Times) -> datetime:
    """When a day begins where the user is."""
    return datetime.combine(day, time(), times.zone).astimezone(UTC)


def _away(name: str, since: datetime, until: datetime, times: Times) -> str:
    first, last = times.local(since), times.local(until)
    if first.time() == last.time() == time() and since < until:
        return _days_away(name, first.date(), last.date() - DAY, times)
    begin, end = times.clock_time(since), times.clock_time(until)
    if first.date() == last.date():
        return tr(
            "Without {name} on {day} from {begin} to {end}", name=name, day=times.day(since), begin=begin, end=end
        )
    begin, end = f"{times.day(since)} {begin}", f"{times.day(until)} {end}"
    return tr("Without {name} from {begin} to {end}", name=name, begin=begin, end=end)


def _days_away(name: str, first: date, last: date, times: Times) -> str:
    if first == last:
        return tr("Without {name} on {day}", name=name, day=times.plain_day(first))
    begin, end = times.plain_day(first), times.plain_day(last)
    return tr("Without {name} from {begin} to {end}", name=name, begin=begin, end=end)


def _promised(sla: str, customer_id: int | None, names: Names) -> str:
    if customer_id is None:
        return tr("{sla} for all orders", sla=sla)
    return tr("{sla} for {customer}", sla=sla, customer=names.customers.get(customer_id, _gone()))


def _gone() -> str:
    return tr("somebody or something that is gone")
