"""Which papers there are."""

from enum import StrEnum

from domain.language import tr

LETTER = "letter"
"""The template around each of them: head, style, order of things."""

PARTS = "parts"
"""Pieces that several of them use."""


class Paper(StrEnum):
    """Something that is printed; the value is the name of its template."""

    WORK_DESCRIPTION = "work_description"
    WORK_RECEIPT = "work_receipt"
    ORDER = "order"
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    VISIT_PLAN = "visit_plan"
    TECHNICIAN_WEEK = "technician_week"

    @property
    def label(self) -> str:
        """What it is called, on screen and on the paper."""
        return {
            Paper.WORK_DESCRIPTION: tr("Work description"),
            Paper.WORK_RECEIPT: tr("Work receipt"),
            Paper.ORDER: tr("Service order"),
            Paper.INVOICE: tr("Invoice"),
            Paper.CREDIT_NOTE: tr("Credit note"),
            Paper.VISIT_PLAN: tr("Plan of visits"),
            Paper.TECHNICIAN_WEEK: tr("Work plan"),
        }[self]

    @property
    def is_of_order(self) -> bool:
        """Whether it tells of an order; the others of an invoice, an agreement or a technician."""
        return self in OF_ORDER

    @property
    def is_internal(self) -> bool:
        """Whether it stays in the house: only then it tells internal notes."""
        return self in (Paper.WORK_DESCRIPTION, Paper.TECHNICIAN_WEEK)


OF_ORDER = (Paper.WORK_DESCRIPTION, Paper.WORK_RECEIPT, Paper.ORDER)


def template_label(name: str) -> str:
    """What a template is called on screen."""
    special = {LETTER: tr("Letterhead and style of all papers"), PARTS: tr("Pieces of papers")}
    return special.get(name) or Paper(name).label
