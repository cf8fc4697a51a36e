"""The repairs of the demo company: every suggestion has figures behind it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from domain.demo import files
from domain.demo.repair_codes import _read
from domain.orders.model import Order, Stage, StageMeaning
from domain.repairs import queries
from domain.repairs.model import CodeKind, RepairCode, RepairLine
from domain.repairs.suggestions import Scope, suggest
from domain.store.store import Store

MIDNIGHT = datetime(2026, 3, 2, tzinfo=ZoneInfo("Europe/Berlin"))


def test_every_trouble_of_every_kind_of_machine_has_causes() -> None:
    data, repairs = files.read(), _read()
    named = {
        (kind, title) for kind, each in repairs.kinds.items() for trouble in each.symptoms for title in trouble.titles
    }
    asked = {(kind, task.title) for kind, each in data.kinds.items() for task in each.symptoms}
    assert asked | {(rule.kind, rule.name) for rule in data.rules} == named


def test_codes_of_every_kind_are_there(company: Store) -> None:
    with company.read() as session:
        rows = queries.codes(session)
    assert {row.kind for row in rows} == set(CodeKind)
    assert all(row.area for row in rows if row.kind.area)


def test_every_repair_fits_its_order(company: Store) -> None:
    with company.read() as session:
        lines = session.scalars(select(RepairLine)).all()
        assert len(lines) > 800
        for line in lines:
            assert line.asset_id == line.order.asset_id
            assert line.asset_model_id == line.asset.model_id
            assert line.finished_at == line.order.closed_at
            assert (line.diagnosis_id is None) is (line.finished_at is None)


def test_suggestions_have_figures_and_most_repairs_last(company: Store) -> None:
    often = (
        select(RepairLine.asset_model_id, RepairLine.symptom_id, func.count())
        .where(RepairLine.finished_at.is_not(None))
        .group_by(RepairLine.asset_model_id, RepairLine.symptom_id)
        .order_by(func.count().desc())
        .limit(20)
    )
    with company.read() as session:
        for model_id, symptom_id, count in session.execute(often):
            found = suggest(session, model_id, symptom_id, now=MIDNIGHT)
            assert (found.scope, found.cases) == (Scope.MODEL, count)
            best = found.repairs[0]
            assert best.minutes
            assert best.judged > best.came_back
            assert best.diagnosis
            assert best.resolution
            assert best.diagnosis_area


def test_what_is_under_way_waits_for_a_diagnosis(company: Store) -> None:
    under_way = select(Order.id).join(Stage).where(Stage.meaning == StageMeaning.ACTIVE)
    with company.read() as session:
        begun = session.scalars(select(RepairLine).where(RepairLine.finished_at.is_(None))).all()
        assert {line.order_id for line in begun} <= set(session.scalars(under_way))
        assert all(line.symptom_id and line.stage_id for line in begun)


def test_words_of_the_desk_find_suggestions(company: Store) -> None:
    with company.read() as session:
        lift = session.scalar(
            select(RepairLine.asset_model_id)
            .join(RepairCode, RepairLine.symptom_id == RepairCode.id)
            .where(RepairCode.name == "Door")
            .limit(1)
        )
        assert lift is not None
        found = suggest(session, lift, text="door opens", now=MIDNIGHT + timedelta(hours=9))
    assert found.symptoms[0].name == "Door"
    assert {each.diagnosis for each in found.repairs} >= {"Light curtain dirty"}
