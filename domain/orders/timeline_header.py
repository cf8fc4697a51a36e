"""What happened to the order itself: opened, edited, moved from stage to stage, signed, posted."""

from collections.abc import Mapping
from typing import Any

from domain.language import tr
from domain.orders.model import Origin, Progress
from domain.orders.wording import Teller, Wording, sentence, with_why
from domain.store.journal import FactRow
from domain.words import Priority


def _opened(fact: FactRow, wording: Wording) -> str:
    origin = Origin(fact.after.get("origin", Origin.HAND))
    told = {
        Origin.HAND: tr("Opened by hand"),
        Origin.ALERT: tr("Opened from an alert"),
        Origin.WEB: tr("Opened from a web request"),
        Origin.AGREEMENT: tr("Opened from an agreement"),
        Origin.ORDER: tr("Opened to follow up another order"),
        Origin.SUBSCRIPTION: tr("Opened from a subscription"),
    }[origin]
    due = fact.after.get("due_at")
    return tr("{sentence}, due {time}", sentence=told, time=wording.time(due)) if due else told


def _edited(fact: FactRow, wording: Wording) -> str:
    parts = [*_changed_values(fact, wording), *_changed_texts(fact), *_changed_links(fact)]
    return sentence(", ".join(parts))


def _replanned(fact: FactRow, wording: Wording) -> str:
    begins = tr("visits planned anew, now from {time}", time=wording.time(fact.after["begins_at"]))
    return sentence(", ".join([begins, *_changed_values(fact, wording), *_changed_texts(fact)]))


def _changed_values(fact: FactRow, wording: Wording) -> list[str]:
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
    return [*parts, *_changed_visit(after, wording)]


def _changed_visit(after: Mapping[str, Any], wording: Wording) -> list[str]:
    """Whether somebody comes, and when."""
    parts = []
    if "needs_booking" in after:
        parts.append(tr("somebody has to come") if after["needs_booking"] else tr("nobody has to come"))
    if {"window_from", "window_until"} & after.keys():
        told = {
            "window_from": tr("arrival promised from {time}", time=wording.time(after.get("window_from"))),
            "window_until": tr("arrival promised until {time}", time=wording.time(after.get("window_until"))),
        }
        parts += [words for name, words in told.items() if after.get(name)] or [tr("no window of arrival promised")]
    return parts


def _changed_texts(fact: FactRow) -> list[str]:
    told = {
        "description": tr("description changed"),
        "internal_note": tr("internal note changed"),
        "external_note": tr("note for the customer changed"),
    }
    return [words for name, words in told.items() if name in fact.after]


def _changed_links(fact: FactRow) -> list[str]:
    after = fact.after
    changed = {
        "asset_id": (tr("asset"), after.get("asset")),
        "site_id": (tr("site"), after.get("site")),
        "contact_id": (tr("contact"), after.get("contact")),
        "order_type_id": (tr("order type"), after.get("order_type")),
        "agreement_id": (tr("agreement"), after.get("agreement")),
        "parent_id": (tr("follows up"), after.get("parent")),
        "sla_id": (tr("SLA"), after.get("sla")),
        "preferred_technician_id": (tr("preferred technician"), after.get("preferred_technician")),
        "responsible": (tr("responsible"), after.get("responsible")),
        "skills": (tr("skills"), after.get("skills")),
    }
    return [_now(name, value) for key, (name, value) in changed.items() if key in after]


def _now(name: str, value: Any) -> str:
    return tr("{name} now {value}", name=name, value=value) if value else tr("{name} taken away", name=name)


def _stage_changed(fact: FactRow, _wording: Wording) -> str:
    told = tr("Moved from {before} to {after}", before=fact.after["stage_before"], after=fact.after["stage"])
    return with_why(told, fact)


def _progressed(fact: FactRow, _wording: Wording) -> str:
    progress = fact.after.get("progress")
    return "" if progress is None else tr("Progress is now: {progress}", progress=Progress(progress).label)


def _signed(fact: FactRow, _wording: Wording) -> str:
    name = fact.after.get("signed_off_by", "")
    if fact.after.get("drawn"):
        return tr("Signed off by {name}, with a signature", name=name)
    return tr("Signed off by {name}", name=name)


def _unsigned(_fact: FactRow, _wording: Wording) -> str:
    return tr("Sign-off taken back")


def _posted(fact: FactRow, _wording: Wording) -> str:
    return tr("Posted as {number}", number=fact.after.get("posting", ""))


def _counter_posted(fact: FactRow, _wording: Wording) -> str:
    values = {"number": fact.after.get("posting", ""), "reverses": fact.after.get("reverses", "")}
    return with_why(tr("{reverses} taken back by the counter-posting {number}", **values), fact)


def _invoiced(fact: FactRow, _wording: Wording) -> str:
    return tr("Invoice {number} issued", number=fact.after["invoice"])


def _credited(fact: FactRow, _wording: Wording) -> str:
    values = {"number": fact.after["invoice"], "note": fact.after["credit_note"]}
    if fact.after.get("partly"):
        return with_why(tr("Invoice {number} taken back in part with {note}", **values), fact)
    return with_why(tr("Invoice {number} taken back with {note}", **values), fact)


def _alert_joined(fact: FactRow, _wording: Wording) -> str:
    return tr("A further alert joined: {rule}", rule=fact.after["rule"])


def _opened_by_plan(fact: FactRow, _wording: Wording) -> str:
    return tr("Opened by step {step} of the plan “{plan}”", step=fact.after["step"], plan=fact.after["plan"])


TELLERS: Mapping[str, Teller] = {
    "order.opened": _opened,
    "order.edited": _edited,
    "order.replanned": _replanned,
    "order.stage_changed": _stage_changed,
    "order.progressed": _progressed,
    "order.signed": _signed,
    "order.unsigned": _unsigned,
    "order.posted": _posted,
    "order.counter_posted": _counter_posted,
    "order.invoiced": _invoiced,
    "order.credited": _credited,
    "order.alert_joined": _alert_joined,
    "order.opened_by_plan": _opened_by_plan,
}
