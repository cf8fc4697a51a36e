"""What the order of some visits says: put together from the lines of the agreement and their service tasks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.agreements.model import Agreement, AgreementLine
from domain.orders.filling import Filled, put_or_leave_out
from domain.orders.header import LONGEST_TITLE, MAX_MINUTES
from domain.orders.line_draft import LineDraft
from domain.orders.model import OrderType, Origin
from domain.orders.service import OrderDraft
from domain.visits.model import ServiceTask, VisitPlan
from domain.visits.planned import PlannedVisit
from domain.words import Priority

MINUTES = 60
"""How long a visit is expected to take without an order type that says so."""
_URGENCY = tuple(Priority)


@dataclass(frozen=True, slots=True)
class Job:
    """A visit that is to be made, with its plan, line and task."""

    visit: PlannedVisit
    plan: VisitPlan

    @property
    def line(self) -> AgreementLine:
        """The promised service."""
        return self.plan.agreement_line

    @property
    def task(self) -> ServiceTask | None:
        """What is done."""
        return self.plan.task


def order_types(jobs: Sequence[Job]) -> list[OrderType]:
    """The types of the services, each once, that of the highest rank first."""
    tasks = sorted((job.task for job in jobs if job.task is not None), key=lambda task: -task.rank)
    return list(dict.fromkeys(task.order_type for task in tasks if task.order_type is not None))


def minutes_of(jobs: Sequence[Job]) -> int:
    """The expected work of all visits."""
    types = [job.task.order_type if job.task else None for job in jobs]
    return min(sum(each.minutes if each else MINUTES for each in types), MAX_MINUTES)


def order_draft(agreement: Agreement, jobs: Sequence[Job], source: str) -> OrderDraft:
    """The order of visits that go together."""
    types = order_types(jobs)
    assets = {job.line.asset_id for job in jobs}
    asset_id = assets.pop() if len(assets) == 1 else None
    technicians = (job.plan.technician_id for job in jobs if job.plan.technician_id is not None)
    return OrderDraft(
        title=_title(jobs),
        priority=min((each.priority for each in types), key=_URGENCY.index, default=Priority.NORMAL),
        origin=Origin.AGREEMENT,
        minutes=minutes_of(jobs),
        site_id=jobs[0].visit.group.site_id or None,
        asset_id=asset_id,
        source=source,
        contact_id=agreement.contact_id,
        order_type_id=types[0].id if types else None,
        agreement_id=agreement.id,
        agreement_line_id=jobs[0].line.id if len({job.line.id for job in jobs}) == 1 else None,
        preferred_technician_id=next(technicians, agreement.preferred_technician_id),
        responsible=agreement.responsible,
        internal_note=notes(job.task.internal_note for job in jobs if job.task),
        external_note=notes(job.task.external_note for job in jobs if job.task),
        begins_at=min(job.visit.earliest for job in jobs),
        agreed_until=min(job.visit.latest for job in jobs),
        day=jobs[0].visit.day,
    )


def put_agreed(filled: Filled, job: Job) -> None:
    """Put what the agreement promises on the order."""
    line = job.line
    draft = LineDraft(
        line.kind,
        article_id=line.article_id,
        text=line.text,
        note=line.note,
        quantity=line.quantity,
        unit=line.unit or None,
        agreement_line_id=line.id,
        done_on=job.visit.day,
        origin=Origin.AGREEMENT,
    )
    put_or_leave_out(filled, draft)


def notes(texts: Iterable[str]) -> str:
    """Different notes below each other."""
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _title(jobs: Sequence[Job]) -> str:
    names = dict.fromkeys(job.task.name if job.task else job.line.text for job in jobs)
    return ", ".join(names)[:LONGEST_TITLE]
