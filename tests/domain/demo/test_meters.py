"""The counters of the demo company: read until now, with services due by them, and usage billed."""

from sqlalchemy import select

from domain.meters.model import Meter
from domain.meters.standing import standings
from domain.store.store import Store
from domain.subscriptions.model import Fee, FeeKind
from domain.visits.meter_services import services_by_meter
from tests.domain.demo.conftest import MONDAY


def test_machines_count_and_a_service_is_projected_by_each_meter(company: Store) -> None:
    with company.read() as session:
        meters = session.scalars(select(Meter)).all()
        assert {meter.name for meter in meters} == {"Running hours", "Trips"}
        standing = standings(session, [meter.id for meter in meters])
        assert all(standing[meter.id].per_day > 0 for meter in meters)
        for meter in meters:
            (service,) = services_by_meter(session, meter.asset_id, MONDAY)
            assert service.due is not None
            assert "By meter" in service.why


def test_what_was_used_last_month_is_billed(company: Store) -> None:
    with company.read() as session:
        (fee,) = session.scalars(select(Fee).where(Fee.kind == FeeKind.USAGE))
    assert fee.amount > 0
    assert fee.ends_on < MONDAY
