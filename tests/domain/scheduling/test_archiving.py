"""Technicians who were entered by mistake go with all that is only theirs; who worked here stays."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from domain.catalogue.model import Article, LineKind
from domain.errors import Refusal
from domain.parties.model import Site
from domain.scheduling.archiving import remove_technician
from domain.scheduling.board_model import technician_position
from domain.scheduling.needs.van_service import count_van
from domain.scheduling.needs.wish_service import Wished, wish
from domain.scheduling.placing.service import place
from domain.scheduling.progress.field_reports import report_position
from domain.scheduling.requirement_model import TechnicianWish, VanStock, Wish
from domain.scheduling.travel.places import Place
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.drafts import TechnicianDraft
from domain.workforce.model import Team, Technician
from domain.workforce.service import create_technician
from domain.workforce.working_hours import WeeklyShift
from tests.support.workshop import Workshop, order

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def robin(store: Store, workshop: Workshop) -> int:
    """Somebody whose device spoke once, whom a customer does not want, with an article in the van."""

    def enter(work: UnitOfWork) -> int:
        team = work.session.scalars(select(Team)).first()
        assert team is not None
        shifts = frozenset({WeeklyShift(0, time(8), time(17))})
        draft = TechnicianDraft("Robin", team.id, "Europe/Berlin", 53.5, 10.0, "040 1", shifts=shifts)
        key = create_technician(work, draft)
        report_position(work, key, Place(53.5, 10.0), work.now)
        customer_id = work.get(Site, workshop.site).customer_id
        wish(work, customer_id, frozenset(), frozenset({Wished(key, Wish.PREFERRED)}))
        article = Article(
            number="F1", name="Filter", kind=LineKind.ITEM, unit="pcs", cost_price=Decimal(1), sales_price=Decimal(2),
            tax_percent=Decimal(19), currency="EUR",
        )  # fmt: skip
        stock = frozenset({(work.add(article, "article.created").id, Decimal(2))})
        count_van(work, key, frozenset(), stock)
        return key

    return store.run("ada", enter)


def test_a_mistake_goes_with_position_wishes_and_van(store: Store, robin: int) -> None:
    store.run("ada", remove_technician, robin)
    with store.read() as session:
        assert session.get(Technician, robin) is None
        for table in (technician_position, TechnicianWish, VanStock):
            assert session.scalar(select(func.count()).select_from(table)) == 0


def test_who_has_bookings_stays_with_all_of_it(store: Store, workshop: Workshop, robin: int) -> None:
    order_id = store.run("kim", order, workshop)
    finish = MONDAY + timedelta(hours=1)
    store.run("kim", place, order_id, robin, MONDAY, finish, override=True, reason="nobody else is there")
    with pytest.raises(Refusal, match="has bookings"):
        store.run("ada", remove_technician, robin)
    with store.read() as session:
        assert session.get(Technician, robin) is not None
        assert session.scalar(select(func.count()).select_from(TechnicianWish)) == 1
