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
    return tr(" (in spite of a warning)") if fact.after.get("overridden") else ""


TELLERS: Mapping[str, Teller] = {"booking.placed": _placed, "booking.moved": _moved, "booking.removed": _removed}
