"""What a promise comes to at this moment, in words that are honest about pauses and closed hours."""

from datetime import datetime, timedelta

from app.shared.times import Times, duration
from domain.language import tr
from domain.orders.promise_queries import PromiseRow
from domain.sla.clock import Reckoning, State, TargetKind

SOON = 75
"""Percent of the time used up: from here on a promise is shown as pressing."""


def waits_for_response(row: PromiseRow) -> bool:
    """Whether an answer was promised and has not been given."""
    return row.kind is TargetKind.RESPONSE and row.open


def tone(row: PromiseRow, now: datetime) -> str:
    """The colour of a promise: broken, pressing, paused, kept, or calm."""
    stands = row.at(now)
    if stands.state is State.BREACHED:
        return "critical"
    if stands.state is State.MET:
        return "good"
    if not stands.running:
        return "neutral"
    return "major" if stands.percent >= SOON else "info"


def words(row: PromiseRow, times: Times) -> str:
    """Such as "Arrival due in 1 h 20 min"."""
    stands, what = row.at(times.now()), row.kind.label
    if stands.state is State.CANCELLED:
        return tr("{what}: not promised any more", what=what)
    if stands.met_at is not None:
        return _kept(what, stands, times)
    if stands.deadline is None or stands.paused_since is not None:
        return _paused(what, stands, times)
    if stands.state is State.BREACHED:
        return _broken(what, stands, stands.deadline, times)
    return _running(what, stands, stands.deadline, times)


def full_words(row: PromiseRow, times: Times) -> str:
    """Everything, for the tooltip: the moment, the target, the SLA and where it comes from."""
    now = times.now()
    stands = row.at(now)
    lines = [words(row, times)]
    if stands.deadline is not None:
        lines.append(times.full(stands.deadline))
    target, used = _span(stands.target_seconds), _span(stands.used_seconds)
    share = times.number(stands.percent)
    lines.append(tr("{used} of {target} working time used, {percent} %", used=used, target=target, percent=share))
    if stands.held_seconds:
        lines.append(tr("{span} in pauses", span=_span(stands.held_seconds)))
    if stands.reopened_seconds:
        lines.append(tr("{span} between closing and reopening", span=_span(stands.reopened_seconds)))
    if stands.running and not row.counts(now):
        lines.append(tr("Closed now; time counts from {moment} on", moment=times.short(row.opens(now))))
    lines.append(tr("SLA “{sla}” · {source}", sla=row.sla, source=row.chosen_by.label))
    return "\n".join(lines)


def _kept(what: str, stands: Reckoning, times: Times) -> str:
    moment = times.short(stands.met_at)
    if stands.state is State.BREACHED and not stands.overrun_seconds:
        return tr("{what} {moment}, breached outside working time", what=what, moment=moment)
    if stands.state is State.BREACHED:
        return tr("{what} {moment}, breached by {span}", what=what, moment=moment, span=_span(stands.overrun_seconds))
    return tr("{what} met {moment}", what=what, moment=moment)


def _paused(what: str, stands: Reckoning, times: Times) -> str:
    since = times.short(stands.paused_since)
    if stands.overrun_seconds:
        over = _span(stands.overrun_seconds)
        return tr("{what} breached by {span}, paused since {since}", what=what, span=over, since=since)
    return tr("{what} paused since {since}, {span} left", what=what, since=since, span=_span(stands.left_seconds))


def _broken(what: str, stands: Reckoning, deadline: datetime, times: Times) -> str:
    """By how much working time; right after closing time that is none yet."""
    if stands.overrun_seconds:
        return tr("{what} breached by {span}", what=what, span=_span(stands.overrun_seconds))
    return tr("{what} breached since {moment}", what=what, moment=times.short(deadline))


def _running(what: str, stands: Reckoning, deadline: datetime, times: Times) -> str:
    left = stands.left_seconds
    if abs((deadline - times.now()).total_seconds() - left) <= 1:
        return tr("{what} due in {span}", what=what, span=_span(left))
    moment = times.short(deadline)
    return tr("{what} due {moment}, {span} of working time left", what=what, moment=moment, span=_span(left))


def _span(seconds: int) -> str:
    return duration(timedelta(seconds=max(0, seconds)))
