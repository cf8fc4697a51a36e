"""What the service desk does with customers: enter, change, remove."""

from dataclasses import dataclass, replace

from sqlalchemy import select

from domain.errors import Refusal
from domain.language import tr
from domain.money import checked_currency
from domain.parties import checks
from domain.parties.model import Customer
from domain.sla.model import Sla
from domain.store.merging import lay_over
from domain.store.numbering import next_number
from domain.store.references import is_used
from domain.store.unit_of_work import UnitOfWork

SERIES, PREFIX = "customer", "C"


@dataclass(frozen=True, slots=True)
class CustomerDraft:
    """A customer as it is entered; without a number it is given the next one."""

    number: str
    name: str
    currency: str | None = None
    sla_id: int | None = None
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""


def create_customer(work: UnitOfWork, draft: CustomerDraft) -> int:
    """Enter a customer; returns its id."""
    made = _checked(work, draft, None)
    customer = Customer(
        number=made.number or _free_number(work),
        name=made.name,
        currency=made.currency,
        sla_id=made.sla_id,
        street=made.street,
        postcode=made.postcode,
        city=made.city,
        country=made.country,
    )
    return work.add(customer, "customer.created").id


def change_customer(work: UnitOfWork, customer_id: int, seen: CustomerDraft, draft: CustomerDraft) -> None:
    """Give a customer what `draft` says otherwise than `seen`. Raises Overtaken."""
    customer = work.get(Customer, customer_id, lock=True)
    wanted = _checked(work, draft, customer)
    if not wanted.number:
        raise Refusal(tr("A customer keeps a number."), field="number")
    if lay_over(customer, seen, wanted):
        work.note("customer.changed", customer)


def delete_customer(work: UnitOfWork, customer_id: int) -> None:
    """Remove a customer that nothing was ever entered for."""
    customer = work.get(Customer, customer_id, lock=True)
    if is_used(work.session, customer):
        sentence = tr("{name} has sites, orders or bills, and stays for their sake.", name=customer.name)
        raise Refusal(sentence)
    work.session.delete(customer)
    work.note("customer.deleted", customer)


def _checked(work: UnitOfWork, draft: CustomerDraft, customer: Customer | None) -> CustomerDraft:
    number = draft.number.strip()
    if number:
        _check_number(work, checks.name(number, "number", checks.LONGEST_NUMBER), customer)
    if draft.sla_id is not None:
        work.get(Sla, draft.sla_id)
    return replace(
        draft,
        number=number,
        name=checks.name(draft.name),
        currency=checked_currency(draft.currency, "currency") if draft.currency else None,
        street=checks.line(draft.street, "street"),
        postcode=checks.line(draft.postcode, "postcode"),
        city=checks.line(draft.city, "city"),
        country=checks.country(draft.country, required=False),
    )


def _check_number(work: UnitOfWork, number: str, customer: Customer | None) -> None:
    own = None if customer is None else customer.id
    if work.session.scalar(select(Customer.id).where(Customer.number == number)) not in {None, own}:
        raise Refusal(tr("There is a customer {number} already.", number=number), field="number")


def _free_number(work: UnitOfWork) -> str:
    """The next number of the series that nobody has entered by hand."""
    while True:
        number = next_number(work, SERIES, PREFIX)
        if work.session.scalar(select(Customer.id).where(Customer.number == number)) is None:
            return number
