"""What the office does with the lines of agreements: add, change, stop, take away."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from domain.agreements.model import Agreement, AgreementLine
from domain.agreements.owned import check_asset, check_within
from domain.catalogue.model import Article, LineKind
from domain.errors import Refusal
from domain.language import tr
from domain.money import exact
from domain.sla.model import Sla
from domain.store.references import is_used
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version

LONGEST_TEXT = 500
LONGEST_UNIT = 12


@dataclass(frozen=True, slots=True)
class AgreementLineDraft:
    """A service that is promised, perhaps for one asset alone; without days it holds as long as its agreement."""

    kind: LineKind
    text: str = ""
    article_id: int | None = None
    asset_id: int | None = None
    sla_id: int | None = None
    quantity: Decimal | int | str = 1
    unit: str = ""
    note: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


def add_line(work: UnitOfWork, agreement_id: int, draft: AgreementLineDraft) -> int:
    """Promise a further service; returns the id of the line."""
    agreement = work.get(Agreement, agreement_id, lock=True)
    line = AgreementLine(agreement_id=agreement.id, position=next_position(work, agreement.id))
    fill_line(work, agreement, line, draft)
    return work.add(line, "agreement_line.added").id


def change_line(work: UnitOfWork, line_id: int, draft: AgreementLineDraft, version: int) -> None:
    """Change a promised service for all of its days; an amendment changes it from a day on."""
    agreement, line = _held(work, line_id, version)
    _check_open(line)
    with work.session.no_autoflush:
        fill_line(work, agreement, line, draft)
    work.note("agreement_line.changed", line)


def stop_line(work: UnitOfWork, line_id: int, *, stopped: bool = True) -> None:
    """Let no further order come from a line, or let them come again."""
    line = work.get(AgreementLine, line_id, lock=True)
    if line.stopped != stopped:
        line.stopped = stopped
        work.note("agreement_line.stopped" if stopped else "agreement_line.resumed", line)


def remove_line(work: UnitOfWork, line_id: int, version: int) -> None:
    """Take away a line that nothing came from yet."""
    _, line = _held(work, line_id, version)
    _check_open(line)
    if line.amendment_id is not None:
        raise Refusal(tr("“{line}” came with an amendment; stop it instead.", line=line.text))
    if is_used(work.session, line):
        raise Refusal(tr("Orders, visits or a plan hang on “{line}”; stop it instead.", line=line.text))
    work.session.delete(line)
    work.note("agreement_line.removed", line)


def next_position(work: UnitOfWork, agreement_id: int) -> int:
    """The position below all lines of an agreement."""
    last = select(func.max(AgreementLine.position)).where(AgreementLine.agreement_id == agreement_id)
    return (work.session.scalar(last) or 0) + 1


def fill_line(work: UnitOfWork, agreement: Agreement, line: AgreementLine, draft: AgreementLineDraft) -> None:
    """Put a draft into a line, each field checked. Raises Refusal at the field."""
    check_asset(work, agreement, draft.asset_id)
    article = None if draft.article_id is None else work.get(Article, draft.article_id)
    if article is not None and article.kind is not draft.kind:
        values = {"article": article.name, "kind": draft.kind.label}
        raise Refusal(tr("{article} cannot stand in a line of kind “{kind}”.", **values), field="article")
    if draft.sla_id is not None:
        work.get(Sla, draft.sla_id)
    check_within(agreement, draft.starts_on, draft.ends_on)
    line.kind, line.article_id, line.asset_id, line.sla_id = draft.kind, draft.article_id, draft.asset_id, draft.sla_id
    line.text = _checked_text(draft.text or (article.name if article else ""))
    line.quantity = _checked_quantity(draft.quantity)
    line.unit = _checked_unit(draft.unit or (article.unit if article else ""))
    line.note = draft.note.strip()
    line.starts_on, line.ends_on = draft.starts_on, draft.ends_on


def _held(work: UnitOfWork, line_id: int, version: int) -> tuple[Agreement, AgreementLine]:
    """The line and its agreement, both locked; the agreement first, as everybody does."""
    agreement = work.get(Agreement, work.get(AgreementLine, line_id).agreement_id, lock=True)
    line = work.get(AgreementLine, line_id, lock=True)
    check_version(line, version, line.text)
    return agreement, line


def _check_open(line: AgreementLine) -> None:
    if line.ended_by_id is not None:
        raise Refusal(tr("An amendment has ended “{line}”; what was agreed before stays readable.", line=line.text))


def _checked_quantity(given: Decimal | int | str) -> Decimal:
    quantity = exact(given, "quantity")
    if quantity < 0:
        raise Refusal(tr("A quantity cannot be negative."), field="quantity")
    return quantity


def _checked_text(text: str) -> str:
    if not text.strip():
        raise Refusal(tr("Choose an article or say what the line is for."), field="text")
    if len(text.strip()) > LONGEST_TEXT:
        raise Refusal(tr("At most {count} letters; the rest belongs into the note.", count=LONGEST_TEXT), field="text")
    return text.strip()


def _checked_unit(unit: str) -> str:
    if len(unit.strip()) > LONGEST_UNIT:
        raise Refusal(tr("At most {count} letters.", count=LONGEST_UNIT), field="unit")
    return unit.strip()
