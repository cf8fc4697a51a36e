"""Two programs that generate at once, and one that is killed on the way, make each visit once and none by half."""

from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from domain.agreements import line_service, service
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft
from domain.catalogue.model import LineKind
from domain.orders.model import Order
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits.generating import generate
from domain.visits.model import Visit
from domain.visits.plan import Period
from domain.visits.plan_service import PlanDraft, set_plan
from domain.visits.preview import preview
from tests.support.contract import BREWERY, FIRST, Contract, sign
from tests.support.rivals import kill, program, read, send
from tests.support.workshop import Workshop

SPRING = Period(date(2026, 4, 1), date(2026, 6, 30))
MIDDLE = date(2026, 5, 15)
AGREEMENTS = 12
IMPORTS = """
from datetime import date
from domain.visits.generating import generate, generate_agreement
from domain.visits.plan import Period
"""
GENERATE = """
period = Period(date.fromisoformat(words[0]), date.fromisoformat(words[1]))
for part in generate(store, "rival", period, at_once=int(words[2])):
    print(part.done, part.made.visits, part.made.orders, flush=True)
store.close()
"""
STOP_BEFORE_THE_COMMIT = """
with store.write("rival") as work:
    generate_agreement(work, int(words[3]), Period(date.fromisoformat(words[0]), date.fromisoformat(words[1])))
    work.session.flush()
    print("in the middle", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def contract(store: Store, workshop: Workshop) -> Contract:
    return store.run("setup", sign_many, workshop)


def sign_many(work: UnitOfWork, workshop: Workshop) -> Contract:
    """The usual contract and others, each with two lines that go together."""
    contract = sign(work, workshop)
    for number in range(AGREEMENTS - 1):
        agreement = service.create_agreement(work, BREWERY, AgreementDraft(f"Basic {number}", FIRST))
        for text in ("Look", "Listen"):
            draft = AgreementLineDraft(LineKind.FEE, text, asset_id=workshop.asset)
            line = line_service.add_line(work, agreement, draft)
            set_plan(work, line, PlanDraft(FIRST + timedelta(days=number), contract.monthly))
    return contract


def words(period: Period, at_once: int, *more: int) -> list[object]:
    return [period.first, period.last, at_once, *more]


@pytest.mark.parametrize("at_once", [1, 250])
@pytest.mark.parametrize(
    "periods",
    [(SPRING, SPRING), (Period(SPRING.first, MIDDLE), Period(date(2026, 5, 1), SPRING.last))],
    ids=["the same", "overlapping"],
)
def test_two_processes_make_each_visit_once(
    store: Store, contract: Contract, database_url: str, at_once: int, periods: tuple[Period, Period]
) -> None:
    expected = planned(store)
    rivals = [program(IMPORTS, GENERATE, database_url, words(period, at_once)) for period in periods]
    for rival in rivals:
        send(rival)
    told = [rival.communicate()[0].splitlines() for rival in rivals]
    assert [rival.returncode for rival in rivals] == [0, 0]
    check_whole(store)
    assert made(store) == expected
    ends = [[int(word) for word in lines[-1].split()] for lines in told]
    assert sum(visits for _, visits, _ in ends) == len(expected)
    assert sum(orders for *_, orders in ends) == len(orders_of(store))


@pytest.mark.parametrize("parts", [1, 6])
def test_a_process_killed_on_the_way_leaves_whole_agreements(
    store: Store, contract: Contract, database_url: str, parts: int
) -> None:
    expected = planned(store)
    rival = program(IMPORTS, GENERATE, database_url, words(SPRING, 1))
    send(rival)
    told = [read(rival) for _ in range(parts)]
    kill(rival)  # somewhere in the next agreement
    check_whole(store)
    before = made(store)
    assert len(before) >= int(told[-1].split()[1])
    by_agreement = Counter(agreement for agreement, *_ in expected)
    assert all(by_agreement[key] == count for key, count in Counter(key for key, *_ in before).items())
    *_, last = generate(store, "kim", SPRING)
    assert last.made.visits == len(expected) - len(before)
    check_whole(store)
    assert made(store) == expected


def test_a_process_killed_before_its_commit_leaves_nothing(store: Store, contract: Contract, database_url: str) -> None:
    expected = planned(store)
    rival = program(IMPORTS, STOP_BEFORE_THE_COMMIT, database_url, words(SPRING, 1, contract.agreement))
    send(rival)
    assert read(rival) == "in the middle"
    kill(rival)
    assert made(store) == []
    assert orders_of(store) == []
    assert sum(1 for _ in generate(store, "kim", SPRING)) == 1
    check_whole(store)
    assert made(store) == expected


def planned(store: Store) -> list[tuple[int, int, date, date]]:
    """What is to be made: agreement, line, due day and day."""
    with store.read() as session:
        rows = [row for row in preview(session, SPRING) if row.order is not None]
    return sorted((row.agreement_id, row.line_id, row.due, row.day or row.due) for row in rows)


def made(store: Store) -> list[tuple[int, int, date, date]]:
    """The same of what was made."""
    columns = (Order.agreement_id, Visit.agreement_line_id, Visit.due_on, Visit.planned_on)
    with store.read() as session:
        found = session.execute(select(*columns).join(Order, Order.id == Visit.order_id)).all()
    return sorted((agreement or 0, line, due, day) for agreement, line, due, day in found)


def orders_of(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(Order.number).order_by(Order.number)))


def check_whole(store: Store) -> None:
    """No visit is there twice, no order is without a visit, and no number is missing."""
    keys = [(line, due) for _, line, due, _ in made(store)]
    assert len(keys) == len(set(keys))
    numbers = orders_of(store)
    assert numbers == [f"SO-{number:06d}" for number in range(1, len(numbers) + 1)]
    with store.read() as session:
        assert set(session.scalars(select(Order.id))) == set(session.scalars(select(Visit.order_id)))
