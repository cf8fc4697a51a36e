"""Loads the list of customers page by page, and the one that is looked at; holds no widgets."""

from sqlalchemy.orm import Session

from app.shared.list_presenter import ListPresenter
from domain.reporting import customer_list
from domain.reporting.customer_detail import CustomerDetail, customer_detail
from domain.reporting.customer_list import PAGE, CustomerPage


class CustomersPresenter(ListPresenter[bool, CustomerPage, CustomerDetail]):
    """Asked for those that are archived, or those in use."""

    subjects = (
        "customer",
        "site",
        "contact",
        "asset",
        "order",
        "agreement",
        "subscription",
        "fee",
        "invoice",
        "posting",
        "technician wish",
    )
    at_once = PAGE

    def read_list(self, session: Session, question: bool, words: str, limit: int) -> CustomerPage:
        return customer_list.customers(session, words, active=not question, limit=limit)

    def read_record(self, session: Session, record_id: int) -> CustomerDetail | None:
        return customer_detail(session, record_id)
