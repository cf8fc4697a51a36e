"""What the office does with amendments: agree otherwise from a day on; what was agreed before stays readable."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from domain.agreements import amendments, cover_service, line_service
from domain.agreements.cover_service import CoverDraft
from domain.agreements.line_service import AgreementLineDraft
from domain.agreements.model import Agreement, AgreementAmendment, AgreementLine, Cover
from domain.agreements.refused_part import Part, refused_in
from domain.agreements.service import held
from domain.errors import Refusal
from domain.language import day_words, tr
from domain.store.unit_of_work import UnitOfWork

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AmendmentDraft:
    """What is agreed otherwise from a day on.

    `lines` and `covers` name what ends the day before, each with what takes its place or None; `new_lines` and
    `new_covers` come beside. What comes begins on that day and holds until the end its draft says.
    """

    effective_on: date
    text: str
    lines: tuple[tuple[int, AgreementLineDraft | None], ...] = ()
    covers: tuple[tuple[int, CoverDraft | None], ...] = ()
    new_lines: tuple[AgreementLineDraft, ...] = ()
    new_covers: tuple[CoverDraft, ...] = ()


def amend(work: UnitOfWork, agreement_id: int, version: int, draft: AmendmentDraft) -> int:
    """Agree otherwise from a day on, all of it at once; returns the id of the amendment."""
    agreement = held(work, agreement_id, version)
    if agreement.folder_id is not None:
        raise Refusal(tr("{number} is a template and is changed itself.", number=agreement.number))
    if not (draft.lines or draft.covers or draft.new_lines or draft.new_covers):
        raise Refusal(tr("Nothing is agreed otherwise."), field="lines")
    _check_day(work, agreement, draft.effective_on)
    made = work.add(
        AgreementAmendment(
            agreement_id=agreement.id,
            effective_on=draft.effective_on,
            text=_checked_text(draft.text),
            made_at=work.now,
            made_by=work.actor,
        ),
        "agreement.amended",
        number=agreement.number,
    )
    _amend_lines(work, agreement, draft, made)
    _amend_covers(work, agreement, draft, made)
    return made.id


def _amend_lines(work: UnitOfWork, agreement: Agreement, draft: AmendmentDraft, made: AgreementAmendment) -> None:
    for at, (line_id, instead) in enumerate(draft.lines):
        line = _ended_line(work, agreement, line_id, made)
        if instead is not None:
            with refused_in(Part.SERVICES, at):
                _begin_line(work, agreement, instead, made, line.position)
    for at, new_line in enumerate(draft.new_lines, len(draft.lines)):
        with refused_in(Part.SERVICES, at):
            _begin_line(work, agreement, new_line, made, line_service.next_position(work, agreement.id))


def _amend_covers(work: UnitOfWork, agreement: Agreement, draft: AmendmentDraft, made: AgreementAmendment) -> None:
    for at, (cover_id, instead) in enumerate(draft.covers):
        cover = _ended_cover(work, agreement, cover_id, made)
        if instead is not None:
            with refused_in(Part.COVER, at):
                _begin_cover(work, agreement, instead, made, cover.position)
    for at, new_cover in enumerate(draft.new_covers, len(draft.covers)):
        with refused_in(Part.COVER, at):
            _begin_cover(work, agreement, new_cover, made, cover_service.next_position(work, agreement.id))


def _check_day(work: UnitOfWork, agreement: Agreement, on: date) -> None:
    """One amendment holds until the next one begins: two on one day would overlap."""
    mine = select(AgreementAmendment.effective_on).where(AgreementAmendment.agreement_id == agreement.id)
    others = [amendments.Amendment(day, day, None) for day in work.session.scalars(mine)]
    wanted = amendments.Amendment(on, on, None)
    try:
        amendments.check_amendment(wanted, others, agreement.starts_on, agreement.ends_on)
    except Refusal as refusal:
        raise Refusal(str(refusal), field="effective_on") from refusal


def _ended_line(work: UnitOfWork, agreement: Agreement, line_id: int, amendment: AgreementAmendment) -> AgreementLine:
    line = work.get(AgreementLine, line_id, lock=True)
    _end(agreement, line, line.text, amendment)
    work.note("agreement_line.amended", line)
    return line


def _ended_cover(work: UnitOfWork, agreement: Agreement, cover_id: int, amendment: AgreementAmendment) -> Cover:
    cover = work.get(Cover, cover_id, lock=True)
    _end(agreement, cover, cover.name, amendment)
    work.note("cover.amended", cover)
    return cover


def _end(agreement: Agreement, part: AgreementLine | Cover, name: str, amendment: AgreementAmendment) -> None:
    """Let a part end the day before; it must hold on the day itself."""
    on = amendment.effective_on
    if part.agreement_id != agreement.id:
        raise Refusal(tr("This line belongs to another agreement."), field="lines")
    if part.ended_by_id is not None or (part.ends_on is not None and part.ends_on < on):
        raise Refusal(tr("“{line}” has ended before {day}.", line=name, day=day_words(on)), field="effective_on")
    begins = part.starts_on or agreement.starts_on
    if begins >= on:
        sentence = tr(
            "“{line}” begins on {day}: choose a later day, or change it directly.", line=name, day=day_words(begins)
        )
        raise Refusal(sentence, field="effective_on")
    part.ends_on, part.ended_by_id = on - ONE_DAY, amendment.id


def _begin_line(
    work: UnitOfWork, agreement: Agreement, draft: AgreementLineDraft, amendment: AgreementAmendment, position: int
) -> None:
    line = AgreementLine(agreement_id=agreement.id, position=position)
    with work.session.no_autoflush:
        line_service.fill_line(work, agreement, line, draft)
        line.starts_on, line.amendment_id = amendment.effective_on, amendment.id
        _check_end(line)
    work.add(line, "agreement_line.added")


def _begin_cover(
    work: UnitOfWork, agreement: Agreement, draft: CoverDraft, amendment: AgreementAmendment, position: int
) -> None:
    cover = Cover(agreement_id=agreement.id, position=position)
    with work.session.no_autoflush:
        cover_service.fill_cover(work, agreement, cover, draft)
        cover.starts_on, cover.amendment_id = amendment.effective_on, amendment.id
        _check_end(cover)
    work.add(cover, "cover.added")


def _check_end(part: AgreementLine | Cover) -> None:
    if part.ends_on is not None and part.starts_on is not None and part.ends_on < part.starts_on:
        raise Refusal(tr("The end is before the start."), field="ends_on")


def _checked_text(text: str) -> str:
    if not text.strip():
        raise Refusal(tr("Say in a few words what is agreed otherwise."), field="text")
    return text.strip()
