"""When a run begins, and how it got on, in words."""

from collections.abc import Sequence
from itertools import pairwise

from app.settings.calendars.names import weekdays
from app.shared.times import Times
from domain.language import tr
from domain.planning.automatic.model import Trigger
from domain.planning.automatic.queries import RunRow
from domain.planning.automatic.service import RunDraft

WEEK = 7
#: From so many days in a row on only the first and the last are named.
IN_A_ROW = 3


def begins_words(draft: RunDraft) -> str:
    """Such as "Mon–Fri 05:30" or "after new orders and delays"."""
    if draft.begins is Trigger.STANDING:
        return tr("after {what}", what=_listed(_what(draft)))
    days = tr("daily") if len(draft.weekdays) == WEEK else days_words(draft.weekdays)
    return days if draft.at is None else f"{days} {draft.at:%H:%M}"


def days_words(days: Sequence[int]) -> str:
    """Such as "Mon–Thu, Sat"."""
    names = weekdays(short=True)
    stretches: list[list[int]] = [[day] for day in days[:1]]
    for before, day in pairwise(days):
        if day == before + 1:
            stretches[-1].append(day)
        else:
            stretches.append([day])
    return ", ".join(
        f"{names[each[0]]}–{names[each[-1]]}" if len(each) >= IN_A_ROW else ", ".join(names[day] for day in each)
        for each in stretches
    )


def tip_words(draft: RunDraft) -> str:
    """The same, and by whose clock."""
    return f"{begins_words(draft)} · {draft.zone}" if draft.zone else begins_words(draft)


def history_words(row: RunRow | None, times: Times) -> str:
    """When it begins next, and what came of it the last time."""
    if row is None:
        return ""
    told = []
    if row.next_at is not None:
        told.append(tr("Begins next: {when}.", when=times.short(row.next_at)))
    if row.last_at is not None:
        told.append(tr("Last time, {outcome}", outcome=last_words(row, times)))
    return "\n".join(told) or tr("It has not begun yet.")


def last_words(row: RunRow, times: Times) -> str:
    """When it began last, and what came of it."""
    if row.last_at is None:
        return ""
    return tr("{when}: {outcome}", when=times.short(row.last_at), outcome=row.last_outcome)


def _what(draft: RunDraft) -> Sequence[str]:
    asked = (
        (draft.after_orders, tr("new orders")),
        (draft.after_alerts, tr("alerts")),
        (draft.after_delays, tr("delays")),
    )
    return [word for wanted, word in asked if wanted]


def _listed(words: Sequence[str]) -> str:
    return tr("{these} and {last}", these=", ".join(words[:-1]), last=words[-1]) if words[1:] else "".join(words)
