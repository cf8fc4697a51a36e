"""Where cargo goes: from a place of the board to a proposal, with all that are in the hand keeping their distance."""

from dataclasses import replace

from app.dispatch.board.drag import Cargo, Grip, Proposal
from app.dispatch.board.geometry import SNAP, snapped
from app.dispatch.board.judging import Grounds, judged
from app.dispatch.board.rows import Row, Rows

MINUTE = 60.0


def propose(
    cargo: Cargo, rows: Rows, row: Row, at: float, grounds: Grounds, *, free: bool = False, copied: bool = False
) -> Proposal | None:
    """Where the cargo would go if dropped at this moment in this row; None where nothing can be dropped."""
    return proposed(cargo, rows, row, _span(cargo, at, MINUTE if free else SNAP), grounds, copied=copied)


def proposed(
    cargo: Cargo, rows: Rows, row: Row, span: tuple[float, float], grounds: Grounds, *, copied: bool = False
) -> Proposal | None:
    """The proposal for an exact span in a row, with all that speaks against it."""
    if row.technician is None:
        return None
    lead = Proposal(replace(cargo, mates=()), row.technician, *span, copied=copied)
    if cargo.mates and cargo.grip is Grip.BODY:
        lead = _with_mates(lead, cargo, rows, row)
    return judged(lead, grounds)


def _with_mates(lead: Proposal, cargo: Cargo, rows: Rows, row: Row) -> Proposal:
    """All go as many rows and as far in time as the lead; nobody falls off the board's edge."""
    people = list({row.technician.id: row.technician for row in rows.rows if row.technician is not None}.values())
    places = {technician.id: place for place, technician in enumerate(people)}
    every = (cargo, *cargo.mates)
    homes = [_home(each, places, places[row.technician.id] if row.technician else 0) for each in every]
    target = places.get(lead.technician.id, homes[0])
    steps = max(-min(homes), min(target - homes[0], len(people) - 1 - max(homes)))
    later = lead.start - cargo.start
    mates = tuple(
        Proposal(mate, people[home + steps], mate.start + later, mate.finish + later, copied=lead.copied)
        for mate, home in zip(cargo.mates, homes[1:], strict=True)
    )
    return replace(lead, technician=people[homes[0] + steps], mates=mates)


def _home(cargo: Cargo, places: dict[int, int], otherwise: int) -> int:
    return places.get(cargo.booking.technician_id, otherwise) if cargo.booking is not None else otherwise


def _span(cargo: Cargo, at: float, step: float) -> tuple[float, float]:
    if cargo.grip is Grip.START:
        return min(snapped(at, step), cargo.finish - step), cargo.finish
    if cargo.grip is Grip.FINISH:
        return cargo.start, max(snapped(at, step), cargo.start + step)
    start = snapped(at - cargo.held, step)
    return start, start + cargo.finish - cargo.start
