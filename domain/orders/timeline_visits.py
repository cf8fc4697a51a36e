"""What happened to the bookings of an order."""

from collections.abc import Mapping

from domain.language import tr
from domain.orders.wording import Teller, Wording, sentence
from domain.store.journal import FactRow


def _placed(fact: FactRow, wording: Wording) -> str:
    told = tr(
        "Assigned to {technician}, {start} to {finish}",
        technician=wording.technician(fact.after.get("technician_id")),
        start=wording.time(fact.after.get("start_at")),
        finish=wording.time(fact.after.get("finish_at")),
    )
    return told + _overridden(fact)


def _moved(fact: FactRow, wording: Wording) -> str:
    before, after = fact.before, fact.after
    parts = []
    if "technician_id" in before:
        names = {"before": wording.technician(before["technician_id"])}
        names["after"] = wording.technician(after["technician_id"])
        parts.append(tr("reassigned from {before} to {after}", **names))
    if "start_at" in before:
        times = {"before": wording.time(before["start_at"]), "after": wording.time(after["start_at"])}
        parts.append(tr("visit moved from {before} to {after}", **times))
    elif "finish_at" in before:
        parts.append(tr("visit now ends {time}", time=wording.time(after["finish_at"])))
    return sentence(", ".join(parts)) + _overridden(fact) if parts else ""


def _removed(fact: FactRow, wording: Wording) -> str:
    return tr("Taken off {technician}", technician=wording.technician(fact.before.get("technician_id")))


def _overridden(fact: FactRow) -> str:
    if not fact.after.get("overridden"):
        return ""
    reason = fact.after.get("reason")
    return tr(" (in spite of a warning: {reason})", reason=reason) if reason else tr(" (in spite of a warning)")


def _told(fact: FactRow, wording: Wording) -> str:
    """What the technician was told, or told us."""
    words = {
        "booking.dispatched": tr("The technician was told of the visit"),
        "booking.accepted": tr("The technician accepted the visit"),
        "booking.travelling": tr("On the way since {time}", time=wording.time(fact.after.get("travelling_at"))),
        "booking.on_site": tr("On site since {time}", time=wording.time(fact.after.get("arrived_at"))),
        "booking.done": tr("Visit done, left {time}", time=wording.time(fact.after.get("left_at"))),
        "booking.partly_done": tr("Visit left half done, {time}", time=wording.time(fact.after.get("left_at"))),
        "booking.planned": tr("The visit is only planned again"),
    }
    return words[fact.kind]


def _cancelled(fact: FactRow, _wording: Wording) -> str:
    reason = fact.after.get("reason", "")
    return tr("Visit cancelled: {reason}", reason=reason) if reason else tr("Visit cancelled")


def _late(fact: FactRow, wording: Wording) -> str:
    return tr("Nobody had come to the visit of {time}", time=wording.time(fact.after.get("start")))


TELLERS: Mapping[str, Teller] = {
    "booking.placed": _placed,
    "booking.moved": _moved,
    "booking.removed": _removed,
    "booking.cancelled": _cancelled,
    "booking.late": _late,
    **dict.fromkeys(
        (
            "booking.planned",
            "booking.dispatched",
            "booking.accepted",
            "booking.travelling",
            "booking.on_site",
            "booking.done",
            "booking.partly_done",
        ),
        _told,
    ),
}
