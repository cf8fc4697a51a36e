"""The plan of visits for a customer: what is ordered, what is to come, when, where and by whom."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from domain.agreements.header import AgreementDraft
from domain.agreements.template_service import create_folder, create_template
from domain.documents.sheets import visit_sheet
from domain.documents.visit_content import PlannedService, VisitPaper
from domain.documents.visit_loading import load_visits
from domain.errors import Gone, Refusal
from domain.orders.model import Order, StageMeaning
from domain.orders.moving import enter_stage, stage_for
from domain.parameters.registry import Parameters
from domain.scheduling.placing.service import place
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits.generating import generate_agreement
from domain.visits.model import Visit
from domain.visits.plan import Period
from tests.support.contract import Contract, sign
from tests.support.workshop import Workshop

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


@pytest.fixture
def contract(store: Store, workshop: Workshop) -> Contract:
    """The chiller is due on the last day of each month, the site every second Monday from 5 January on."""
    return store.run("setup", sign, workshop)


def cancel(work: UnitOfWork, order_id: int) -> None:
    order = work.get(Order, order_id, lock=True)
    enter_stage(work, order, stage_for(work, order, StageMeaning.CANCELLED))


def plan(store: Store, contract: Contract, first: date = FIRST, last: date = LAST, **more: bool) -> VisitPaper:
    with store.read() as session:
        return load_visits(session, contract.agreement, first, last, Parameters(), **more)


def of_chiller(paper: VisitPaper) -> PlannedService:
    (found,) = [each for each in paper.services if each.asset]
    return found


def test_what_is_to_come_stands_by_day_with_place_and_service(store: Store, contract: Contract) -> None:
    paper = plan(store, contract)
    assert (paper.number, paper.name, paper.rows[0]) == ("AG-000001", "Full service", "Harbour Brewery")
    assert [each.day for each in paper.services] == [
        date(2026, 3, 2),
        date(2026, 3, 16),
        date(2026, 3, 30),
        date(2026, 3, 31),
    ]
    assert [each.service for each in paper.services][2:] == ["Look around", "Service of the chiller"]
    chiller = of_chiller(paper)
    assert (chiller.window, chiller.technician, chiller.order, chiller.done) == ("", "", "", False)
    assert chiller.place == paper.services[0].place
    assert not paper.has_technicians


def test_what_is_ordered_stands_there_once_with_its_order(store: Store, contract: Contract) -> None:
    store.run("kim", generate_agreement, contract.agreement, Period(FIRST, date(2026, 3, 16)))
    paper = plan(store, contract)
    assert [bool(each.order) for each in paper.services] == [True, True, False, False]
    assert len({each.day for each in paper.services}) == 4


def test_a_booked_visit_has_its_time_and_technician(store: Store, contract: Contract, workshop: Workshop) -> None:
    store.run("kim", generate_agreement, contract.agreement, Period(LAST, LAST))
    with store.read() as session:
        (order_id,) = session.scalars(select(Visit.order_id))
    start = datetime(2026, 3, 30, 7, tzinfo=UTC)
    store.run("kim", place, order_id, workshop.kim, start, start + timedelta(hours=1, minutes=30))
    chiller = of_chiller(plan(store, contract))
    assert (chiller.day, chiller.technician) == (date(2026, 3, 30), "Kim")
    assert "9:00" in chiller.window
    assert "10:30" in chiller.window
    assert not plan(store, contract, technicians=False).has_technicians


def test_cancelled_visits_are_left_out(store: Store, contract: Contract) -> None:
    store.run("kim", generate_agreement, contract.agreement, Period(LAST, LAST))
    with store.read() as session:
        (order_id,) = session.scalars(select(Visit.order_id))
    store.run("kim", cancel, order_id)
    assert [each.asset for each in plan(store, contract).services] == ["", "", ""]


def test_the_paper_tells_all_of_it(store: Store, contract: Contract) -> None:
    with store.read() as session:
        sheet = visit_sheet(session, contract.agreement, FIRST, LAST)
        none = visit_sheet(session, contract.agreement, date(2030, 1, 1), date(2030, 1, 31))
    assert sheet.file_name == "Plan of visits AG-000001.pdf"
    for text in ("Harbour Brewery", "1 Mar 2026 – 31 Mar 2026", "Service of the chiller", "31 Mar 2026"):
        assert text in sheet.html
    assert "No visits in this period." in none.html


def test_what_cannot_be_asked_for_is_refused(store: Store, contract: Contract) -> None:
    with pytest.raises(Refusal, match="end is before") as refused:
        plan(store, contract, LAST, FIRST)
    assert refused.value.field == "last"
    with pytest.raises(Refusal, match="five years"):
        plan(store, contract, FIRST, date(2036, 1, 1))
    folder = store.run("kim", create_folder, "Templates")
    template = store.run("kim", create_template, folder, AgreementDraft("Like it", FIRST))
    with store.read() as session:
        with pytest.raises(Refusal, match="no visits"):
            visit_sheet(session, template, FIRST, LAST)
        with pytest.raises(Gone):
            visit_sheet(session, 999, FIRST, LAST)
