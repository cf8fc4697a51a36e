"""An interval in plain words, such as "every 3 months on the last Friday, not in August"."""

from collections.abc import Iterable, Iterator
from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton

from domain.language import spoken, tr, trn
from domain.visits.interval import Break, Interval, Last, Rule, Unit
from domain.visits.series import YEAR

_RUN = 3


def describe(interval: Interval) -> str:
    """The interval as one says it; its parts are set apart by commas."""
    return tr(", ").join(_parts(interval))


def _parts(interval: Interval) -> Iterator[str]:
    if interval.include:
        yield tr(" and ").join(_rule(rule) for rule in interval.include)
    else:
        yield tr("once")
    for rule in interval.exclude:
        yield tr("not {on_days}", on_days=_left_out(rule))
    for each in interval.breaks:
        yield _break(each)
    if interval.extra:
        yield tr("also on {days}", days=_listed(_date(day) for day in sorted(interval.extra)))
    if interval.count is not None:
        yield trn("{count} time in all", "{count} times in all", interval.count)


def _rule(rule: Rule) -> str:
    return " ".join(part for part in (_every(rule), _on(rule), _in(rule)) if part)


def _every(rule: Rule) -> str:
    match rule.unit:
        case Unit.DAY:
            return trn("every day", "every {count} days", rule.every)
        case Unit.WEEK:
            return trn("every week", "every {count} weeks", rule.every)
        case Unit.MONTH:
            return trn("every month", "every {count} months", rule.every)
        case Unit.YEAR:
            return trn("every year", "every {count} years", rule.every)


def _on(rule: Rule) -> str:
    weekdays = _listed(_weekday(each) for each in sorted(rule.weekdays))
    if rule.last is Last.DAY:
        return tr("on the last day of the month")
    if rule.last is Last.WORKING_DAY:
        return tr("on the last working day of the month")
    if rule.days:
        return trn("on day {days}", "on days {days}", len(rule.days), days=_listed(map(str, sorted(rule.days))))
    if rule.nth:
        nth = _listed(_nth(each) for each in sorted(rule.nth, key=lambda each: (each < 0, each)))
        return tr("on the {nth} {weekday}", nth=nth, weekday=weekdays)
    return tr("on {weekdays}", weekdays=weekdays) if weekdays else ""


def _in(rule: Rule) -> str:
    return _months(rule.months) if rule.months else ""


def _left_out(rule: Rule) -> str:
    """What an excluded rule leaves out: of every day the days alone are said."""
    plain = rule.every == 1 and (rule.unit is Unit.DAY or (rule.unit is Unit.WEEK and rule.weekdays))
    said = " ".join(part for part in (_on(rule), _in(rule)) if part)
    return said if plain and said else _rule(rule)


def _break(each: Break) -> str:
    if each.yearly:
        return tr(
            "not from {first} to {last} of any year", first=_day_of_year(each.first), last=_day_of_year(each.last)
        )
    return tr("not from {first} to {last}", first=_date(each.first), last=_date(each.last))


def _months(months: Iterable[int]) -> str:
    """The months by name; three and more in a row, also over the end of the year, as the first and the last."""
    chosen = set(months)
    if len(chosen) == YEAR:
        return ""
    starts = sorted(each for each in chosen if (each - 2) % YEAR + 1 not in chosen)
    if len(starts) == 1 and len(chosen) >= _RUN:
        last = (starts[0] + len(chosen) - 2) % YEAR + 1
        return tr("from {first} to {last}", first=_month(starts[0]), last=_month(last))
    return tr("in {months}", months=_listed(_month(each) for each in sorted(chosen)))


def _listed(words: Iterable[str]) -> str:
    *most, last = [*words] or [""]
    return tr(" and ").join((tr(", ").join(most), last)) if most else last


def _nth(number: int) -> str:
    return {1: tr("first"), 2: tr("second"), 3: tr("third"), 4: tr("fourth"), -1: tr("last")}[number]


def _weekday(number: int) -> str:
    return str(Locale.parse(spoken()).days["format"]["wide"][number])


def _month(number: int) -> str:
    return str(Locale.parse(spoken()).months["stand-alone"]["wide"][number])


def _date(day: date) -> str:
    return format_date(day, "medium", locale=spoken())


def _day_of_year(day: date) -> str:
    return format_skeleton("MMMMd", day, locale=spoken())
