"""`callout export bookings` and `callout export calendar`: what is on the board, for other programs."""

import csv
import json
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.scheduling.model import Booking
from domain.settings import load
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from main import FAILED, main
from tests.support.workshop import Workshop, build, order

TEN = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


def book(work: UnitOfWork, workshop: Workshop, start: datetime) -> None:
    order_id = order(work, workshop)
    finish = start + timedelta(hours=1)
    booking = Booking(order_id=order_id, technician_id=workshop.kim, start_at=start, finish_at=finish, note="Ring")
    work.add(booking, "booking.placed")


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    settings = load({"profile": str(tmp_path / "profile")}, {})
    with closing(Store.open(settings.database)) as store:
        workshop = store.run("setup", build)
        store.run("kim", book, workshop, TEN)
        store.run("kim", book, workshop, TEN + timedelta(days=7))
    return settings.profile


def export(profile: Path, *words: str) -> int:
    return main(["export", *words, "--profile", str(profile), "--language", "en"])


def test_bookings_are_exported_with_who_when_and_where(profile: Path, tmp_path: Path) -> None:
    assert export(profile, "bookings", str(tmp_path / "all.json")) == 0
    first, second = json.loads((tmp_path / "all.json").read_text("utf-8"))
    assert (first["technician"], first["order"], first["customer"]) == ("Kim", "SO-000001", "Harbour Brewery")
    assert (first["status"], first["lock"], first["note"]) == ("planned", "none", "Ring")
    assert first["start"].startswith("2026-03-03T09:00")
    assert second["order"] == "SO-000002"


def test_days_choose_the_bookings_in_every_format(profile: Path, tmp_path: Path) -> None:
    days = ("--since", "2026-03-04", "--until", "2026-03-31")
    assert export(profile, "bookings", str(tmp_path / "some.csv"), *days) == 0
    with (tmp_path / "some.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 2
    assert export(profile, "bookings", str(tmp_path / "some.xlsx"), *days) == 0
    assert (tmp_path / "some.xlsx").read_bytes().startswith(b"PK")


def test_a_calendar_is_exported(profile: Path, tmp_path: Path) -> None:
    words = ("calendar", str(tmp_path / "kim.ics"), "--technician", "Kim", "--since", "2026-03-02")
    assert export(profile, *words) == 0
    assert (tmp_path / "kim.ics").read_text("utf-8").count("BEGIN:VEVENT") == 2


def test_what_is_not_there_is_told_in_one_line(
    profile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(profile, "calendar", str(tmp_path / "a.ics")) == FAILED
    assert export(profile, "calendar", str(tmp_path / "a.ics"), "--technician", "Nobody") == FAILED
    assert export(profile, "calendar", str(tmp_path / "gone" / "a.ics"), "--technician", "Kim") == FAILED
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "callout: Say whose calendar it is: --technician NAME."
    assert told[1] == "callout: There is no technician Nobody."
    assert "cannot be written" in told[2]
