"""Papers of orders: what is read for them, and what the customer never gets to see."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from domain.catalogue.model import LineKind
from domain.documents.content import OrderPaper
from domain.documents.order_loading import load_order
from domain.documents.papers import Paper
from domain.documents.sheets import order_sheet
from domain.errors import Gone
from domain.orders.content import (
    Attachment,
    AttachmentKind,
    LineStatus,
    OrderAddress,
    OrderLine,
    OrderTask,
    TaskCheck,
)
from domain.orders.model import Order
from domain.parameters.registry import Parameters
from domain.scheduling.model import Booking
from domain.store.files import FileStore
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.moments import MONDAY_MORNING
from tests.support.repairs import Bench
from tests.support.workshop import Workshop, order

SECRET = "the customer does not pay in time"


@pytest.fixture
def placed(store: Store, bench: Bench, workshop: Workshop) -> int:
    """An order with everything on it; whatever is internal says SECRET."""
    bench.happened(20, bench.leak, bench.sealed)
    bench.add(symptom_id=bench.warm, diagnosis_id=bench.leak, resolution_id=bench.sealed, note=SECRET)
    store.run("kim", fill, bench.order, workshop)
    return bench.order


def fill(work: UnitOfWork, order_id: int, workshop: Workshop) -> None:
    found = work.get(Order, order_id)
    found.internal_note, found.external_note = SECRET, "Stands still until noon"
    work.note("order.edited", found)
    for position, (kind, price, tax, status) in enumerate(
        (
            (LineKind.HOUR, "80", "19", LineStatus.CREATED),
            (LineKind.ITEM, "41.905", "7", LineStatus.CREATED),
            (LineKind.FEE, "999", "19", LineStatus.CANCELLED),
        ),
        1,
    ):
        work.add(line(order_id, position, kind, price, tax, status), "order_line.added")
    checks = [TaskCheck(position=1, text="Oil <level>", required=True, checked_at=work.now, checked_by="kim")]
    task = OrderTask(order_id=order_id, position=1, name="Leak test", internal_note=SECRET, external_note="No leak")
    task.checks = checks
    task.done_at, task.done_by = work.now, "kim"
    work.add(task, "task.added")
    work.note("task.added", checks[0])
    start = MONDAY_MORNING + timedelta(hours=1)
    booking = Booking(
        order_id=order_id, technician_id=workshop.kim, start_at=start, finish_at=start + timedelta(hours=2)
    )
    work.add(booking, "booking.placed")


def line(order_id: int, position: int, kind: LineKind, price: str, tax: str, status: LineStatus) -> OrderLine:
    return OrderLine(
        order_id=order_id,
        position=position,
        kind=kind,
        status=status,
        text=f"{kind.label} of work",
        note=SECRET,
        quantity=Decimal(2),
        unit="h",
        cost_price=Decimal("12.34"),
        sales_price=Decimal(price),
        tax_percent=Decimal(tax),
        done_on=MONDAY_MORNING.date(),
    )


def loaded(store: Store, order_id: int, paper: Paper) -> OrderPaper:
    with store.read() as session:
        return load_order(session, order_id, paper, Parameters())


def test_the_work_description_tells_the_technician_everything(store: Store, placed: int) -> None:
    paper = loaded(store, placed, Paper.WORK_DESCRIPTION)
    assert paper.internal_note == paper.tasks[0].internal_note == paper.repairs[0].note == paper.lines[0].note == SECRET
    assert paper.machine is not None
    assert (paper.machine.number, paper.place.rows) == ("A-00001", ("Cellar", "Kai 1", "20457 Hamburg"))
    assert [each.kind for each in paper.parts] == [LineKind.ITEM]
    assert paper.history[0].repairs == ("Supply too warm → Leak at a flare joint → Sealed and refilled",)
    with store.read() as session:
        sheet = order_sheet(session, placed, Paper.WORK_DESCRIPTION)
    assert SECRET in sheet.html
    assert set(sheet.pictures) == {"qr-order", "qr-asset"}
    assert all(picture.startswith(b"\x89PNG") for picture in sheet.pictures.values())


@pytest.mark.parametrize("paper", [Paper.WORK_RECEIPT, Paper.ORDER])
def test_what_is_internal_never_reaches_a_paper_of_the_customer(store: Store, placed: int, paper: Paper) -> None:
    assert SECRET not in repr(loaded(store, placed, paper))
    assert "12.34" not in repr(loaded(store, placed, paper))
    assert loaded(store, placed, paper).history == ()
    with store.read() as session:
        html = order_sheet(session, placed, paper).html
    assert "Stands still until noon" in html
    assert "Hour of work" in html


def test_the_receipt_tells_what_was_done_and_the_order_what_it_costs(store: Store, placed: int) -> None:
    with store.read() as session:
        receipt = order_sheet(session, placed, Paper.WORK_RECEIPT)
        order_paper = order_sheet(session, placed, Paper.ORDER)
    for text in ("Leak test", "No leak", "Oil &lt;level&gt;", "Sealed and refilled", "Signature of the customer"):
        assert text in receipt.html
    assert (receipt.title, receipt.file_name) == ("Work receipt SO-000001", "Work receipt SO-000001.pdf")
    for text in ("160.00", "83.81", "€243.81", "Tax 19\N{NO-BREAK SPACE}% on €160.00", "€30.40", "€5.87", "€280.08"):
        assert text in order_paper.html


def test_cancelled_lines_are_not_on_any_paper(store: Store, placed: int) -> None:
    paper = loaded(store, placed, Paper.ORDER)
    assert [(each.position, each.kind) for each in paper.lines] == [(1, LineKind.HOUR), (2, LineKind.ITEM)]


def test_times_are_those_of_the_site(store: Store, placed: int) -> None:
    (visit,) = loaded(store, placed, Paper.ORDER).visits
    assert visit.start == MONDAY_MORNING + timedelta(hours=1)
    assert str(visit.start.tzinfo) == "Europe/Berlin"


def test_an_address_of_the_order_alone_comes_before_that_of_the_site(store: Store, placed: int) -> None:
    def move(work: UnitOfWork) -> None:
        address = OrderAddress(
            order_id=placed,
            name="Hall 3",
            street="Rue 1",
            postcode="1000",
            city="Lyon",
            country="FR",
            hint="Ring twice",
        )
        work.add(address, "order.address_set")

    store.run("kim", move)
    place = loaded(store, placed, Paper.ORDER).place
    assert (place.rows, place.hint) == (("Hall 3", "Rue 1", "1000 Lyon", "France"), "Ring twice")


def test_a_drawn_signature_stands_on_the_receipt_once_it_is_signed(store: Store, placed: int, tmp_path: Path) -> None:
    files = FileStore(tmp_path / "files")
    ink = b"\x89PNG\r\n\x1a\n" + b"ink" * 20

    def attach(work: UnitOfWork) -> None:
        taken = files.add_content("signature.png", ink)
        picture = Attachment(
            order_id=placed, kind=AttachmentKind.SIGNATURE, name=taken.name, media_type=taken.media_type,
            size=taken.size, sha256=taken.sha256, added_at=work.now, added_by="kim",
        )  # fmt: skip
        work.add(picture, "attachment.added")

    def sign(work: UnitOfWork) -> None:
        found = work.get(Order, placed)
        found.signed_off_at, found.signed_off_by = work.now, "Bo Falk"
        work.note("order.signed_off", found)

    store.run("kim", attach)
    with store.read() as session:
        assert "signature" not in order_sheet(session, placed, Paper.WORK_RECEIPT, files).pictures
    store.run("kim", sign)
    with store.read() as session:
        signed = order_sheet(session, placed, Paper.WORK_RECEIPT, files)
        without = order_sheet(session, placed, Paper.WORK_RECEIPT, FileStore(tmp_path / "lost"))
    assert signed.pictures["signature"] == ink
    assert 'src="signature"' in signed.html
    assert "Bo Falk" in without.html
    assert 'src="signature"' not in without.html


def test_an_order_without_asset_and_lines_prints_as_well(store: Store, workshop: Workshop, bench: Bench) -> None:
    def strip(work: UnitOfWork) -> int:
        found = work.get(Order, order(work, workshop))
        found.asset = None
        return found.id

    bare = store.run("kim", strip)
    with store.read() as session:
        for paper in (Paper.WORK_DESCRIPTION, Paper.WORK_RECEIPT, Paper.ORDER):
            sheet = order_sheet(session, bare, paper)
            assert set(sheet.pictures) == {"qr-order"}


def test_an_order_that_is_gone_is_told_so(store: Store) -> None:
    with store.read() as session, pytest.raises(Gone):
        order_sheet(session, 999, Paper.ORDER)
