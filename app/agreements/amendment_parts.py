"""What an amendment does to each line and each cover, as its form holds it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from app.agreements import forms
from app.agreements.cover_forms import cover_draft, cover_values
from domain.agreements.amendment_service import AmendmentDraft
from domain.agreements.cover_service import CoverDraft
from domain.agreements.detail import AgreementDetail
from domain.agreements.line_service import AgreementLineDraft
from domain.agreements.refused_part import Part
from domain.language import tr


class Fate(StrEnum):
    """What becomes of a line or cover."""

    STAYS = "stays"
    ENDS = "ends"
    OTHERWISE = "otherwise"
    COMES = "comes"
    NOT = "not"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Fate.STAYS: tr("stays as it is"),
            Fate.ENDS: tr("ends the day before"),
            Fate.OTHERWISE: tr("is agreed otherwise"),
            Fate.COMES: tr("comes new"),
            Fate.NOT: tr("does not come after all"),
        }[self]


@dataclass(eq=False)
class Piece:
    """A line or cover, with what becomes of it; one that is new has no `key`.

    `seen` is what it was, `about` names what it is for.
    """

    part: Part
    key: int | None
    seen: AgreementLineDraft | CoverDraft
    fate: Fate
    values: dict[str, Any] = field(default_factory=dict)
    about: str = ""

    @property
    def name(self) -> str:
        """What stands for it at the left."""
        own = str(self.values["text" if self.part is Part.SERVICES else "name"])
        return own or (tr("New line") if self.part is Part.SERVICES else tr("New cover"))

    @property
    def fates(self) -> tuple[Fate, ...]:
        """What can become of it."""
        return (Fate.COMES, Fate.NOT) if self.key is None else (Fate.STAYS, Fate.ENDS, Fate.OTHERWISE)

    @property
    def is_asked(self) -> bool:
        """Whether something is agreed in its form."""
        return self.fate in {Fate.COMES, Fate.OTHERWISE}


def pieces_of(shown: AgreementDetail) -> list[Piece]:
    """All that no amendment has ended yet, to stay as it is."""
    lines = [line for line in shown.lines if line.ended_by_id is None and not line.stopped]
    covers = [cover for cover in shown.covers if cover.ended_by_id is None]
    return [
        *(piece(line.draft, line.id, line.asset) for line in lines),
        *(piece(cover.draft, cover.id, ", ".join(cover.about)) for cover in covers),
    ]


def piece(draft: AgreementLineDraft | CoverDraft, key: int | None = None, about: str = "") -> Piece:
    """A line or cover that stays, or a new one."""
    fate = Fate.COMES if key is None else Fate.STAYS
    if isinstance(draft, AgreementLineDraft):
        return Piece(Part.SERVICES, key, draft, fate, forms.line_values(draft), about)
    return Piece(Part.COVER, key, draft, fate, cover_values(draft), about)


def amendment(on: date, text: str, pieces: Sequence[Piece]) -> AmendmentDraft:
    """The amendment that is asked for."""
    lines, covers = in_order(pieces, Part.SERVICES), in_order(pieces, Part.COVER)
    return AmendmentDraft(
        effective_on=on,
        text=text,
        lines=tuple((each.key, _line(each)) for each in lines if each.key is not None),
        covers=tuple((each.key, _cover(each)) for each in covers if each.key is not None),
        new_lines=tuple(line for each in lines if each.key is None and (line := _line(each)) is not None),
        new_covers=tuple(cover for each in covers if each.key is None and (cover := _cover(each)) is not None),
    )


def in_order(pieces: Iterable[Piece], part: Part) -> list[Piece]:
    """What is touched of a part, as a refusal counts its rows: what was there, then what is new."""
    touched = [each for each in pieces if each.part is part and each.fate not in {Fate.STAYS, Fate.NOT}]
    return sorted(touched, key=_is_new)


def _is_new(each: Piece) -> bool:
    return each.key is None


def _line(each: Piece) -> AgreementLineDraft | None:
    seen = each.seen if isinstance(each.seen, AgreementLineDraft) else None
    return forms.line_draft(each.values, seen) if each.is_asked else None


def _cover(each: Piece) -> CoverDraft | None:
    return cover_draft(each.values) if each.is_asked else None
