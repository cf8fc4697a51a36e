"""What the demo company promises to whom."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from domain.calendars.queries import calendars, hours_of
from domain.clock import FixedClock
from domain.demo import files
from domain.demo.parties import settle
from domain.demo.policies import FAVOURED, agree
from domain.parameters.model import ReasonFor
from domain.parameters.reasons import reasons
from domain.parameters.service import read
from domain.parties.model import Customer
from domain.sla.queries import slas
from domain.sla.standard import make_standard_sla
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.moments import MONDAY_MORNING


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store.open(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'callout.db'}", FixedClock(MONDAY_MORNING))
    store.run("demo", _build)
    yield store
    store.close()


def _build(work: UnitOfWork) -> None:
    places, _ = settle(work, files.read().customers)
    agree(work, (place.site.customer for place in places))


def test_everybody_who_is_favoured_is_there_and_the_rest_has_the_default(company: Store) -> None:
    with company.read() as session:
        names = {row.id: row.name for row in slas(session)}
        has = {customer.name: customer.sla_id for customer in session.scalars(select(Customer))}
        default = [row.name for row in slas(session) if row.is_default]
    assert {name: names[key] for name, key in has.items() if key} == FAVOURED
    assert default == ["Standard"]


def test_there_is_work_by_day_by_night_and_around_the_clock(company: Store) -> None:
    with company.read() as session:
        hours = {row.name: hours_of(session, row.id, "Europe/Berlin") for row in calendars(session)}

    def open_at(moment: str) -> set[str]:
        at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        return {name for name, each in hours.items() if each.is_open(at)}

    assert open_at("2026-03-02 09:00") == {"Office hours", "Around the clock"}
    assert open_at("2026-03-02 11:30") == {"Around the clock"}
    assert open_at("2026-03-02 23:00") == {"Night shift", "Around the clock"}
    assert open_at("2026-12-28 09:00") == open_at("2026-04-03 09:00") == {"Around the clock"}
    assert open_at("2025-10-31 09:00") == {"Office hours", "Around the clock"}


def test_every_list_of_reasons_has_some(company: Store) -> None:
    with company.read() as session:
        assert all(len(reasons(session, reason_for)) >= 4 for reason_for in ReasonFor)


def test_a_service_centre_without_anything_begins_with_office_hours_and_one_sla(store: Store) -> None:
    made = store.run("kim", make_standard_sla, "AT")
    with store.read() as session:
        (only,) = slas(session)
        (calendar,) = calendars(session)
    assert (only.id, only.is_default, only.draft.calendar_id) == (made, True, calendar.id)
    assert calendar.draft.country == "AT"


def test_its_papers_tell_who_it_is(company: Store) -> None:
    with company.read() as session:
        parameters = read(session)
    assert parameters.centre_name
    assert parameters.centre_address.count("\n") >= 1
    assert "@" in parameters.centre_contact
