"""Tasks and their checklists: what is done, what is refused, what stays when they are edited."""

import pytest
from sqlalchemy import select

from domain.errors import Refusal
from domain.orders import tasks
from domain.orders.task_queries import TaskRow
from domain.orders.task_queries import tasks as rows
from domain.orders.tasks import CheckDraft, TaskDraft
from domain.scheduling.placing.service import cancel_order
from domain.store.journal import journal
from domain.store.store import Store
from tests.support.workshop import Workshop, order

LEAK_TEST = TaskDraft("Leak test", "Mind the valve", "", (CheckDraft("Pressure held", True), CheckDraft("Photo taken")))


def read(store: Store, order_id: int) -> tuple[TaskRow, ...]:
    with store.read() as session:
        return rows(session, order_id)


def test_a_task_is_done_once_its_required_points_are_checked(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    task_id = store.run("kim", tasks.add_task, order_id, LEAK_TEST)
    (row,) = read(store, order_id)
    assert (row.is_required, row.can_finish, row.done) == (True, False, None)
    with pytest.raises(Refusal, match="not done before this is checked: Pressure held") as refused:
        store.run("kim", tasks.finish_task, task_id)
    assert refused.value.field == "checks"
    store.run("kim", tasks.check_point, row.checks[0].id, checked=True)
    store.run("lou", tasks.finish_task, task_id)
    (row,) = read(store, order_id)
    assert (row.done_by, row.checks[0].checked_by, row.checks[1].checked) == ("lou", "kim", None)


def test_taking_back_a_required_point_opens_its_task_again(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    task_id = store.run("kim", tasks.add_task, order_id, LEAK_TEST)
    (row,) = read(store, order_id)
    store.run("kim", tasks.check_point, row.checks[0].id, checked=True)
    store.run("kim", tasks.finish_task, task_id)
    store.run("kim", tasks.check_point, row.checks[0].id, checked=False)
    assert read(store, order_id)[0].done is None


def test_editing_a_checklist_keeps_what_was_checked(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    task_id = store.run("kim", tasks.add_task, order_id, LEAK_TEST)
    first, second = read(store, order_id)[0].checks
    store.run("kim", tasks.check_point, second.id, checked=True)
    points = (CheckDraft("Seal new"), CheckDraft("Photo of the seal", id=second.id))
    store.run("kim", tasks.change_task, task_id, TaskDraft("Leak and seal", checks=points), 1)
    (row,) = read(store, order_id)
    assert row.name == "Leak and seal"
    assert [(check.text, check.checked is not None) for check in row.checks] == [
        ("Seal new", False),
        ("Photo of the seal", True),
    ]
    assert first.id not in {check.id for check in row.checks}


def test_tasks_are_arranged_and_removed(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    made = [store.run("kim", tasks.add_task, order_id, TaskDraft(name)) for name in "ABC"]
    store.run("kim", tasks.arrange_tasks, order_id, [made[2], made[0]])
    assert [row.name for row in read(store, order_id)] == ["C", "A", "B"]
    store.run("kim", tasks.remove_task, made[0], 2)
    assert [row.name for row in read(store, order_id)] == ["C", "B"]
    with store.read() as session:
        removed = session.scalars(select(journal.c.after).where(journal.c.kind == "order_task.removed")).all()
    assert removed == [{"order_id": order_id}]


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (TaskDraft("  "), "name"),
        (TaskDraft("x" * 201), "name"),
        (TaskDraft("Leak test", checks=(CheckDraft(" "),)), "checks"),
    ],
)
def test_a_task_without_words_is_refused(store: Store, workshop: Workshop, draft: TaskDraft, field: str) -> None:
    order_id = store.run("kim", order, workshop)
    with pytest.raises(Refusal) as refused:
        store.run("kim", tasks.add_task, order_id, draft)
    assert refused.value.field == field
    assert read(store, order_id) == ()


def test_tasks_of_a_cancelled_order_stay_as_they_are(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    task_id = store.run("kim", tasks.add_task, order_id, TaskDraft("Leak test"))
    store.run("kim", cancel_order, order_id)
    with pytest.raises(Refusal, match="is closed"):
        store.run("kim", tasks.finish_task, task_id)
