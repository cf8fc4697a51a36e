"""Which bookings lie over others knowingly: the database lets only these."""

from collections.abc import Sequence

from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.placing.edit_values import Edit
from domain.scheduling.placing.judging import Judged, keyed
from domain.scheduling.travel.ways import by_technician


def shares_time(judged: Judged, edits: Sequence[Edit]) -> frozenset[int]:
    """The keys of the edits whose bookings share their time: with what stays, or with an edit before them."""
    days = by_technician(judged.after.values())
    alone = {row.id for row in judged.after.values() if not row.shared} - {key for key, _ in keyed(edits)}
    found = set()
    for key, edit in keyed(edits):
        if edit.technician_id is None:
            continue
        was_shared = edit.again is not None and edit.again.shared
        over = any(other.id in alone and _meet(judged.after[key], other) for other in days[edit.technician_id])
        if was_shared or over:
            found.add(key)
        else:
            alone.add(key)
    return frozenset(found)


def _meet(one: BoardBooking, other: BoardBooking) -> bool:
    return one.id != other.id and one.start < other.finish and other.start < one.finish
