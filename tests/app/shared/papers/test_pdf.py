"""Papers as PDF: the text can be read back, tables go on over pages, every page has its foot."""

import io
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from app.shared.papers.leaves import HEIGHT, WIDTH, Leaves
from app.shared.papers.pdf import page_layout, pdf, write_pdf
from app.shared.papers.printing import print_on
from app.shared.tasks import Tasks
from app.shared.theme import Theme
from domain.documents.content import InvoicePaper, OrderPaper
from domain.documents.order_loading import SIGNATURE
from domain.documents.papers import Paper
from domain.documents.samples import samples
from domain.documents.sheets import Sheet, compose
from domain.documents.totals import totals
from domain.documents.visit_content import VisitPaper
from domain.errors import Unavailable
from domain.language import speak
from domain.parameters.registry import Parameters
from main import LOCALES

KNOWN = Parameters(centre_name="Kälte & Aufzug Straßmann", paper_footer="Amtsgericht Köln, HRB 4711 Ä")
LONG = "Ölwechsel an der Schraubenverdichteranlage einschließlich Entsorgung des Altöls und Prüfung der Dichtheit"


@pytest.fixture(autouse=True)
def english_afterwards(theme: Theme) -> Iterator[None]:
    yield
    speak("en", LOCALES)


def sample(
    paper: Paper, content: OrderPaper | InvoicePaper | VisitPaper | None = None, signature: bytes | None = None
) -> Sheet:
    return compose(paper, content or samples(paper)[0], KNOWN, {}, signature)


def long_invoice() -> InvoicePaper:
    full = samples(Paper.INVOICE)[0]
    assert isinstance(full, InvoicePaper)
    line = full.orders[0].lines[0]
    lines = tuple(
        replace(line, position=at, text=LONG if at % 7 == 0 else f"Position {at}", net=Decimal(at))
        for at in range(1, 61)
    )
    return replace(full, orders=(replace(full.orders[0], lines=lines),), totals=totals(lines, "EUR"))


def pictures(page: PageObject) -> list[tuple[int, int]]:
    """Width and height of every picture on the page."""
    kept = page["/Resources"]
    assert isinstance(kept, DictionaryObject)
    found = [each.get_object() for each in kept.get("/XObject", DictionaryObject()).values()]
    return [(each["/Width"], each["/Height"]) for each in found if each["/Subtype"] == "/Image"]


def pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("language", ["en", "de"])
def test_the_text_of_every_paper_can_be_read_back(paper: Paper, language: str) -> None:
    speak(language, LOCALES)
    content = pdf(sample(paper))
    text = "\n".join(pages(content))
    assert paper.label in text
    assert "Kälte & Aufzug Straßmann" in text
    assert ("INV-000042" if paper in (Paper.INVOICE, Paper.CREDIT_NOTE) else "SO-001234") in text
    assert "Amtsgericht Köln, HRB 4711 Ä" in text
    assert "\t" not in text
    told = PdfReader(io.BytesIO(content)).metadata
    assert told is not None
    assert str(told.title).startswith(paper.label)


def test_sixty_lines_go_on_over_pages_with_the_head_of_the_table_on_each() -> None:
    found = pages(pdf(sample(Paper.INVOICE, long_invoice())))
    assert len(found) == 3
    for at, text in enumerate(found, 1):
        assert "Quantity\nPrice\nTax\nAmount" in text
        assert f"Invoice INV-000042 · Page {at} of 3" in text.replace("  ", " ")
        assert "HRB 4711" in text
    whole = "\n".join(found)
    assert [f"Position {at}\n" in whole for at in range(1, 61) if at % 7] == [True] * 52
    assert "€1,830.00" in found[-1]
    assert "€2,177.70" in found[-1]


def test_a_page_is_a4_and_prints_the_codes_and_the_signature(theme: Theme, tmp_path: Path) -> None:
    signature = QImage(240, 60, QImage.Format.Format_RGB32)
    signature.fill(0x2040A0)
    signature.save(str(tmp_path / "ink.png"))
    full = samples(Paper.WORK_RECEIPT)[0]
    assert isinstance(full, OrderPaper)
    drawn = (tmp_path / "ink.png").read_bytes()
    ink = sample(Paper.WORK_RECEIPT, replace(full, signature=SIGNATURE), drawn)
    (page,) = PdfReader(io.BytesIO(pdf(ink))).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    assert pictures(page) == [(240, 60)]
    codes = pictures(PdfReader(io.BytesIO(pdf(sample(Paper.WORK_DESCRIPTION)))).pages[0])
    assert len(codes) == 2
    assert all(width == height >= 150 for width, height in codes)


def test_a_template_reads_no_file_of_the_machine(theme: Theme, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    picture = QImage(50, 50, QImage.Format.Format_RGB32)
    picture.save(str(secret))
    html = f'<p>Look</p><img src="{secret}"/><img src="{secret.as_uri()}"/><img src="qr-order"/>'
    (page,) = PdfReader(io.BytesIO(pdf(Sheet("Look", html, {}, "")))).pages
    assert "Look" in page.extract_text()
    assert pictures(page) == []


def test_a_heading_never_stands_alone_at_the_end_of_a_page(theme: Theme) -> None:
    for rows in range(40, 60):
        html = "<p>row</p>" * rows + "<h2>Heading</h2><table><tr><td>below it</td></tr></table>"
        found = pages(pdf(Sheet("Headings", html, {}, "")))
        assert ["Heading\n" in page for page in found] == ["below it" in page for page in found]


def test_signature_and_sums_are_never_cut_in_two(theme: Theme) -> None:
    box = "<h6>Above</h6><table><tr><td>first<br/>second<br/>third<br/>fourth</td></tr></table>"
    sums = "<p>before</p><table><tr><td>Net</td></tr><tr><td>Tax</td></tr><tr><td>Total</td></tr></table>"
    for rows in range(40, 60):
        found = pages(pdf(Sheet("Boxes", "<p>row</p>" * rows + box, {}, "")))
        assert len([page for page in found if any(word in page for word in ("Above", "first", "third", "fourth"))]) == 1
        found = pages(pdf(Sheet("Sums", "<p>row</p>" * rows + sums, {}, "")))
        assert len([page for page in found if any(word in page for word in ("Net", "Tax", "Total"))]) == 1


def test_a_paper_may_have_its_long_side_down(theme: Theme) -> None:
    upright, lying = (Sheet("Report", "<p>row</p>", {}, "", landscape=each) for each in (False, True))
    sizes = [PdfReader(io.BytesIO(pdf(sheet))).pages[0].mediabox for sheet in (upright, lying)]
    assert [size.width < size.height for size in sizes] == [True, False]
    assert Leaves(lying).size == Leaves(upright).size.transposed()


def test_black_on_white_in_every_theme(theme: Theme) -> None:
    picture = QImage(round(WIDTH / 4), round(HEIGHT / 4), QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFF)
    painter = QPainter(picture)
    painter.scale(0.25, 0.25)
    Leaves(sample(Paper.ORDER)).paint(painter, 0)
    painter.end()
    dark = sum(picture.pixelColor(x, y).lightness() < 90 for x in range(0, 600, 2) for y in range(40, 200))
    assert dark > 200


def test_a_printer_gets_the_pages_asked_for(theme: Theme, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFullPage(True)
    sheet = sample(Paper.INVOICE, long_invoice())
    printer.setPageLayout(page_layout(sheet))
    printer.setFromTo(2, 3)
    print_on(printer, sheet)
    found = pages((tmp_path / "printed.pdf").read_bytes())
    found = [text.replace("\t", " ") for text in found]
    assert ["Page 2 of 3" in found[0], "Page 3 of 3" in found[1], len(found)] == [True, True, 2]


def test_a_pdf_replaces_what_was_there_only_when_it_is_whole(theme: Theme, tmp_path: Path) -> None:
    path = tmp_path / "Rechnung für Köln.pdf"
    path.write_bytes(b"before")
    write_pdf(path, sample(Paper.INVOICE))
    assert path.read_bytes().startswith(b"%PDF")
    with pytest.raises(Unavailable, match="cannot be written"):
        write_pdf(tmp_path / "no folder" / "a.pdf", sample(Paper.INVOICE))
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(Unavailable, match="cannot be written"):
        write_pdf(tmp_path / "folder.pdf", sample(Paper.INVOICE))
    assert {each.name for each in tmp_path.iterdir()} == {path.name, "folder.pdf"}


def test_papers_are_laid_out_on_any_thread(tasks: Tasks, theme: Theme, qtbot: QtBot) -> None:
    done: list[bytes] = []
    tasks.run(lambda: pdf(sample(Paper.INVOICE, long_invoice())), done.append)
    tasks.run(lambda: pdf(sample(Paper.INVOICE, long_invoice())), done.append)
    qtbot.waitUntil(lambda: len(done) == 2, timeout=20_000)
    assert len(pages(done[0])) == len(pages(done[1])) == 3
