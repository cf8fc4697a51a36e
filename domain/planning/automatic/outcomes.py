"""What came of a run, as a sentence."""

from collections import Counter
from collections.abc import Iterable

from domain.language import tr, trn
from domain.planning.model import ChangeKind


def nothing() -> str:
    """Nothing is better than what is there."""
    return tr("Nothing to change.")


def switched_off() -> str:
    """Nobody wants it any more."""
    return tr("It was switched off while it searched.")


def applied(kinds: Iterable[ChangeKind], overtaken: int) -> str:
    """The board was changed; some of it was impossible by then."""
    done = tr("{what}; applied.", what=_counted(kinds))
    late = trn("{count} change came too late.", "{count} changes came too late.", overtaken)
    return f"{done} {late}" if overtaken else done


def proposed(kinds: Iterable[ChangeKind]) -> str:
    """Somebody has to decide."""
    return tr("{what}; proposed.", what=_counted(kinds))


def too_much(changes: int) -> str:
    """Somebody has to decide, for it is more than a run may do."""
    return trn(
        "{count} change proposed: more than the goals allow by itself.",
        "{count} changes proposed: more than the goals allow by itself.",
        changes,
    )


def dropped(changes: int) -> str:
    """What was found besides; empty where that is nothing."""
    told = trn(
        "{count} change was dropped because somebody has said no.",
        "{count} changes were dropped because somebody has said no.",
        changes,
    )
    return told if changes else ""


def _counted(kinds: Iterable[ChangeKind]) -> str:
    counts = Counter(kinds)
    told = []
    if placed := counts[ChangeKind.ASSIGN]:
        told.append(trn("{count} order put on the board", "{count} orders put on the board", placed))
    if moved := counts[ChangeKind.MOVE]:
        told.append(trn("{count} booking moved", "{count} bookings moved", moved))
    if taken := counts[ChangeKind.TAKE_OFF]:
        told.append(trn("{count} booking taken off", "{count} bookings taken off", taken))
    return ", ".join(told)
