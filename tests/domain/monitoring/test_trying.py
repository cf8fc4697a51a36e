"""The troubles of the past that people reported."""

from datetime import timedelta

from domain.monitoring.trouble_model import Trouble
from domain.monitoring.trying import kinds_reported, reported, reports
from domain.orders.model import Origin
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.small_company import FIRST_SEEN, SmallCompany

DAY = timedelta(days=1)


def _company(work: UnitOfWork) -> tuple[int, int]:
    company = SmallCompany(work)
    company.add_order(company.chiller, FIRST_SEEN, DAY)
    company.add_order(company.chiller, FIRST_SEEN + DAY, DAY, count=1)
    company.add_order(company.chiller, FIRST_SEEN, DAY, count=2).origin = Origin.ALERT
    company.add_order(company.compressor, FIRST_SEEN, DAY, count=3)
    return company.chiller.id, company.compressor.id


def test_orders_that_people_opened_are_troubles(store: Store) -> None:
    chiller, compressor = store.run("test", _company)
    with store.read() as session:
        both = reports(session, (chiller, compressor), None, FIRST_SEEN, FIRST_SEEN + 2 * DAY)
        first = reports(session, (chiller,), None, FIRST_SEEN, FIRST_SEEN + DAY)
        one_by_one = reported(session, chiller, None)
    assert [(each.asset_id, each.at) for each in both] == [
        (chiller, FIRST_SEEN), (compressor, FIRST_SEEN), (chiller, FIRST_SEEN + DAY),
    ]  # fmt: skip
    assert [each.at for each in first] == [FIRST_SEEN]
    assert one_by_one == [each.at for each in both if each.asset_id == chiller]


def _failing(work: UnitOfWork) -> int:
    chiller, _ = _company(work)
    work.add(Trouble(asset_id=chiller, at=FIRST_SEEN + 3 * DAY, kind="pump", source="a table"), "trouble.recorded")
    return chiller


def test_failures_that_were_recorded_elsewhere_are_troubles_too(store: Store) -> None:
    chiller = store.run("test", _failing)
    with store.read() as session:
        assert reported(session, chiller, "pump") == [FIRST_SEEN + 3 * DAY]
        assert len(reported(session, chiller, None)) == 3
        found = reports(session, (chiller,), None, FIRST_SEEN, FIRST_SEEN + 4 * DAY)
        assert [(each.kind, each.order_id) for each in found][-1] == ("pump", None)
        assert reports(session, (chiller,), "pump", FIRST_SEEN, FIRST_SEEN + 4 * DAY) == found[-1:]
        assert "pump" in kinds_reported(session)


def test_troubles_are_told_by_their_type(store: Store) -> None:
    chiller, _ = store.run("test", _company)
    with store.read() as session:
        kinds = kinds_reported(session)
        assert reports(session, (chiller,), "no such type", FIRST_SEEN, FIRST_SEEN + 2 * DAY) == ()
        assert reported(session, chiller, "no such type") == []
    assert list(kinds) == sorted(kinds, key=str.casefold)
