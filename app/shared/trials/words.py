"""What a try came to, in words."""

from collections.abc import Callable
from datetime import timedelta

from app.shared.times import Times, duration
from app.shared.trials.values import Found, Happening, Result, Verdict
from domain.clock import from_ms
from domain.language import figure, grouped, tr, trn

DAY = 24 * 3_600_000


def difference(found: Found) -> str:
    """What the change would have meant, in one sentence; of one version, what it came to."""
    if len(found.results) == 1:
        return _alone(found)
    before, after = found.results
    parts = [_orders(before, after), _alerts(before, after), _troubles(found) if found.measured else ""]
    said = ", ".join(part for part in parts if part)
    return tr("{said}.", said=said[:1].upper() + said[1:])


def notes(found: Found, times: Times) -> str:
    """What is to be known of the figures: that there is nothing to measure against, or little to learn from."""
    said = []
    if not found.measured:
        said.append(
            tr(
                "Nothing is recorded to measure alerts against: troubles are orders that people open for these assets, "
                "and what “callout import troubles” reads."
            )
        )
    if found.read.since - _asked_since(found) > DAY:
        said.append(tr("There are no readings before {moment}.", moment=times.short(from_ms(found.read.since))))
    if found.measured and found.brief:
        said.append(tr("The readings cover less than a week, too little for a rate per month."))
    return " ".join(said)


def figures(found: Found) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The lines of the comparison: title, what it means, a cell for each version."""
    untold = _untold(found)
    return tuple(
        (title, tip, tuple("–" if cell in untold else cell(result) for result in found.results))
        for title, tip, cell in (
            (tr("Alerts"), tr("How many alerts would have been raised"), _count_alerts),
            (tr("Orders"), tr("How many orders would have been opened for them"), _count_orders),
            (tr("Hits"), tr("Alerts that a trouble followed within the horizon"), _hits),
            (tr("False alerts"), tr("Alerts that no trouble followed"), _false),
            (tr("Foreseen"), tr("Troubles with an alert within the horizon before them"), _foreseen),
            (tr("Precision"), tr("The share of alerts that were hits"), _precision),
            (tr("Recall"), tr("The share of troubles that were foreseen"), _recall),
            (tr("Lead"), tr("Median time from the first alert to its trouble"), _lead),
            (tr("False per month"), tr("False alerts per month and asset"), _false_per_month),
        )
    )


def tip(found: Found, happening: Happening, times: Times) -> str:
    """All about something that happened, over several lines."""
    lines = [happening.asset.title]
    if happening.is_trouble:
        lines += [happening.words or tr("Failure"), *_foreseen_by(found, happening)]
    else:
        title = found.results[happening.version or 0].version.title
        lines.append(f"{title}: {happening.verdict.label}" if len(found.results) > 1 else happening.verdict.label)
    lines.append(times.full(from_ms(happening.at)))
    if happening.cleared is not None:
        lines.append(tr("Over after {time}", time=length(happening.cleared - happening.at)))
    if happening.lead is not None:
        lines.append(tr("{time} before its trouble", time=length(happening.lead)))
    return "\n".join(lines)


def length(ms: int) -> str:
    """A length of time."""
    return duration(timedelta(milliseconds=ms))


def share(value: float | None) -> str:
    """A share, such as 0.62 as "62 %"; nothing to share is a dash."""
    return "–" if value is None else tr("{percent} %", percent=figure(value * 100, 0))


def _alone(found: Found) -> str:
    result = found.results[0]
    alerts = trn("{count} alert", "{count} alerts", result.score.alerts)
    if not found.measured:
        return tr("{said}.", said=alerts)
    hits = trn("{count} hit", "{count} hits", result.score.hits)
    foreseen, troubles = result.score.foreseen, result.score.troubles
    return tr(
        "{alerts}, {hits}; {foreseen} of {troubles} troubles foreseen.",
        alerts=alerts, hits=hits, foreseen=foreseen, troubles=troubles,
    )  # fmt: skip


def _asked_since(found: Found) -> int:
    """Since when readings were asked for; since the first where all were."""
    question = found.question
    if question.since is not None:
        return question.since
    return found.read.since if question.days is None else found.period.until - question.days * DAY


def _untold(found: Found) -> frozenset[Callable[[Result], str]]:
    """The figures that nothing is known of."""
    if not found.measured:
        return frozenset((_hits, _false, _foreseen, _precision, _recall, _lead, _false_per_month))
    return frozenset((_false_per_month,)) if found.brief else frozenset()


def _orders(before: Result, after: Result) -> str:
    by = after.orders - before.orders
    if by < 0:
        return trn("{count} order fewer", "{count} orders fewer", -by)
    if by > 0:
        return trn("{count} order more", "{count} orders more", by)
    return tr("as many orders") if before.orders else ""


def _alerts(before: Result, after: Result) -> str:
    by = after.score.alerts - before.score.alerts
    if by < 0:
        return trn("{count} alert fewer", "{count} alerts fewer", -by)
    return trn("{count} alert more", "{count} alerts more", by) if by > 0 else tr("as many alerts")


def _troubles(found: Found) -> str:
    missed, gained = found.missed(), found.gained()
    lost = trn("{count} trouble more missed", "{count} troubles more missed", missed)
    won = trn("{count} trouble more foreseen", "{count} troubles more foreseen", gained)
    if missed and gained:
        return f"{lost}, {won}"
    if gained:
        return won
    return lost if missed else tr("no trouble missed that was foreseen before")


def _foreseen_by(found: Found, happening: Happening) -> list[str]:
    if len(found.results) == 1:
        return [happening.verdict.label]
    words = {True: Verdict.FORESEEN.label, False: Verdict.MISSED.label}
    pairs = zip(found.results, happening.foreseen, strict=True)
    return [f"{result.version.title}: {words[foreseen]}" for result, foreseen in pairs]


def _count_alerts(result: Result) -> str:
    return grouped(result.score.alerts)


def _count_orders(result: Result) -> str:
    return grouped(result.orders)


def _hits(result: Result) -> str:
    return grouped(result.score.hits)


def _false(result: Result) -> str:
    return grouped(result.score.alerts - result.score.hits)


def _foreseen(result: Result) -> str:
    return tr(
        "{foreseen} of {troubles}", foreseen=grouped(result.score.foreseen), troubles=grouped(result.score.troubles)
    )


def _precision(result: Result) -> str:
    return share(result.score.precision)


def _recall(result: Result) -> str:
    return share(result.score.recall)


def _lead(result: Result) -> str:
    hours = result.score.lead_hours
    return "–" if hours is None else duration(timedelta(hours=hours))


def _false_per_month(result: Result) -> str:
    value = result.score.false_per_month
    return "–" if value is None else figure(value, 2)


def left_out(found: Found) -> str:
    """Why some assets count for nothing."""
    more = len(found.remarks) - 1
    if more <= 0:
        return "".join(found.remarks)
    return trn(
        "{first} So does {count} asset more.", "{first} So do {count} assets more.", more, first=found.remarks[0]
    )
