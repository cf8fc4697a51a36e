"""What the service desk does with contacts: enter, change, remove."""

from dataclasses import dataclass, replace

from domain.errors import Refusal
from domain.language import tr
from domain.parties import checks
from domain.parties.model import Contact, Customer, Site
from domain.store.merging import lay_over
from domain.store.references import is_used
from domain.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """Whom to call, as it is entered; without a site it is for the whole customer."""

    name: str
    role: str = ""
    phone: str = ""
    email: str = ""
    site_id: int | None = None


def create_contact(work: UnitOfWork, customer_id: int, draft: ContactDraft) -> int:
    """Enter a contact of a customer; returns its id."""
    customer = work.get(Customer, customer_id)
    made = _checked(work, customer.id, draft)
    contact = Contact(
        customer_id=customer.id,
        site_id=made.site_id,
        name=made.name,
        role=made.role,
        phone=made.phone,
        email=made.email,
    )
    return work.add(contact, "contact.created").id


def change_contact(work: UnitOfWork, contact_id: int, seen: ContactDraft, draft: ContactDraft) -> None:
    """Give a contact what `draft` says otherwise than `seen`. Raises Overtaken."""
    contact = work.get(Contact, contact_id, lock=True)
    wanted = _checked(work, contact.customer_id, draft)
    if lay_over(contact, seen, wanted):
        work.note("contact.changed", contact)


def delete_contact(work: UnitOfWork, contact_id: int) -> None:
    """Remove a contact that no order names."""
    contact = work.get(Contact, contact_id, lock=True)
    if is_used(work.session, contact):
        raise Refusal(tr("{name} is named on orders, and stays for their sake.", name=contact.name))
    work.session.delete(contact)
    work.note("contact.deleted", contact)


def _checked(work: UnitOfWork, customer_id: int, draft: ContactDraft) -> ContactDraft:
    if draft.site_id is not None and work.get(Site, draft.site_id).customer_id != customer_id:
        raise Refusal(tr("This place belongs to another customer."), field="site_id")
    return replace(
        draft,
        name=checks.name(draft.name),
        role=checks.line(draft.role, "role"),
        phone=checks.phone(draft.phone),
        email=checks.email(draft.email),
    )
