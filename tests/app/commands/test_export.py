"""`callout export`: lists about money, from the words of the command line to the file."""

import csv
import io
import json
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from domain.billing.billable import BillScope
from domain.billing.invoice_service import propose
from domain.settings import load
from domain.store.store import Store
from main import main
from tests.support.billed_fees import bill, make_fees
from tests.support.books import post
from tests.support.priced import price, priced_order, stock
from tests.support.subscribed import FIRST, subscribe
from tests.support.workshop import build


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile with one posted order over 360 that costs 167.40, and a proposal for it."""
    settings = load({"profile": str(tmp_path / "profile")}, {})
    with closing(Store.open(settings.database)) as store:
        workshop = store.run("setup", build)
        shelf = store.run("setup", stock)
        store.run("setup", price, "List 2026", sales_price=Decimal(99))
        store.run("kim", post, store.run("kim", priced_order, workshop, shelf))
        store.run("kim", propose, BillScope())
        subscribed = store.run("setup", subscribe)
        store.run("kim", make_fees, subscribed.subscription, FIRST, FIRST.replace(day=31))
        store.run("kim", bill, BillScope(subscription_id=subscribed.subscription))
    return settings.profile


def export(profile: Path, *words: str) -> int:
    return main(["export", *words, "--profile", str(profile), "--language", "en"])


def rows(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def test_the_margin_is_exported_line_by_line_or_compared(profile: Path, tmp_path: Path) -> None:
    assert export(profile, "margin", str(tmp_path / "lines.json")) == 0
    lines = rows(tmp_path / "lines.json")
    assert [(line["order"], line["kind"], line["sales"]) for line in lines] == [
        ("SO-000001", "hour", 198),
        ("SO-000001", "item", 85),
        ("SO-000001", "expense", 60),
        ("SO-000001", "fee", 25),
    ]
    assert export(profile, "margin", str(tmp_path / "customers.json"), "--by", "customer", "--posted") == 0
    (group,) = rows(tmp_path / "customers.json")
    assert (group["customer"], group["sales"], group["cost"], group["percent"]) == ("Harbour Brewery", 368, 167.4, 54.5)
    assert export(profile, "margin", str(tmp_path / "none.json"), "--by", "month", "--until", "2025-12-31") == 0
    assert rows(tmp_path / "none.json") == []


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("articles", 7),
        ("prices", 1),
        ("postings", 14),
        ("invoices", 2),
        ("fees", 1),
        ("fee-postings", 2),
        ("agreement-margin", 1),
    ],
)
@pytest.mark.parametrize("end", ["csv", "json", "xlsx"])
def test_every_list_is_written_in_every_format(profile: Path, tmp_path: Path, kind: str, count: int, end: str) -> None:
    file = tmp_path / f"list.{end}"
    assert export(profile, kind, str(file)) == 0
    assert file.stat().st_size > 100
    if end == "json":
        assert len(rows(file)) == count


def test_debit_equals_credit_in_the_exported_postings(profile: Path, tmp_path: Path) -> None:
    export(profile, "postings", str(tmp_path / "list.json"))
    entries = rows(tmp_path / "list.json")
    assert round(sum(each["debit"] - each["credit"] for each in entries), 2) == 0


def test_without_a_file_csv_comes_on_standard_output(profile: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert export(profile, "margin", "--by", "kind") == 0
    text = capfdbinary.readouterr().out.decode()
    assert [row["kind"] for row in csv.DictReader(io.StringIO(text))] == ["Expense", "Fee", "Hour", "Item"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("moods", "x.csv"), "There is no list “moods”"),
        (("margin", "x.csv", "--by", "weather"), "not by “weather”"),
        (("margin", "x.csv", "--since", "yesterday"), "“yesterday” is no day"),
        (("margin", "x.doc"), "must end in one of"),
        (("margin", "/nowhere/x.csv"), "is not there"),
    ],
)
def test_mistakes_are_told_in_one_line(
    profile: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str
) -> None:
    assert export(profile, *words) == 1
    told = capsys.readouterr().err
    assert says in told
    assert told.count("\n") == 1
