"""`callout print`: a paper of an order, an invoice, an agreement or a technician as PDF, without a window."""

import argparse
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from app.commands.screen import application
from app.shared.files import resource
from app.shared.fonts import load_fonts
from app.shared.papers.pdf import write_pdf
from domain.agreements.model import Agreement
from domain.billing.model import Invoice
from domain.documents.papers import Paper
from domain.documents.sheets import Sheet, invoice_sheet, order_sheet, visit_sheet, week_sheet
from domain.documents.week_loading import week_of
from domain.errors import Unavailable
from domain.language import tr
from domain.orders.model import Order
from domain.settings import Settings
from domain.store.files import FileStore, files_of
from domain.store.store import Store
from domain.workforce.model import Technician

#: What the papers are called on the command line.
KINDS = {
    "order": Paper.ORDER,
    "description": Paper.WORK_DESCRIPTION,
    "receipt": Paper.WORK_RECEIPT,
    "invoice": Paper.INVOICE,
    "credit-note": Paper.CREDIT_NOTE,
    "visits": Paper.VISIT_PLAN,
    "week": Paper.TECHNICIAN_WEEK,
}
YEAR = timedelta(days=365)


def run(settings: Settings, words: argparse.Namespace) -> int:
    """Write the paper `words.kind` of the order, invoice, agreement or technician `words.number` into `words.file`."""
    if words.kind not in KINDS:
        kinds = ", ".join(KINDS)
        raise Unavailable(tr("There is no paper “{kind}”; there are {kinds}.", kind=words.kind, kinds=kinds))
    with closing(Store.open(settings.database)) as store:
        files = files_of(store.url, settings.profile, settings.files)
        paper = sheet(store, files, KINDS[words.kind], words.number.strip())
    running = application(headless=True)
    load_fonts(resource("fonts"))
    write_pdf(Path(words.file), paper)
    running.quit()
    return 0


def sheet(store: Store, files: FileStore, paper: Paper, number: str) -> Sheet:
    """The paper of the order, invoice or agreement with that number, or of the technician with that name.

    Raises Unavailable where there is none.
    """
    with store.read() as session:
        if paper.is_of_order:
            order_id = session.scalar(select(Order.id).where(Order.number == number))
            if order_id is not None:
                return order_sheet(session, order_id, paper, files)
        elif paper is Paper.VISIT_PLAN:
            agreement_id = session.scalar(select(Agreement.id).where(Agreement.number == number))
            if agreement_id is not None:
                today = store.clock.now().astimezone().date()
                return visit_sheet(session, agreement_id, today, today + YEAR)
        elif paper is Paper.TECHNICIAN_WEEK:
            technician_id = session.scalar(select(Technician.id).where(Technician.name == number))
            if technician_id is not None:
                return week_sheet(session, technician_id, *week_of(store.clock.now().astimezone().date()))
        else:
            found = session.execute(select(Invoice.id, Invoice.kind).where(Invoice.number == number)).first()
            if found is not None and found.kind.value == paper.value:
                return invoice_sheet(session, found.id)
    raise Unavailable(tr("There is no {paper} {number}.", paper=paper.label, number=number))
