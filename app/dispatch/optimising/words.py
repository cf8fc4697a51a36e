"""Changes of a proposed plan in few words and marks."""

from app.dispatch.optimising.values import Spot
from app.shared.chips import Chip, Shape
from app.shared.times import Times
from domain.language import tr
from domain.planning.model import ChangeKind

CHIPS = {
    ChangeKind.ASSIGN: ("good", Shape.SQUARE, "+"),
    ChangeKind.MOVE: ("info", Shape.CIRCLE, "→"),
    ChangeKind.TAKE_OFF: ("major", Shape.DIAMOND, "−"),
    ChangeKind.LEFT_OUT: ("critical", Shape.OCTAGON, "×"),
}


def kind_chip(kind: ChangeKind) -> Chip:
    """A kind by shape, letter and word."""
    tone, shape, letter = CHIPS[kind]
    return Chip(kind.label, tone, shape, letter)


def rank(kind: ChangeKind) -> int:
    """The order in which kinds are listed."""
    return tuple(ChangeKind).index(kind)


def where(spot: Spot | None, times: Times) -> str:
    """Who and when, in few words."""
    if spot is None:
        return tr("waits")
    return tr("{name}, {times}", name=spot.technician, times=times.short(spot.start))


def signed(cost: float, times: Times) -> str:
    """A cost with its sign; what makes no difference says nothing."""
    rounded = round(cost)
    sign = "+" if rounded > 0 else "−"
    return f"{sign}{times.number(abs(rounded))}" if rounded else ""


def cause(name: str) -> str:
    """What a part of the cost stands for."""
    return {
        "travel": tr("Travel"),
        "overtime": tr("Overtime"),
        "waiting": tr("Waiting time"),
        "unfair": tr("Uneven days"),
        "late": tr("Lateness"),
        "left_out": tr("Left out"),
        "people": tr("Choice of technicians"),
        "moved": tr("Moves"),
    }[name]
