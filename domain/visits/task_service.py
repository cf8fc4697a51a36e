"""What administrators do with service tasks: make, change, take out of use."""

from dataclasses import dataclass

from domain.errors import Refusal
from domain.language import tr
from domain.orders.model import OrderType
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version
from domain.visits.model import ServiceTask
from domain.visits.naming import free_name

HIGHEST_RANK = 1000
LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class ServiceTaskDraft:
    """What is done at a visit, as it is asked for."""

    name: str
    order_type_id: int | None = None
    internal_note: str = ""
    external_note: str = ""
    rank: int = 0


def create_task(work: UnitOfWork, draft: ServiceTaskDraft) -> int:
    """Make a service task; returns its id."""
    task = ServiceTask(active=True)
    _fill(work, task, draft, None)
    return work.add(task, "service_task.created").id


def change_task(work: UnitOfWork, task_id: int, draft: ServiceTaskDraft, version: int) -> None:
    """Change a service task; orders that were made for it stay as they are."""
    task = work.get(ServiceTask, task_id, lock=True)
    check_version(task, version, task.name)
    with work.session.no_autoflush:
        _fill(work, task, draft, task.id)
    work.note("service_task.changed", task)


def switch_task(work: UnitOfWork, task_id: int, *, active: bool) -> None:
    """Offer a service task for further lines, or offer it no more; lines that have it keep it."""
    task = work.get(ServiceTask, task_id, lock=True)
    if task.active != active:
        task.active = active
        work.note("service_task.switched", task)


def _fill(work: UnitOfWork, task: ServiceTask, draft: ServiceTaskDraft, own: int | None) -> None:
    task.name = free_name(work, ServiceTask, draft.name, own)
    if draft.order_type_id is not None and draft.order_type_id != task.order_type_id:
        order_type = work.get(OrderType, draft.order_type_id)
        if not order_type.active:
            sentence = tr("The order type “{name}” is not in use any more.", name=order_type.name)
            raise Refusal(sentence, field="order_type")
    task.order_type_id = draft.order_type_id
    if not 0 <= draft.rank <= HIGHEST_RANK:
        raise Refusal(tr("A rank is a number from 0 to {most}.", most=HIGHEST_RANK), field="rank")
    task.rank = draft.rank
    task.internal_note = _note(draft.internal_note, "internal_note")
    task.external_note = _note(draft.external_note, "external_note")


def _note(text: str, field: str) -> str:
    if len(text.strip()) > LONGEST_NOTE:
        raise Refusal(tr("At most {count} letters.", count=LONGEST_NOTE), field=field)
    return text.strip()
