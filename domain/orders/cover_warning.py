"""A word in time when much of a limit of an agreement is used: once for each time that the limit counts."""

from collections.abc import Iterable

from domain.agreements.cover import Answer
from domain.agreements.cover_caps import Usage
from domain.agreements.cover_rules import CoverRule
from domain.agreements.model import Agreement
from domain.orders.model import Order
from domain.store.changes import plain
from domain.store.history import facts_of
from domain.store.unit_of_work import UnitOfWork

CAP_WARNED = "agreement.cap_warned"


def warn(work: UnitOfWork, order: Order, answers: Iterable[Answer]) -> None:
    """Tell the journal of the limits that an order has brought to where a warning is wanted."""
    reached: dict[int, tuple[CoverRule, Usage]] = {}
    for answer in answers:
        if answer.rule is not None and answer.usage is not None and answer.usage.is_warned:
            reached[answer.rule.id] = (answer.rule, answer.usage)
    if order.agreement_id is None or not reached:
        return
    with work.session.no_autoflush:
        facts = facts_of(work.session, Agreement.subject, [order.agreement_id])
    known = {(fact.after.get("cover_id"), fact.after.get("since")) for fact in facts if fact.kind == CAP_WARNED}
    known |= (told_here := work.session.info.setdefault(CAP_WARNED, set()))
    for rule, usage in reached.values():
        since = plain(usage.window.starts_on)
        if (rule.id, since) in known:
            continue
        told_here.add((rule.id, since))
        told = {"cover_id": rule.id, "cover": rule.name, "since": since, "until": plain(usage.window.ends_on)}
        told |= {"used": plain(usage.used), "limit": plain(usage.cap.limit), "unit": usage.cap.unit.value}
        told |= {"percent": plain(round(usage.percent)), "order_id": order.id, "order": order.number}
        work.tell(CAP_WARNED, Agreement, order.agreement_id, {}, told)
