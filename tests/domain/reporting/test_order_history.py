"""What the journal tells of one order, also of what it held once, and of nothing else."""

from datetime import date, timedelta

import pytest

from domain.agreements.header import AgreementDraft
from domain.agreements.service import create_agreement
from domain.catalogue.model import LineKind
from domain.orders import tasks
from domain.orders.attachments import attach, remove
from domain.orders.copying import move_lines
from domain.orders.line_draft import LineDraft
from domain.orders.line_service import add_line, remove_line
from domain.orders.model import Origin
from domain.orders.service import OrderDraft, open_order
from domain.orders.timeline import tell
from domain.orders.wording import Wording
from domain.reporting.order_history import order_facts
from domain.scheduling.placing.service import place
from domain.scheduling.placing.service import remove as take_off
from domain.store.files import StoredFile
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.moments import MONDAY_MORNING
from tests.support.workshop import Workshop, build, order

BREWERY = 1


@pytest.fixture
def workshop(store: Store) -> Workshop:
    return store.run("setup", build)


def line(work: UnitOfWork, order_id: int, text: str) -> int:
    return add_line(work, order_id, LineDraft(LineKind.HOUR, text=text)).id


def visit(work: UnitOfWork, workshop: Workshop, agreement_id: int) -> int:
    draft = OrderDraft("V", Priority.LOW, Origin.AGREEMENT, 60, asset_id=workshop.asset, agreement_id=agreement_id)
    return open_order(work, draft).id


def story(store: Store, order_id: int) -> list[str]:
    wording = Wording({}, lambda at: f"{at:%H:%M}")
    with store.read() as session:
        told = [tell(fact, wording) for fact in order_facts(session, order_id)]
    return [sentence for sentence in told if sentence][1:]


def test_what_was_removed_is_still_told_of(store: Store, workshop: Workshop) -> None:
    order_id, other = store.run("kim", order, workshop), store.run("kim", order, workshop)
    for each in (order_id, other):
        store.run("kim", remove_line, store.run("kim", line, each, f"Labour {each}"), 1)
        task_id = store.run("kim", tasks.add_task, each, tasks.TaskDraft(f"Task {each}"))
        store.run("kim", tasks.remove_task, task_id, 1)
        stored = StoredFile("0" * 64, f"photo-{each}.png", "image/png", 8)
        store.run("kim", remove, store.run("kim", attach, each, stored))
        start = MONDAY_MORNING + timedelta(hours=2 + each)
        store.run("kim", take_off, store.run("kim", place, each, workshop.kim, start, start + timedelta(hours=1)))
    assert story(store, order_id) == [
        "Hour added: Labour 1, 1 h",
        "Line removed: Labour 1",
        "Task added: Task 1",
        "Task removed: Task 1",
        "File attached: photo-1.png",
        "File taken off: photo-1.png",
        "Assigned to a technician, 12:00 to 13:00",
        "Moved from New to Planned",
        "Taken off a technician",
        "Moved from Planned to New",
    ]


def test_a_line_that_moved_has_its_past_with_the_order_it_came_from(store: Store, workshop: Workshop) -> None:
    agreement = store.run("kim", create_agreement, BREWERY, AgreementDraft("Gold", date(2026, 1, 1)))
    first, second = (store.run("kim", visit, workshop, agreement) for _ in range(2))
    store.run("kim", move_lines, [store.run("kim", line, second, "Filter")], first)
    assert story(store, first) == ["Line taken over from SO-000002: Filter"]
    assert story(store, second) == ["Hour added: Filter, 1 h", "Line moved to SO-000001: Filter"]
