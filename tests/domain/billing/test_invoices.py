"""Bills: proposed, looked through, issued with numbers without gaps, credited."""

from datetime import date
from decimal import Decimal

import pytest

from domain.agreements.header import AgreementDraft
from domain.agreements.service import create_agreement
from domain.billing.billable import BillScope
from domain.billing.crediting import credit
from domain.billing.invoice_service import drop_proposal, issue, propose, remove_invoice_line, set_remark
from domain.billing.model import Invoice, InvoiceKind, InvoiceStatus
from domain.billing.queries import InvoiceDetail, billed, bills_of, invoice, invoices
from domain.billing.what_waits import billable
from domain.catalogue.model import LineKind
from domain.errors import Gone, Overtaken, Refusal
from domain.orders.line_queries import lines
from domain.orders.line_service import change_line
from domain.orders.model import Order
from domain.orders.service import edit_order
from domain.orders.timeline import tell
from domain.orders.wording import Wording
from domain.parties.model import Customer
from domain.store.history import facts_of
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.books import check_whole, post, postings, take_back
from tests.support.priced import Shelf, line, priced_order
from tests.support.together import in_threads
from tests.support.workshop import Workshop, order

D = Decimal
ALL = BillScope()


@pytest.fixture
def posted(store: Store, order_id: int) -> int:
    """An order over 360 that is posted."""
    store.run("kim", post, order_id)
    return order_id


@pytest.fixture
def proposal(store: Store, posted: int) -> int:
    """A proposal over its four lines."""
    (found,) = store.run("kim", propose, ALL)
    return found


def detail(store: Store, invoice_id: int) -> InvoiceDetail:
    with store.read() as session:
        found = invoice(session, invoice_id)
    assert found
    return found


def issued(work: UnitOfWork, invoice_id: int, on: date | None = None) -> str:
    return issue(work, invoice_id, on).number or ""


def credited(work: UnitOfWork, invoice_id: int, remark: str = "wrong price") -> int:
    return credit(work, invoice_id, remark=remark).id


def story(store: Store, order_id: int) -> list[str]:
    """What the timeline of an order says."""
    wording = Wording({}, str)
    with store.read() as session:
        told = [tell(fact, wording) for fact in facts_of(session, "order", [order_id])]
    return [text for text in told if text]


def move_in(work: UnitOfWork, name: str) -> None:
    customer = next(each for each in work.session.query(Customer) if each.name == name)
    customer.street, customer.postcode, customer.city, customer.country = "Hopfengasse 3", "20457", "Hamburg", "DE"
    work.note("customer.changed", customer)


def test_a_proposal_takes_all_posted_lines_of_a_customer(store: Store, proposal: int, posted: int) -> None:
    found = detail(store, proposal)
    assert (found.head.number, found.head.kind, found.head.status) == ("", InvoiceKind.INVOICE, InvoiceStatus.PROPOSAL)
    assert [(each.position, each.text, each.net) for each in found.lines] == [
        (1, "Working hour", D(190)),
        (2, "Filter", D(85)),
        (3, "Trip", D(60)),
        (4, "Emergency fee", D(25)),
    ]
    assert (found.head.net, found.head.tax, found.head.total) == (D(360), D("68.40"), D("428.40"))
    assert (found.billed_name, found.lines[0].origin) == ("Harbour Brewery", "SO-000001")
    with store.read() as session:
        assert set(billed(session, [posted]).values()) == {""}
        assert [row.id for row in bills_of(session, posted)] == [proposal]


def test_what_waits_to_be_billed_is_told_by_customer(store: Store, posted: int) -> None:
    with store.read() as session:
        (row,) = billable(session)
        assert billable(session, date(2026, 3, 1)) == []
    assert (row.customer, row.agreement, row.orders, row.lines) == ("Harbour Brewery", "", 1, 4)
    assert (row.net, row.currency, row.first_on) == (D(360), "EUR", date(2026, 3, 2))
    store.run("kim", propose, BillScope(customer_id=row.customer_id))
    with store.read() as session:
        assert billable(session) == []


def test_nothing_is_billed_that_is_not_posted_not_charged_or_done_later(
    store: Store, workshop: Workshop, shelf: Shelf
) -> None:
    order_id = store.run("kim", priced_order, workshop, shelf)
    with pytest.raises(Refusal, match="Nothing is waiting"):
        store.run("kim", propose, ALL)
    with store.read() as session:
        hour, item, *_ = lines(session, order_id)
    store.run("kim", change_line, hour.id, hour.version, chargeable=False)
    store.run("kim", change_line, item.id, item.version, done_on=date(2026, 3, 20))
    store.run("kim", post, order_id)
    (found,) = store.run("kim", propose, BillScope(order_id=order_id, until=date(2026, 3, 2)))
    assert [each.text for each in detail(store, found).lines] == ["Trip", "Emergency fee"]
    (rest,) = store.run("kim", propose, ALL)
    assert [each.text for each in detail(store, rest).lines] == ["Filter"]


def test_what_is_outside_of_agreements_can_be_billed_alone(store: Store, posted: int) -> None:
    with store.write("kim") as work:
        gold = create_agreement(work, 1, AgreementDraft("Gold", starts_on=date(2020, 1, 1)))
        edit_order(work, posted, version=work.get(Order, posted).version, agreement_id=gold)
    with pytest.raises(Refusal, match="Nothing is waiting"):
        store.run("kim", propose, BillScope(1, without_agreement=True))
    assert len(store.run("kim", propose, BillScope(1, gold))) == 1


def test_a_line_is_on_one_bill_at_most(store: Store, proposal: int) -> None:
    with pytest.raises(Refusal, match="Nothing is waiting"):
        store.run("lou", propose, ALL)


def test_two_who_bill_at_once_share_nothing(store: Store, workshop: Workshop, shelf: Shelf) -> None:
    for _ in range(3):
        store.run("kim", post, store.run("kim", priced_order, workshop, shelf))
    errors = in_threads(*(lambda: store.run("kim", propose, ALL) for _ in range(3)))
    assert [str(error) for error in errors] == ["Nothing is waiting to be invoiced."] * 2
    with store.read() as session:
        (found,) = invoices(session)
    assert found.net == 1080


def test_lines_are_taken_off_and_the_sums_follow(store: Store, proposal: int) -> None:
    first, *others = detail(store, proposal).lines
    store.run("kim", remove_invoice_line, first.id)
    found = detail(store, proposal)
    assert [each.position for each in found.lines] == [1, 2, 3]
    assert (found.head.net, found.head.total) == (D(170), D("202.30"))
    for each in others:
        store.run("kim", remove_invoice_line, each.id)
    with store.read() as session:
        assert invoices(session) == []
        assert [row.net for row in billable(session)] == [360]


def test_a_dropped_proposal_leaves_its_lines_waiting(store: Store, proposal: int) -> None:
    store.run("kim", drop_proposal, proposal)
    with pytest.raises(Gone):
        store.run("kim", drop_proposal, proposal)
    (again,) = store.run("kim", propose, ALL)
    assert again != proposal
    assert len(detail(store, again).lines) == 4


def test_an_issued_invoice_has_number_dates_and_the_address_of_then(store: Store, proposal: int) -> None:
    store.run("setup", move_in, "Harbour Brewery")
    store.run("kim", set_remark, proposal, " Thank you ")
    assert store.run("kim", issued, proposal) == "INV-000001"
    found = detail(store, proposal)
    assert (found.head.issued_on, found.head.due_on) == (date(2026, 3, 2), date(2026, 3, 16))
    assert found.billed_address == "Hopfengasse 3\n20457 Hamburg\nDE"
    assert (found.head.status, found.head.remark) == (InvoiceStatus.ISSUED, "Thank you")


def test_without_an_address_for_bills_it_goes_to_the_site(store: Store, proposal: int) -> None:
    store.run("kim", issued, proposal)
    assert detail(store, proposal).billed_address == "Kai 1\n20457 Hamburg\nDE"


def test_numbers_have_no_gaps_whatever_is_dropped(store: Store, workshop: Workshop, shelf: Shelf) -> None:
    numbers = []
    for place in range(6):
        order_id = store.run("kim", priced_order, workshop, shelf)
        store.run("kim", post, order_id)
        (found,) = store.run("kim", propose, ALL)
        if place % 2:
            store.run("kim", drop_proposal, found)
        else:
            numbers.append(store.run("kim", issued, found))
    assert numbers == ["INV-000001", "INV-000002", "INV-000003"]


def test_what_is_issued_stays_as_it_is(store: Store, proposal: int) -> None:
    store.run("kim", issued, proposal)
    line_id = detail(store, proposal).lines[0].id
    for wish in (
        lambda: store.run("kim", drop_proposal, proposal),
        lambda: store.run("kim", remove_invoice_line, line_id),
        lambda: store.run("kim", issued, proposal),
        lambda: store.run("kim", set_remark, proposal, "late"),
    ):
        with pytest.raises(Refusal, match="INV-000001 is issued and stays"):
            wish()


def test_no_invoice_is_dated_before_the_last_one(store: Store, proposal: int, workshop: Workshop, shelf: Shelf) -> None:
    store.run("kim", issued, proposal, date(2026, 3, 5))
    store.run("kim", post, store.run("kim", priced_order, workshop, shelf))
    (other,) = store.run("kim", propose, ALL)
    with pytest.raises(Refusal, match="INV-000001 is already of 05/03/2026") as refused:
        store.run("kim", issued, other, date(2026, 3, 4))
    assert refused.value.field == "on"
    assert store.run("kim", issued, other, date(2026, 3, 5)) == "INV-000002"


def test_who_issues_what_somebody_else_has_changed_is_told(store: Store, proposal: int) -> None:
    version = detail(store, proposal).head.version
    store.run("lou", remove_invoice_line, detail(store, proposal).lines[0].id)
    with pytest.raises(Overtaken, match="Somebody else"):
        store.run("kim", lambda work: issue(work, proposal, version=version).id)


def test_a_credit_note_takes_the_whole_invoice_back(store: Store, proposal: int, posted: int) -> None:
    store.run("kim", issued, proposal)
    note = detail(store, store.run("kim", credited, proposal))
    assert (note.head.number, note.head.kind, note.head.credits) == (
        "CN-000001",
        InvoiceKind.CREDIT_NOTE,
        "INV-000001",
    )
    assert (note.head.total, note.head.remark, len(note.lines)) == (D("428.40"), "wrong price", 4)
    found = detail(store, proposal)
    assert (found.head.status, found.head.credited_by, len(found.lines)) == (InvoiceStatus.CREDITED, "CN-000001", 4)
    (again,) = store.run("kim", propose, BillScope(order_id=posted))
    assert store.run("kim", issued, again) == "INV-000002"
    assert story(store, posted)[-3:] == [
        "Invoice INV-000001 issued",
        "Invoice INV-000001 taken back with CN-000001: wrong price",
        "Invoice INV-000002 issued",
    ]


def test_nothing_is_credited_twice_without_why_or_before_it_is_issued(store: Store, proposal: int) -> None:
    with pytest.raises(Refusal, match="dropped, not credited"):
        store.run("kim", credited, proposal)
    store.run("kim", issued, proposal)
    with pytest.raises(Refusal, match="Say why") as refused:
        store.run("kim", credited, proposal, "  ")
    assert refused.value.field == "reason"
    note = store.run("kim", credited, proposal)
    with pytest.raises(Refusal, match="INV-000001 was credited already"):
        store.run("kim", credited, proposal)
    with pytest.raises(Refusal, match="CN-000001 is a credit note itself"):
        store.run("kim", credited, note)


def test_a_posting_is_not_taken_back_while_its_lines_are_billed(store: Store, proposal: int, posted: int) -> None:
    (posting,) = postings(store, posted)
    with pytest.raises(Refusal, match="on an invoice proposal; drop it first"):
        store.run("kim", take_back, posting.id)
    store.run("kim", issued, proposal)
    with pytest.raises(Refusal, match="on invoice INV-000001; credit it first"):
        store.run("kim", take_back, posting.id)
    store.run("kim", credited, proposal)
    store.run("kim", take_back, posting.id)
    check_whole(store)


def test_each_currency_has_a_bill_of_its_own(store: Store, posted: int, workshop: Workshop, shelf: Shelf) -> None:
    def in_dollars(work: UnitOfWork) -> int:
        other = work.get(Order, order(work, workshop))
        other.currency = "USD"
        work.note("test.marked", other)
        line(work, other.id, LineKind.ITEM, article_id=shelf.dollars)
        return other.id

    store.run("kim", post, store.run("kim", in_dollars))
    assert len(store.run("kim", propose, ALL)) == 2
    with store.read() as session:
        assert sorted((row.currency, row.net) for row in invoices(session)) == [("EUR", D(360)), ("USD", D(50))]
        assert [row.currency for row in invoices(session, words="harbour")] == ["USD", "EUR"]
        assert invoices(session, words="clinic") == []
        assert invoices(session, statuses=frozenset({InvoiceStatus.ISSUED})) == []


def test_a_customer_without_any_address_cannot_be_billed(store: Store, proposal: int) -> None:
    def tear_down(work: UnitOfWork) -> None:
        site = work.get(Order, 1).site
        site.street = ""
        work.note("site.changed", site)

    store.run("setup", tear_down)
    with pytest.raises(Refusal, match="Harbour Brewery has no address"):
        store.run("kim", issued, proposal)
    with store.read() as session:
        assert session.get_one(Invoice, proposal).number is None
