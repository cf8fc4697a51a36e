"""What orders and requirements ask for, read for many at once on both databases."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlalchemy import event, select, update

from domain.catalogue.model import Article, LineKind
from domain.orders.content import LineStatus, OrderAddress, OrderLine
from domain.orders.model import Order, StageMeaning, order_skill
from domain.parties.model import Site, Territory
from domain.scheduling.model import Booking
from domain.scheduling.needs.loading import needs, requirement_needs
from domain.scheduling.needs.needs import After, Need, Part
from domain.scheduling.requirement_model import OrderLink, Requirement, TechnicianWish, Wish, requirement_skill
from domain.scheduling.travel.places import Place
from domain.store.base import Entity
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Bookable
from tests.support.workshop import Workshop, order

TEN = datetime(2026, 3, 3, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def need(store: Store, order_id: int) -> Need:
    with store.read() as session:
        return needs(session, [order_id])[order_id]


def add(store: Store, *records: Entity) -> None:
    def everything(work: UnitOfWork) -> None:
        for record in records:
            work.add(record, "record.created")

    store.run("kim", everything)


def order_at_home(store: Store, workshop: Workshop) -> int:
    return store.run("kim", order, workshop, skilled=True)


def test_skills_times_and_place_come_from_order_and_site(store: Store, workshop: Workshop) -> None:
    order_id = order_at_home(store, workshop)

    def promise(work: UnitOfWork) -> None:
        record = work.get(Order, order_id)
        record.window_from, record.window_until = TEN, TEN + HOUR
        work.note("order.changed", record)
        north = work.add(Territory(name="North"), "territory.created")
        site = work.get(Site, workshop.site)
        site.territory_id = north.id
        work.note("site.changed", site)
        work.session.execute(update(order_skill).values(rating=3))

    store.run("kim", promise)
    found = need(store, order_id)
    with store.read() as session:
        site = session.get_one(Site, workshop.site)
        assert found.place == Place(site.latitude, site.longitude, site.id)
        assert found.due == session.get_one(Order, order_id).due_at
    assert found.skills == {"Refrigerant circuit"}
    assert found.ratings == (("Refrigerant circuit", 3),)
    assert (found.window_from, found.window_until, found.territory) == (TEN, TEN + HOUR, "North")
    assert (found.parts, found.after, found.before, found.only) == ((), (), (), frozenset())


def test_an_address_of_its_own_takes_the_place_of_the_site(store: Store, workshop: Workshop) -> None:
    known, unknown = order_at_home(store, workshop), order_at_home(store, workshop)
    address = {"name": "Fair", "street": "", "postcode": "", "city": "Kiel", "country": "DE"}
    add(
        store,
        OrderAddress(order_id=known, latitude=54.3, longitude=10.1, **address),
        OrderAddress(order_id=unknown, **address),
    )
    assert need(store, known).place == Place(54.3, 10.1)
    assert need(store, unknown).place is None


def test_parts_are_the_items_that_are_not_posted_yet(store: Store, workshop: Workshop) -> None:
    order_id = order_at_home(store, workshop)
    item = Article(
        number="F-1",
        name="Filter",
        kind=LineKind.ITEM,
        unit="pcs",
        cost_price=Decimal(1),
        sales_price=Decimal(2),
        tax_percent=Decimal(19),
        currency="EUR",
    )
    add(store, item)

    def line(status: LineStatus, quantity: str) -> OrderLine:
        return OrderLine(
            order_id=order_id,
            position=1,
            kind=LineKind.ITEM,
            status=status,
            article_id=1,
            text="Filter",
            quantity=Decimal(quantity),
            unit="pcs",
            cost_price=Decimal(1),
            sales_price=Decimal(1),
            tax_percent=Decimal(19),
            done_on=TEN.date(),
        )

    add(store, line(LineStatus.CREATED, "1.5"), line(LineStatus.CREATED, "2"), line(LineStatus.POSTED, "9"))
    assert need(store, order_id).parts == (Part(1, "Filter", Decimal("3.5")),)


def test_linked_orders_say_what_comes_before_and_after(store: Store, workshop: Workshop) -> None:
    first, second, third = (order_at_home(store, workshop) for _ in range(3))
    add(store, OrderLink(order_id=second, after_id=first, minutes=30), OrderLink(order_id=third, after_id=second))
    assert need(store, second).after == (After("SO-000001", None, 30),)
    assert need(store, second).before == ()
    add(
        store,
        Booking(order_id=first, technician_id=workshop.kim, start_at=TEN, finish_at=TEN + HOUR),
        Booking(order_id=first, technician_id=workshop.kim, start_at=TEN + HOUR, finish_at=TEN + 2 * HOUR),
        Booking(order_id=third, technician_id=workshop.lou, start_at=TEN, finish_at=TEN + HOUR),
    )
    assert need(store, second).after == (After("SO-000001", TEN + 2 * HOUR, 30),)
    assert need(store, second).before == (("SO-000003", TEN, 0),)

    def close(work: UnitOfWork) -> None:
        record = work.get(Order, first)
        record.stage_id = workshop.stages[StageMeaning.DONE]
        work.note("order.changed", record)

    store.run("kim", close)
    assert need(store, second).after == ()


def test_the_site_is_heard_before_the_customer_and_the_order_before_both(store: Store, workshop: Workshop) -> None:
    order_id = order_at_home(store, workshop)
    with store.read() as session:
        customer = session.get_one(Order, order_id).customer_id
    kim, lou = workshop.kim, workshop.lou
    add(
        store,
        TechnicianWish(customer_id=customer, technician_id=kim, wish=Wish.RESTRICTED),
        TechnicianWish(customer_id=customer, technician_id=lou, wish=Wish.PREFERRED),
    )
    assert (need(store, order_id).restricted, need(store, order_id).preferred) == (frozenset({kim}), frozenset({lou}))
    add(store, TechnicianWish(customer_id=customer, site_id=workshop.site, technician_id=kim, wish=Wish.ONLY))
    assert (need(store, order_id).restricted, need(store, order_id).only) == (frozenset(), frozenset({kim}))

    def prefer(work: UnitOfWork) -> None:
        record = work.get(Order, order_id)
        record.preferred_technician_id = kim
        work.note("order.changed", record)

    store.run("kim", prefer)
    assert need(store, order_id).preferred == {kim}


def test_a_requirement_asks_for_its_own_kind_and_skills(store: Store, workshop: Workshop) -> None:
    order_id = order_at_home(store, workshop)

    def require(work: UnitOfWork) -> tuple[int, int]:
        crane = work.add(
            Requirement(order_id=order_id, position=0, name="Crane", minutes=30, kind=Bookable.EQUIPMENT),
            "requirement.created",
        )
        fitter = work.add(Requirement(order_id=order_id, position=1, name="Fitter", minutes=60), "requirement.created")
        rated = {"requirement_id": fitter.id, "skill_id": workshop.skill, "rating": 4}
        work.session.execute(requirement_skill.insert(), [rated])
        return crane.id, fitter.id

    crane, fitter = store.run("kim", require)
    with store.read() as session:
        found = requirement_needs(session, [crane, fitter])
    assert (found[crane].kind, found[crane].skills) == (Bookable.EQUIPMENT, frozenset())
    assert (found[fitter].kind, found[fitter].skills) == (Bookable.PERSON, frozenset({"Refrigerant circuit"}))
    assert found[fitter].ratings == (("Refrigerant circuit", 4),)
    assert found[crane].place == found[fitter].place is not None


def test_many_orders_take_as_many_statements_as_one(store: Store, workshop: Workshop) -> None:
    order_ids = [order_at_home(store, workshop) for _ in range(8)]
    counts = []
    for ids in (order_ids[:1], order_ids, select(Order.id)):
        with store.read() as session:
            sent: list[str] = []
            connection = session.connection()
            event.listen(connection, "before_cursor_execute", _noting(sent))
            assert len(needs(session, ids)) in (1, 8)
            counts.append(len(sent))
    assert counts == [6, 6, 6]


def _noting(sent: list[str]) -> Callable[..., None]:
    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    return note
