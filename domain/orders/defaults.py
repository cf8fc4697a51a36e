"""What a service centre begins with: stages, reasons, office hours with an SLA, articles, order types."""

from sqlalchemy import select

from domain.catalogue.model import Article, LineKind
from domain.catalogue.standard import make_standard_articles
from domain.language import tr
from domain.orders.model import Stage
from domain.orders.standard_stages import make_standard_stages
from domain.orders.tasks import CheckDraft, TaskDraft
from domain.orders.types import TypeDraft, TypeLine, create_type
from domain.parameters import service as parameters
from domain.parameters.standard_reasons import make_standard_reasons
from domain.sla.standard import make_standard_sla
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority


def ensure_defaults(work: UnitOfWork) -> bool:
    """Give a database that has no stages yet all that orders need; whether that was so."""
    if work.session.scalar(select(Stage.id).limit(1)) is not None:
        return False
    make_standard_stages(work)
    make_standard_reasons(work)
    make_standard_sla(work, parameters.read(work.session).home_country)
    for draft in _types(make_standard_articles(work)):
        create_type(work, draft)
    return True


def _types(articles: dict[LineKind, Article]) -> tuple[TypeDraft, ...]:
    work_done = TypeLine(LineKind.HOUR, articles[LineKind.HOUR].id)
    trip = TypeLine(LineKind.EXPENSE, articles[LineKind.EXPENSE].id)
    safe = TaskDraft(
        tr("Hand over"),
        checks=(CheckDraft(tr("The machine runs safely"), required=True), CheckDraft(tr("The place is tidy"))),
    )
    return (
        TypeDraft(
            tr("Repair"), Priority.HIGH, 120, lines=(work_done, trip), tasks=(TaskDraft(tr("Find the cause")), safe)
        ),
        TypeDraft(tr("Maintenance"), Priority.NORMAL, 180, lines=(work_done, trip), tasks=(safe,)),
        TypeDraft(tr("Inspection"), Priority.LOW, 60, lines=(work_done, trip), tasks=(safe,)),
    )
