"""What is asked for when a part is entered, and what of that is refused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from domain.catalogue.model import Article, LineKind
from domain.errors import Refusal
from domain.language import grouped, tr
from domain.money import exact
from domain.parties import checks
from domain.parts.model import PartKind, PartsTemplateLine
from domain.parts.tree import holders
from domain.store.unit_of_work import UnitOfWork

Number = Decimal | int | str
LONGEST_UNIT = 12
MOST = 1_000_000
LONGEST_SERIAL = 60


@dataclass(frozen=True, slots=True)
class PartDraft:
    """One line of a parts list; text and unit follow from the article where they are not given.

    `level` says how far inside it is: 0 stands alone, 1 is in the nearest line above with level 0, and so on.
    """

    kind: PartKind
    article_id: int | None = None
    text: str = ""
    quantity: Number = 1
    unit: str = ""
    level: int = 0


def checked(work: UnitOfWork, draft: PartDraft) -> PartDraft:
    """The draft with what follows from its article. Raises Refusal."""
    article = fitting_article(work, draft.kind, draft.article_id)
    return replace(
        draft,
        text=checks.name(draft.text.strip() or (article.name if article else ""), "text"),
        quantity=checked_quantity(draft.quantity),
        unit=checked_unit(draft.unit.strip() or (article.unit if article else "")),
    )


def checked_all(work: UnitOfWork, drafts: Sequence[PartDraft]) -> list[tuple[PartDraft, int | None]]:
    """Every line with the place of the assembly that it is in. Raises Refusal."""
    above = holders([draft.level for draft in drafts])
    for holder in (drafts[place] for place in above if place is not None):
        check_holds(holder.kind, holder.text)
    return [(checked(work, draft), place) for draft, place in zip(drafts, above, strict=True)]


def as_entered(lines: Iterable[PartsTemplateLine]) -> tuple[PartDraft, ...]:
    """The lines of a template, in their order, as they would be entered."""
    levels: dict[int | None, int] = {None: -1}
    found = []
    for line in lines:
        levels[line.id] = levels[line.parent_id] + 1
        found.append(PartDraft(line.kind, line.article_id, line.text, line.quantity, line.unit, levels[line.id]))
    return tuple(found)


def check_holds(kind: PartKind, text: str) -> None:
    """Refuse that anything is inside what is no assembly."""
    if kind is not PartKind.ASSEMBLY:
        name = text or kind.label
        raise Refusal(tr("“{name}” is no assembly, so nothing is in it.", name=name), field="parent")


def fitting_article(work: UnitOfWork, kind: PartKind, article_id: int | None) -> Article | None:
    """The article of a part, if it can be one: parts are items, services are hours, expenses and fees."""
    if article_id is None:
        return None
    article = work.get(Article, article_id)
    if not fits(kind, article.kind):
        values = {"article": article.name, "kind": kind.label}
        raise Refusal(tr("{article} cannot stand in a line of kind “{kind}”.", **values), field="article_id")
    return article


def fits(kind: PartKind, article_kind: LineKind) -> bool:
    """Whether articles of a kind can stand for parts of a kind."""
    return (kind is PartKind.SERVICE) is (article_kind is not LineKind.ITEM)


def checked_quantity(entered: Number) -> Decimal:
    """How many there are: more than none, and no more than anybody counts."""
    quantity = exact(entered, "quantity")
    if not 0 < quantity <= MOST:
        raise Refusal(tr("A quantity is above 0 and at most {most}.", most=grouped(MOST)), field="quantity")
    return quantity


def checked_unit(entered: str) -> str:
    """A unit, or none."""
    if len(entered) > LONGEST_UNIT:
        raise Refusal(tr("At most {count} letters.", count=LONGEST_UNIT), field="unit")
    return entered


def checked_serial(entered: str, quantity: Number) -> str:
    """The serial number of a single part, or none."""
    serial = entered.strip()
    if len(serial) > LONGEST_SERIAL:
        raise Refusal(tr("At most {count} letters.", count=LONGEST_SERIAL), field="serial")
    if serial and quantity != 1:
        raise Refusal(tr("A serial number is that of one part: enter each by itself."), field="serial")
    return serial
