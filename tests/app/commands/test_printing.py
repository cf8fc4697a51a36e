"""`callout print`: the paper of an order by its number, as PDF, in a process without a screen."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.commands.printing import KINDS, sheet
from domain.agreements.header import AgreementDraft
from domain.agreements.service import create_agreement
from domain.documents.papers import Paper
from domain.errors import Unavailable
from domain.store.files import FileStore
from domain.store.store import Store
from main import FAILED, main
from tests.support.source import ROOT
from tests.support.workshop import build, order


@pytest.fixture
def database(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'callout.db'}"
    store = Store.open(url)
    store.run("kim", order, store.run("setup", build))
    store.close()
    return url


def callout(tmp_path: Path, database: str, *words: str) -> subprocess.CompletedProcess[str]:
    shared = ("--database", database, "--profile", str(tmp_path), "--language", "en")
    bare = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "QT_QPA_PLATFORM"}}
    command = [sys.executable, str(ROOT / "main.py"), "print", *words, *shared]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, cwd=tmp_path, env=bare)


def test_a_receipt_is_written_and_can_be_read_back(tmp_path: Path, database: str) -> None:
    done = callout(tmp_path, database, "receipt", "SO-000001", "receipt.pdf")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    text = PdfReader(tmp_path / "receipt.pdf").pages[0].extract_text()
    assert "Work receipt SO-000001" in text
    assert "Harbour Brewery" in text


def test_what_is_not_there_is_told_in_one_line(
    tmp_path: Path, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shared = ["--database", database, "--profile", str(tmp_path), "--language", "en"]
    assert main(["print", "receipt", "SO-9", str(tmp_path / "a.pdf"), *shared]) == FAILED
    assert main(["print", "poster", "SO-000001", str(tmp_path / "a.pdf"), *shared]) == FAILED
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "callout: There is no Work receipt SO-9."
    assert told[1].startswith("callout: There is no paper “poster”; there are order, description, receipt")
    assert not (tmp_path / "a.pdf").exists()


def test_the_visits_of_an_agreement_are_written(tmp_path: Path, database: str) -> None:
    store = Store.open(database)
    store.run("kim", create_agreement, 1, AgreementDraft("Gold", date(2026, 1, 1)))
    store.close()
    done = callout(tmp_path, database, "visits", "AG-000001", "visits.pdf")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    text = PdfReader(tmp_path / "visits.pdf").pages[0].extract_text()
    assert "Plan of visits" in text
    assert "AG-000001" in text


def test_an_invoice_number_is_no_order_number(tmp_path: Path, database: str) -> None:
    store = Store.open(database)
    for paper in (Paper.INVOICE, Paper.CREDIT_NOTE):
        with pytest.raises(Unavailable):
            sheet(store, FileStore(tmp_path), paper, "SO-000001")
    store.close()
    assert set(KINDS.values()) == set(Paper)


def test_the_week_of_a_technician_is_written(tmp_path: Path, database: str) -> None:
    done = callout(tmp_path, database, "week", "Kim", "week.pdf")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    text = PdfReader(tmp_path / "week.pdf").pages[0].extract_text()
    assert "Work plan Kim" in text
    assert "Nothing booked." in text
