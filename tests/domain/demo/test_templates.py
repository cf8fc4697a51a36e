"""The order types, tasks and agreements of the demo company."""

from datetime import date

from sqlalchemy import func, select

from domain.agreements.queries import agreement_lines, agreements, groups
from domain.agreements.validity import covering
from domain.orders.content import OrderTask, TaskCheck
from domain.orders.model import Order, OrderType, Origin, Stage, StageMeaning
from domain.orders.type_queries import order_types
from domain.store.store import Store

MONDAY = date(2026, 3, 2)


def test_types_bring_lines_and_tasks(company: Store) -> None:
    with company.read() as session:
        rows = {row.name: row for row in order_types(session)}
    assert {"Repair", "Maintenance", "Alarm from a device"} <= set(rows)
    assert all(row.lines and row.tasks for row in rows.values())
    assert all(line.article_id is not None for row in rows.values() for line in row.lines)


def test_every_order_has_its_type_and_its_tasks(company: Store) -> None:
    with company.read() as session:
        untyped = select(func.count()).select_from(Order).where(Order.order_type_id.is_(None))
        bare = select(func.count()).select_from(Order).where(Order.id.not_in(select(OrderTask.order_id)))
        assert (session.scalar(untyped), session.scalar(bare)) == (0, 0)
        names = dict(session.execute(select(Order.origin, OrderType.name).join(Order.order_type).distinct()).all())
    assert names[Origin.ALERT] == "Alarm from a device"
    assert names[Origin.AGREEMENT] == "Maintenance"


def test_what_is_done_has_its_tasks_done(company: Store) -> None:
    done = select(Order.id).join(Order.stage).where(Stage.meaning == StageMeaning.DONE)
    with company.read() as session:
        waiting = select(OrderTask.id).where(OrderTask.order_id.in_(done), OrderTask.done_at.is_(None))
        open_points = (
            select(TaskCheck.id)
            .join(OrderTask, OrderTask.id == TaskCheck.task_id)
            .where(OrderTask.done_at.is_not(None), TaskCheck.checked_at.is_(None))
        )
        assert session.scalars(waiting).all() == []
        assert session.scalars(open_points).all() == []


def test_visits_stand_under_agreements_that_cover_machines(company: Store) -> None:
    with company.read() as session:
        rows = agreements(session, on=MONDAY)
        assert len(rows) > 5
        assert {row.group for row in rows} >= {"Gold", "Silver", "Basic"}
        assert [name for _, name in groups(session)] == ["Basic", "Gold", "Silver"]
        loose = select(Order.id).where(Order.origin == Origin.AGREEMENT, Order.agreement_id.is_(None))
        assert session.scalars(loose).all() == []
        line = agreement_lines(session, rows[0].id)[0]
        assert line.asset_id is not None
        covered = covering(session, line.asset_id, MONDAY)
        assert covered is not None
        assert covered.id == line.id
