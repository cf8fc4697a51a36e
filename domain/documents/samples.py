"""Made-up orders and invoices to try templates with: one with everything, one with as little as can be."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from domain.catalogue.model import LineKind
from domain.documents.content import (
    Billed,
    Check,
    InvoicePaper,
    Line,
    Machine,
    OrderPaper,
    Past,
    Person,
    Place,
    Repair,
    Task,
    Totals,
    Visit,
)
from domain.documents.papers import Paper
from domain.documents.qr import QR_ASSET, QR_ORDER
from domain.documents.totals import totals
from domain.documents.visit_content import PlannedService, VisitPaper
from domain.documents.week_content import WeekPaper
from domain.documents.week_samples import bare_week, full_week
from domain.words import Priority

OPENED = datetime(2026, 3, 2, 8, 15, tzinfo=UTC)
PLACE = Place("Plant North", "Kaistraße 12", "20457", "Hamburg", "", "Gate 3, ask for the cellarman")


def samples(paper: Paper) -> tuple[OrderPaper | InvoicePaper | VisitPaper | WeekPaper, ...]:
    """What `paper` is tried with, the fullest first."""
    if paper.is_of_order:
        return full_order(internal=paper.is_internal), bare_order()
    if paper is Paper.VISIT_PLAN:
        return full_plan(), bare_plan()
    if paper is Paper.TECHNICIAN_WEEK:
        return full_week(), bare_week()
    return full_invoice(paper), bare_invoice(paper)


def full_order(*, internal: bool) -> OrderPaper:
    """An order that has everything."""
    lines = sample_lines()
    return OrderPaper(
        number="SO-001234",
        title="Supply water too warm on the upper floors",
        description="Since yesterday evening.\nThe alarm was acknowledged twice.",
        priority=Priority.HIGH,
        stage="In progress",
        order_type="Repair",
        agreement="AG-000017",
        responsible="kim",
        opened_at=OPENED,
        due_at=OPENED + timedelta(hours=8),
        minutes=120,
        customer_number="C-0001",
        customer="Harbour Brewery",
        place=PLACE,
        contact=Person("Bo Falk", "Cellarman", "+49 40 1234567", "falk@brewery.example"),
        machine=Machine("A-00001", "Chiller 1", "NF000001", "Nordfrost CX 400", date(2021, 4, 1)),
        internal_note="Take the long ladder." if internal else "",
        external_note="The plant may stand still until noon.",
        skills=("F-gas", "Working at height"),
        visits=(Visit("Kim Berger", OPENED + timedelta(hours=2), OPENED + timedelta(hours=4)),),
        tasks=_tasks(internal=internal),
        repairs=(_repair(),),
        history=(
            Past("SO-001101", OPENED - timedelta(days=40), "Leak test", "Done", ("Oil at a flare joint → Sealed",)),
        ),
        lines=lines,
        totals=totals(lines, "EUR"),
        signed_off_at=OPENED + timedelta(hours=4),
        signed_off_by="Bo Falk",
        signature="",
        qr_order=QR_ORDER,
        qr_asset=QR_ASSET,
    )


def bare_order() -> OrderPaper:
    """An order that has nothing but what every order has."""
    return OrderPaper(
        number="SO-001235", title="Look at the noise", description="", priority=Priority.LOW, stage="New",
        order_type="", agreement="", responsible="", opened_at=OPENED, due_at=None, minutes=60,
        customer_number="C-0002", customer="Clinic on the Hill", place=Place("East wing", "", "", "Kiel"),
        contact=None, machine=None, internal_note="", external_note="", skills=(), visits=(), tasks=(), repairs=(),
        history=(), lines=(), totals=totals((), "EUR"), signed_off_at=None, signed_off_by="", signature="",
        qr_order=QR_ORDER, qr_asset="",
    )  # fmt: skip


def full_invoice(paper: Paper) -> InvoicePaper:
    """An invoice or credit note over two orders and a subscription."""
    lines = sample_lines()
    fee = replace(lines[-1], position=5, article="F-2", text="Remote watch", chargeable=True, net=Decimal(59))
    fee = replace(fee, done_on=date(2026, 3, 1), until=date(2026, 3, 31))
    credit = paper is Paper.CREDIT_NOTE
    return InvoicePaper(
        number="INV-000042",
        is_credit_note=credit,
        credits="INV-000041" if credit else "",
        customer_number="C-0001",
        rows=("Harbour Brewery", "Kaistraße 12", "20457 Hamburg"),
        issued_on=date(2026, 3, 5),
        due_on=None if credit else date(2026, 3, 19),
        remark="Your order 4711",
        orders=(
            Billed("SO-001234", "Supply water too warm", "Plant North, Hamburg", lines[:2]),
            Billed("SO-001240", "Leak test and maintenance", "Plant North, Hamburg", lines[2:]),
            Billed("SU-000007", "Remote watch", "", (fee,), is_subscription=True),
        ),
        totals=totals((*lines, fee), "EUR"),
    )


def bare_invoice(paper: Paper) -> InvoicePaper:
    """A proposal without a remark and lines."""
    nothing = Totals("EUR", Decimal(0), (), Decimal(0), Decimal(0))
    credit = paper is Paper.CREDIT_NOTE
    return InvoicePaper("", credit, "", "C-0002", ("Clinic on the Hill",), None, None, "", (), nothing)


def full_plan() -> VisitPaper:
    """A visit that is done, one that is booked, and one that is only planned."""
    place = "Plant North, Hamburg"
    return VisitPaper(
        number="AG-000017",
        name="Full service",
        customer_number="C-0001",
        rows=("Harbour Brewery", "Kaistraße 12", "20457 Hamburg"),
        first=date(2026, 1, 1),
        last=date(2026, 12, 31),
        services=(
            PlannedService(date(2026, 3, 2), "", "Chiller 1", "A-0042", "Leak test", place, "Kim", "SO-001234", True),
            PlannedService(date(2026, 6, 2), "8:00 – 9:30", "Lift", "A-0043", "Care", place, "Kim", "SO-001301", False),
            PlannedService(date(2026, 9, 7), "7 Sep 2026 – 13 Sep 2026", "", "", "Look around", place, "", "", False),
        ),
    )


def bare_plan() -> VisitPaper:
    """An agreement without visits."""
    day = date(2026, 1, 1)
    return VisitPaper("AG-000018", "Hotline", "C-0002", ("Clinic on the Hill",), day, day, ())


def sample_lines() -> tuple[Line, ...]:
    """One line of every kind, at two rates of tax; the last one is not charged."""
    given = (
        (LineKind.HOUR, "", "Work on site", "1.75", "h", "96.50", "19", True),
        (LineKind.ITEM, "P-10021", 'Filter drier 3/8"', "2", "pcs", "41.9", "19", True),
        (LineKind.EXPENSE, "", "Parking", "1", "pcs", "12", "7", True),
        (LineKind.FEE, "F-1", "Travel flat rate", "1", "pcs", "59", "19", False),
    )
    return tuple(
        Line(
            position=at,
            kind=kind,
            article=article,
            text=text,
            note="",
            technician="Kim Berger" if kind is LineKind.HOUR else "",
            done_on=date(2026, 3, 2),
            quantity=Decimal(quantity),
            unit=unit,
            price=Decimal(price),
            tax_percent=Decimal(tax),
            chargeable=charged,
            net=round(Decimal(quantity) * Decimal(price), 2) if charged else Decimal(0),
        )
        for at, (kind, article, text, quantity, unit, price, tax, charged) in enumerate(given, 1)
    )


def _tasks(*, internal: bool) -> tuple[Task, ...]:
    checks = (Check("Oil level", True, True), Check("Photo of the type plate", False, False))
    return (
        Task("Leak test", "The detector lies in van 3." if internal else "", "No leak found.", OPENED, "Kim", checks),
        Task("Tell the cellarman", "", "", None, "", ()),
    )


def _repair() -> Repair:
    return Repair(
        machine="Chiller 1",
        title="Water too warm",
        note="",
        condition="Worn",
        symptom="Supply too warm",
        diagnosis="Leak at a flare joint",
        resolution="Sealed and refilled",
        finished_at=OPENED + timedelta(hours=4),
    )
