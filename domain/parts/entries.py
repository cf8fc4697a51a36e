"""What is entered of a part in an asset, and what of that is refused."""

from dataclasses import dataclass, replace
from datetime import date

from domain.errors import Refusal
from domain.language import tr
from domain.parts.drafts import Number, PartDraft, checked, checked_serial
from domain.parts.model import AssetPart, PartKind
from domain.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PartEntry:
    """A part in an asset as it is entered; `parent_id` is the assembly that it is in."""

    kind: PartKind
    article_id: int | None = None
    text: str = ""
    serial: str = ""
    quantity: Number = 1
    unit: str = ""
    parent_id: int | None = None
    installed_on: date | None = None
    warranty_until: date | None = None


@dataclass(frozen=True, slots=True)
class OnOrder:
    """The order on which a part was put in: with a line that bills it, and perhaps waiting for it to be procured."""

    order_id: int
    with_line: bool = True
    required: bool = False


def entry_of(part: AssetPart) -> PartEntry:
    """A part as its form begins with it."""
    return PartEntry(
        part.kind,
        part.article_id,
        part.text,
        part.serial,
        part.quantity,
        part.unit,
        part.parent_id,
        part.installed_on,
        part.warranty_until,
    )


def checked_entry(work: UnitOfWork, entry: PartEntry, today: date) -> PartEntry:
    """The entry with what follows from its article. Raises Refusal."""
    draft = checked(work, PartDraft(entry.kind, entry.article_id, entry.text, entry.quantity, entry.unit))
    if entry.installed_on is not None and entry.installed_on > today:
        raise Refusal(tr("That day is still to come."), field="installed_on")
    if entry.installed_on and entry.warranty_until and entry.warranty_until < entry.installed_on:
        raise Refusal(tr("The warranty ends after the day of installation."), field="warranty_until")
    serial = checked_serial(entry.serial, draft.quantity)
    return replace(entry, text=draft.text, serial=serial, quantity=draft.quantity, unit=draft.unit)
