"""Papers ready to be laid out: HTML and the pictures in it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from domain.documents.content import InvoicePaper, OrderPaper
from domain.documents.invoice_loading import load_invoice
from domain.documents.order_loading import SIGNATURE, load_order, signature_hash
from domain.documents.papers import Paper
from domain.documents.places import centre
from domain.documents.qr import QR_ASSET, QR_ORDER, qr_code
from domain.documents.rendering import render
from domain.documents.template_queries import own_sources
from domain.documents.visit_content import VisitPaper
from domain.documents.visit_loading import load_visits
from domain.documents.week_content import WeekPaper
from domain.documents.week_loading import load_week
from domain.errors import Unavailable
from domain.parameters import service as parameters
from domain.parameters.registry import Parameters
from domain.store.files import FileStore


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper: `pictures` are those that its HTML names in `src`, `foot` stands at the end of every page.

    It is laid out upright, or with the long side down for what has many columns.
    """

    title: str
    html: str
    pictures: Mapping[str, bytes]
    foot: str
    landscape: bool = False

    @property
    def file_name(self) -> str:
        """A good name for its PDF."""
        return f"{self.title.replace('/', '-')}.pdf"


def order_sheet(session: Session, order_id: int, paper: Paper, kept: FileStore | None = None) -> Sheet:
    """A paper of an order; the signature on it is among the files `kept`. Raises Gone, TemplateFault."""
    known = parameters.read(session)
    order = load_order(session, order_id, paper, known)
    signature = _signature(session, order_id, kept)
    if signature is not None:
        order = replace(order, signature=SIGNATURE)
    return compose(paper, order, known, own_sources(session), signature)


def invoice_sheet(session: Session, invoice_id: int) -> Sheet:
    """The invoice or credit note. Raises Gone, TemplateFault."""
    known = parameters.read(session)
    invoice = load_invoice(session, invoice_id, known)
    paper = Paper.CREDIT_NOTE if invoice.is_credit_note else Paper.INVOICE
    return compose(paper, invoice, known, own_sources(session))


def visit_sheet(session: Session, agreement_id: int, first: date, last: date, *, technicians: bool = True) -> Sheet:
    """The plan of visits for the customer of an agreement. Raises Gone, Refusal, TemplateFault."""
    known = parameters.read(session)
    plan = load_visits(session, agreement_id, first, last, known, technicians=technicians)
    return compose(Paper.VISIT_PLAN, plan, known, own_sources(session))


def week_sheet(session: Session, technician_id: int, first: date, last: date) -> Sheet:
    """What a technician has to do from day to day. Raises Gone, Refusal, TemplateFault."""
    known = parameters.read(session)
    week = load_week(session, technician_id, first, last, known)
    return compose(Paper.TECHNICIAN_WEEK, week, known, own_sources(session))


def compose(
    paper: Paper,
    content: OrderPaper | InvoicePaper | VisitPaper | WeekPaper,
    known: Parameters,
    own: Mapping[str, str],
    signature: bytes | None = None,
) -> Sheet:
    """Fill the template of `paper`; `own` are sources in place of those of the program. Raises TemplateFault."""
    writer = centre(known)
    values: dict[str, Any] = {"paper": paper.label, "centre": writer}
    pictures: dict[str, bytes] = {}
    if isinstance(content, OrderPaper):
        values["order"] = content
        pictures[QR_ORDER] = qr_code(content.number)
        if content.machine is not None:
            pictures[QR_ASSET] = qr_code(content.machine.number)
        if signature is not None:
            pictures[SIGNATURE] = signature
    elif isinstance(content, InvoicePaper):
        values["invoice"] = content
    elif isinstance(content, WeekPaper):
        values["week"] = content
    else:
        values["plan"] = content
    title = f"{paper.label} {content.number}".strip()
    return Sheet(title, render(paper.value, values, own), pictures, writer.footer)


def _signature(session: Session, order_id: int, kept: FileStore | None) -> bytes | None:
    """The picture of the signature; a paper is printed without it where the file is lost."""
    found = None if kept is None else signature_hash(session, order_id)
    if kept is None or found is None:
        return None
    try:
        return kept.path(found).read_bytes()
    except (OSError, Unavailable):
        return None
