"""What machines of the demo company are made of."""

from sqlalchemy import func, select

from domain.assets.model import Asset
from domain.orders.model import Order
from domain.parts.model import PartChange, PartChangeKind, PartsList
from domain.parts.queries import sheet
from domain.parts.template_queries import templates
from domain.store.store import Store


def test_some_machines_have_parts_and_some_were_replaced(company: Store) -> None:
    with company.read() as session:
        lists = session.scalar(select(func.count(PartsList.id))) or 0
        replaced = select(func.count(PartChange.id)).where(PartChange.kind == PartChangeKind.REPLACED)
        assert lists >= 18
        assert (session.scalar(replaced) or 0) >= 3
        assert all(row.used for row in templates(session))
        asset_id = session.scalars(select(PartsList.asset_id).order_by(PartsList.id)).first()
        assert asset_id is not None
        found = sheet(session, asset_id)
    assert found
    assert any(row.level == 1 and row.warranty_until for row in found.parts)


def test_an_open_order_waits_for_a_part(company: Store) -> None:
    with company.read() as session:
        waiting = select(Order).join(PartChange, PartChange.order_id == Order.id).where(PartChange.required)
        assert all(order.closed_at is None for order in session.scalars(waiting))
        assert session.scalars(waiting).all()


def test_every_machine_is_in_a_group(company: Store) -> None:
    with company.read() as session:
        assert session.scalar(select(func.count(Asset.id)).where(Asset.group_id.is_(None))) == 0
