"""Calendars are entered, tried out before they are kept, changed and deleted."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.calendars.closing import CalendarDraft, ClosedDays, DayKind, OpenDay
from domain.calendars.hours import Window
from domain.calendars.queries import calendar, calendars, days, hours_of
from domain.calendars.service import change_calendar, create_calendar, delete_calendar
from domain.errors import Gone, Overtaken, Refusal
from domain.sla.model import Sla
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.calendars import ALWAYS, OFFICE

DESK = CalendarDraft(
    name="Desk",
    windows=tuple(OFFICE),
    timezone="Europe/Berlin",
    country="DE",
    subdivision="BY",
    open_holidays=(OpenDay("Allerheiligen", 2026), OpenDay("Fronleichnam")),
    closures=(ClosedDays("Between the years", 12, 27, 1, 2), ClosedDays("Inventory", 6, 30, 6, 30, 2026)),
)


def test_a_calendar_is_read_as_it_was_entered(store: Store) -> None:
    made = store.run("kim", create_calendar, DESK)
    with store.read() as session:
        assert calendar(session, made).draft == DESK
        assert [row.name for row in calendars(session)] == ["Desk"]


def test_its_hours_know_holidays_closures_and_the_days_that_are_switched_back_on(store: Store) -> None:
    made = store.run("kim", create_calendar, DESK)
    with store.read() as session:
        hours = hours_of(session, made, "Asia/Tokyo")
        rows = days(session, made, 2026)

    def works(month: int, day: int, year: int = 2026) -> bool:
        return hours.is_open(datetime(year, month, day, 9, tzinfo=UTC))

    assert works(6, 4)  # Corpus Christi is switched off for every year
    assert works(6, 11, 2020) == works(5, 27, 2027) is True
    assert works(11, 2)
    assert not works(5, 14)  # Ascension Day
    assert not works(6, 30)
    assert works(6, 30, 2027)
    assert not works(12, 28)
    assert not works(1, 1, 2027)
    assert {(row.name, row.open) for row in rows if row.day == date(2026, 11, 1)} == {("Allerheiligen", True)}
    assert {row.day for row in rows if row.kind is DayKind.CLOSURE and row.day.month == 1} == {
        date(2026, 1, 1),
        date(2026, 1, 2),
    }
    assert not any(row.open for row in rows if row.name == "Neujahr")


def test_without_a_zone_of_its_own_it_is_meant_in_that_of_the_site(store: Store) -> None:
    made = store.run("kim", create_calendar, replace(DESK, timezone=None))
    at = datetime(2026, 3, 2, 1, tzinfo=UTC)  # 10 o'clock in Tokyo
    with store.read() as session:
        assert hours_of(session, made, "Asia/Tokyo").is_open(at)
        assert not hours_of(session, made, "Europe/Berlin").is_open(at)
        with pytest.raises(Refusal, match="time zone"):
            hours_of(session, made, "Atlantis/Capital")


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"name": " "}, "name", "between 1 and"),
        ({"timezone": "Berlin"}, "timezone", "time zone"),
        ({"timezone": "../etc/passwd"}, "timezone", "time zone"),
        ({"country": "XX"}, "country", "not known"),
        ({"subdivision": "XX"}, "subdivision", "no such region"),
        ({"country": "", "subdivision": "BY"}, "subdivision", "no such region"),
        ({"windows": ()}, "windows", "no working time"),
        ({"windows": (Window(0, 600, 600),)}, "windows", "ends after it starts"),
        ({"windows": (Window(0, 1320, 360),)}, "windows", "divided at midnight"),
        ({"windows": (Window(0, 480, 720), Window(0, 700, 1000))}, "windows", "overlap"),
        ({"windows": (Window(7, 480, 720),)}, "windows", "seven days"),
        ({"closures": (ClosedDays("All year", 1, 1, 12, 31),)}, "windows", "no working time"),
        ({"closures": (ClosedDays("Never", 4, 31, 5, 1),)}, "closures", "no such day"),
        ({"closures": (ClosedDays("Leap", 2, 29, 3, 1, 2026),)}, "closures", "no such day"),
        ({"closures": (ClosedDays("", 1, 1, 1, 1),)}, "closures", "between 1 and"),
        ({"closures": (ClosedDays("Long ago", 1, 1, 1, 1, 0),)}, "closures", "no such year"),
    ],
)
def test_nonsense_is_refused_at_its_field_and_nothing_is_kept(
    store: Store, wrong: dict[str, object], field: str, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        store.run("kim", create_calendar, replace(DESK, **wrong))  # type: ignore[arg-type]
    assert refused.value.field == field
    with store.read() as session:
        assert calendars(session) == ()


def test_a_change_keeps_what_stays_and_tells_what_does_not(store: Store) -> None:
    made = store.run("kim", create_calendar, DESK)
    with store.read() as session:
        before = calendar(session, made)
    closures = (ClosedDays("Party", 7, 1, 7, 1), DESK.closures[0])
    wanted = replace(DESK, windows=(*DESK.windows, Window(5, 540, 720)), closures=closures)
    store.run("lou", change_calendar, made, wanted, before.version)
    with store.read() as session:
        after = calendar(session, made)
        told = session.execute(journal.select().where(journal.c.actor == "lou").order_by(journal.c.id)).all()
    assert after.draft == wanted
    assert after.version > before.version
    assert [(fact.subject, fact.before["name"]) for fact in told if fact.before] == [("closure", "Inventory")]


def test_who_read_an_older_version_is_told_even_if_only_a_window_was_changed(store: Store) -> None:
    made = store.run("kim", create_calendar, DESK)
    with store.read() as session:
        version = calendar(session, made).version
    store.run("lou", change_calendar, made, replace(DESK, windows=DESK.windows[:1]), version)
    with pytest.raises(Overtaken, match="Somebody else"):
        store.run("kim", change_calendar, made, replace(DESK, name="Mine"), version)


def test_two_calendars_cannot_share_a_name_but_one_keeps_its_own(store: Store) -> None:
    first = store.run("kim", create_calendar, DESK)
    other = store.run("kim", create_calendar, replace(DESK, name="Other"))
    with store.read() as session:
        versions = {row.id: row.version for row in calendars(session)}
    store.run("kim", change_calendar, first, DESK, versions[first])
    for wish in (
        lambda: store.run("kim", create_calendar, DESK),
        lambda: store.run("kim", change_calendar, other, DESK, versions[other]),
    ):
        with pytest.raises(Refusal, match="already") as refused:
            wish()
        assert refused.value.field == "name"


def test_a_calendar_is_deleted_with_its_parts_unless_it_is_in_use(store: Store) -> None:
    used = store.run("kim", create_calendar, DESK)
    spare = store.run("kim", create_calendar, replace(DESK, name="Spare", windows=tuple(ALWAYS)))

    def use(work: UnitOfWork) -> None:
        work.add(Sla(name="Gold", calendar_id=used), "sla.created")

    store.run("kim", use)
    store.run("kim", delete_calendar, spare)
    with pytest.raises(Refusal, match="in use"):
        store.run("kim", delete_calendar, used)
    with store.read() as session:
        assert [row.name for row in calendars(session)] == ["Desk"]
        with pytest.raises(Gone):
            calendar(session, spare)
