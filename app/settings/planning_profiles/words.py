"""What a price is worth, and what plans may do by themselves, in words."""

from datetime import timedelta

from domain.language import duration, figure, tr, trn
from domain.planning.impact import Limit

EXAMPLE = 10
DIGITS = 2
#: A price below which nobody would put up with anything for a minute less on the road.
NEXT_TO_NOTHING = 0.01
#: With a dearer minute on the road, the example would be a part of a minute.
DEAR = 5


def unit_words(travel: float) -> str:
    """What points are, told by what a minute on the road costs."""
    if travel < NEXT_TO_NOTHING:
        return tr("Prices are in points. Driving costs next to nothing here, so that hardly any way is too long.")
    points = EXAMPLE if travel <= DEAR else EXAMPLE * travel
    minutes = figure(float(f"{points / travel:.{DIGITS}g}"), DIGITS)
    worth = tr(
        "What costs {points} points is done only where it saves more than {minutes} minutes of driving, or as much "
        "elsewhere.",
        points=figure(points, DIGITS),
        minutes=minutes,
    )
    first = (
        tr("Prices are in points, and 1 point is a minute on the road.")
        if travel == 1
        else tr("Prices are in points; a minute on the road costs {points} here.", points=figure(travel, DIGITS))
    )
    return f"{first} {worth}"


def limit_words(limit: Limit | None) -> str:
    """Such as "3 bookings moved by 30 min at most, 1 taken off, none promised"."""
    if limit is None:
        return tr("never")
    if not limit.moved and not limit.taken_off:
        return tr("only orders that wait")
    moved = [_moved(limit)] if limit.moved else []
    taken_off = [tr("{count} taken off", count=limit.taken_off)] if limit.taken_off else []
    promised = tr("{count} of them promised", count=limit.promised) if limit.promised else tr("none promised")
    return ", ".join((*moved, *taken_off, promised))


def _moved(limit: Limit) -> str:
    if not limit.minutes:
        return trn(
            "{count} booking to somebody else at its time",
            "{count} bookings to somebody else at their time",
            limit.moved,
        )
    return trn(
        "{count} booking moved by {span} at most",
        "{count} bookings moved by {span} at most",
        limit.moved,
        span=duration(timedelta(minutes=limit.minutes)),
    )
