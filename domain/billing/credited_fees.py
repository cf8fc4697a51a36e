"""Credits fees by themselves: finds the invoices they are on, and credits their lines there."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select

from domain.billing.crediting import credit
from domain.billing.model import InvoiceLine
from domain.errors import Refusal
from domain.language import tr
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.model import FeeStatus
from domain.subscriptions.reductions import reductions_of


def credit_fees(work: UnitOfWork, fee_ids: Collection[int], remark: str) -> tuple[str, ...]:
    """Credit invoiced fees with what reduces them, one credit note for each invoice; returns the numbers of these."""
    with_them = {each.id for each in reductions_of(work.session, fee_ids) if each.status is FeeStatus.INVOICED}
    wanted = {*fee_ids, *with_them}
    mine = InvoiceLine.billed_fee_id.in_(wanted)
    statement = select(InvoiceLine.invoice_id, InvoiceLine.id).where(mine).order_by(InvoiceLine.invoice_id)
    by_invoice: defaultdict[int, list[int]] = defaultdict(list)
    for invoice_id, line_id in work.session.execute(statement):
        by_invoice[invoice_id].append(line_id)
    if sum(len(lines) for lines in by_invoice.values()) < len(wanted):
        raise Refusal(tr("Only fees on an invoice can be credited; open ones are taken back."))
    notes = [credit(work, key, line_ids=lines, remark=remark) for key, lines in by_invoice.items()]
    return tuple(note.number or "" for note in notes)
