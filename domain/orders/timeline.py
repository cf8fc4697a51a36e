"""What happened to an order, told from the journal in sentences: facts in, text out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.language import tr
from domain.orders.model import Origin
from domain.store.journal import FactRow
from domain.words import Priority


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline; `id` is that of the fact."""

    id: int
    at: datetime
    actor: str
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """How facts are worded: the names of technicians, and how a moment is written where it is read."""

    technicians: Mapping[int, str]
    moment: Callable[[datetime], str]

    def technician(self, key: Any) -> str:
        """The name of a technician who may be gone by now."""
        return self.technicians.get(key, tr("a technician"))

    def time(self, text: Any) -> str:
        """A moment as the journal keeps it."""
        return self.moment(datetime.fromisoformat(text)) if text else "–"


def tell(fact: FactRow, wording: Wording) -> str:
    """The fact of an order or a booking as a sentence; empty for those that tell a reader nothing."""
    teller = _TELLERS.get(fact.kind)
    return teller(fact, wording) if teller else ""


def _opened(fact: FactRow, wording: Wording) -> str:
    origin = Origin(fact.after.get("origin", Origin.HAND))
    sentence = {
        Origin.HAND: tr("Opened by hand"),
        Origin.ALERT: tr("Opened from an alert"),
        Origin.WEB: tr("Opened from a web request"),
        Origin.AGREEMENT: tr("Opened from an agreement"),
    }[origin]
    due = fact.after.get("due_at")
    return tr("{sentence}, due {time}", sentence=sentence, time=wording.time(due)) if due else sentence


def _edited(fact: FactRow, wording: Wording) -> str:
    before, after = fact.before, fact.after
    parts = []
    if "title" in after:
        parts.append(tr("title changed from “{before}” to “{after}”", before=before["title"], after=after["title"]))
    if "priority" in after:
        old, new = Priority(before["priority"]).label, Priority(after["priority"]).label
        parts.append(tr("priority changed from {before} to {after}", before=old, after=new))
    if "due_at" in after:
        parts.append(tr("now due {time}", time=wording.time(after["due_at"])))
    if "minutes" in after:
        values = {"before": before["minutes"], "after": after["minutes"]}
        parts.append(tr("expected work changed from {before} to {after} min", **values))
    if "description" in after:
        parts.append(tr("description changed"))
    return _sentence(", ".join(parts))


def _stage_changed(fact: FactRow, _wording: Wording) -> str:
    return tr("Moved from {before} to {after}", before=fact.after["stage_before"], after=fact.after["stage"])


def _alert_joined(fact: FactRow, _wording: Wording) -> str:
    return tr("A further alert joined: {rule}", rule=fact.after["rule"])


def _placed(fact: FactRow, wording: Wording) -> str:
    sentence = tr(
        "Assigned to {technician}, {start} to {finish}",
        technician=wording.technician(fact.after.get("technician_id")),
        start=wording.time(fact.after.get("start_at")),
        finish=wording.time(fact.after.get("finish_at")),
    )
    return sentence + _overridden(fact)


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
    return _sentence(", ".join(parts)) + _overridden(fact) if parts else ""


def _removed(fact: FactRow, wording: Wording) -> str:
    return tr("Taken off {technician}", technician=wording.technician(fact.before.get("technician_id")))


def _overridden(fact: FactRow) -> str:
    return tr(" (in spite of a warning)") if fact.after.get("overridden") else ""


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


_TELLERS: Mapping[str, Callable[[FactRow, Wording], str]] = {
    "order.opened": _opened,
    "order.edited": _edited,
    "order.stage_changed": _stage_changed,
    "order.alert_joined": _alert_joined,
    "booking.placed": _placed,
    "booking.moved": _moved,
    "booking.removed": _removed,
}
