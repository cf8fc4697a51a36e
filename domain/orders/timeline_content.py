"""What happened to what an order holds: lines, tasks, files, its own address, repairs."""

from collections.abc import Mapping

from domain.catalogue.model import LineKind
from domain.language import tr
from domain.orders.wording import Teller, Wording, number, with_why
from domain.store.journal import FactRow


def _line_added(fact: FactRow, _wording: Wording) -> str:
    after = fact.after
    values = {"kind": LineKind(after["kind"]).label, "line": after["text"], "unit": after["unit"]}
    return tr("{kind} added: {line}, {quantity} {unit}", quantity=number(after["quantity"]), **values)


def _line_changed(fact: FactRow, _wording: Wording) -> str:
    parts = [
        tr("{name} {before} → {after}", name=name, before=number(fact.before.get(key)), after=number(fact.after[key]))
        for key, name in _numbers().items()
        if key in fact.after
    ]
    if "chargeable" in fact.after:
        parts.append(tr("chargeable") if fact.after["chargeable"] else tr("not chargeable"))
    name = _name(fact)
    return (
        tr("“{line}”: {changes}", line=name, changes=", ".join(parts)) if parts else tr("“{line}” changed", line=name)
    )


def _numbers() -> dict[str, str]:
    return {
        "quantity": tr("quantity"),
        "sales_price": tr("price"),
        "cost_price": tr("cost"),
        "tax_percent": tr("tax"),
    }


def _line_removed(fact: FactRow, _wording: Wording) -> str:
    return tr("Line removed: {line}", line=_name(fact))


def _line_cancelled(fact: FactRow, _wording: Wording) -> str:
    return "" if fact.after.get("with_order") else with_why(tr("Line cancelled: {line}", line=_name(fact)), fact)


def _line_revoked(fact: FactRow, _wording: Wording) -> str:
    return "" if fact.after.get("with_order") else tr("Line brought back: {line}", line=_name(fact))


def _line_signed(fact: FactRow, _wording: Wording) -> str:
    if fact.after.get("with_order"):
        return ""
    values = {"line": _name(fact), "name": fact.after.get("signed_off_by", "")}
    return tr("Line signed off by {name}: {line}", **values)


def _line_unsigned(fact: FactRow, _wording: Wording) -> str:
    return "" if fact.after.get("with_order") else tr("Sign-off of a line taken back: {line}", line=_name(fact))


def _line_moved(fact: FactRow, _wording: Wording) -> str:
    return tr("Line taken over from {number}: {line}", number=fact.after.get("from_number", ""), line=_name(fact))


def _line_left(fact: FactRow, _wording: Wording) -> str:
    return tr("Line moved to {number}: {line}", number=fact.after.get("to_number", ""), line=_name(fact))


def _line_left_out(fact: FactRow, _wording: Wording) -> str:
    values = {"line": _name(fact), "why": fact.after.get("why", "")}
    return tr("Left out of what the order type brings: {line}. {why}", **values)


def _task_added(fact: FactRow, _wording: Wording) -> str:
    return tr("Task added: {task}", task=_task(fact))


def _task_changed(fact: FactRow, _wording: Wording) -> str:
    return tr("Task changed: {task}", task=_task(fact))


def _task_removed(fact: FactRow, _wording: Wording) -> str:
    return tr("Task removed: {task}", task=_task(fact))


def _task_done(fact: FactRow, _wording: Wording) -> str:
    return tr("Task done: {task}", task=_task(fact))


def _task_reopened(fact: FactRow, _wording: Wording) -> str:
    return tr("Task open again: {task}", task=_task(fact))


def _point_checked(fact: FactRow, _wording: Wording) -> str:
    return tr("Checked: {point} ({task})", point=fact.after.get("point", ""), task=_task(fact))


def _point_unchecked(fact: FactRow, _wording: Wording) -> str:
    return tr("Not checked any more: {point} ({task})", point=fact.after.get("point", ""), task=_task(fact))


def _file_added(fact: FactRow, _wording: Wording) -> str:
    return tr("File attached: {name}", name=fact.after.get("name", ""))


def _file_removed(fact: FactRow, _wording: Wording) -> str:
    return tr("File taken off: {name}", name=fact.before.get("name", ""))


def _address_set(fact: FactRow, _wording: Wording) -> str:
    return tr("Address for this order alone: {address}", address=fact.after.get("address", ""))


def _address_cleared(_fact: FactRow, _wording: Wording) -> str:
    return tr("The address is that of the site again")


def _repair_added(fact: FactRow, _wording: Wording) -> str:
    return tr("Repair added: {title}", title=_title(fact))


def _repair_changed(fact: FactRow, _wording: Wording) -> str:
    if fact.after.get("finished_at"):
        return tr("Repair finished: {title}", title=_title(fact))
    return tr("Repair changed: {title}", title=_title(fact))


def _repair_removed(fact: FactRow, _wording: Wording) -> str:
    return tr("Repair removed: {title}", title=_title(fact))


def _name(fact: FactRow) -> str:
    return str(fact.after.get("line") or fact.before.get("text") or fact.after.get("text") or tr("a line"))


def _task(fact: FactRow) -> str:
    return str(fact.after.get("task") or fact.after.get("name") or fact.before.get("name") or tr("a task"))


def _title(fact: FactRow) -> str:
    return str(fact.after.get("title") or fact.before.get("title") or "–")


TELLERS: Mapping[str, Teller] = {
    "order_line.added": _line_added,
    "order_line.changed": _line_changed,
    "order_line.repriced": _line_changed,
    "order_line.covered": _line_changed,
    "order_line.removed": _line_removed,
    "order_line.cancelled": _line_cancelled,
    "order_line.revoked": _line_revoked,
    "order_line.signed": _line_signed,
    "order_line.unsigned": _line_unsigned,
    "order_line.moved": _line_moved,
    "order.line_left": _line_left,
    "order.line_left_out": _line_left_out,
    "order_task.added": _task_added,
    "order_task.changed": _task_changed,
    "order_task.removed": _task_removed,
    "order_task.done": _task_done,
    "order_task.reopened": _task_reopened,
    "task_check.checked": _point_checked,
    "task_check.unchecked": _point_unchecked,
    "attachment.added": _file_added,
    "attachment.removed": _file_removed,
    "order.address_set": _address_set,
    "order.address_cleared": _address_cleared,
    "repair.added": _repair_added,
    "repair.changed": _repair_changed,
    "repair.removed": _repair_removed,
}
