"""What a parts template can be made from: another one, the parts of an asset, the latest of a model, rows of a file."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from domain.assets.model import Asset, AssetModel
from domain.catalogue.model import Article
from domain.errors import Refusal
from domain.language import tr
from domain.parts.drafts import PartDraft, checked
from domain.parts.model import IN_PLACE, AssetPart, PartKind, PartsList, PartsTemplate
from domain.parts.template_service import TemplateDraft, create_template, lines_of
from domain.parts.tree import in_order
from domain.store.unit_of_work import UnitOfWork

COLUMNS = ("line", "parent", "kind", "article", "text", "quantity", "unit")
"""What a file can say of a part: its own word or number, that of what it is in, and what it is."""
NEEDED = ("line",)


def copy_template(work: UnitOfWork, template_id: int, name: str) -> int:
    """Make a template with the lines of another one; returns its id."""
    source = work.get(PartsTemplate, template_id)
    draft = TemplateDraft(name, source.asset_model_id, lines_of(work, source))
    return create_template(work, draft, tr("Template “{name}”", name=source.name))


def template_from_asset(work: UnitOfWork, asset_id: int, name: str) -> int:
    """Make a template from what is in an asset now; returns its id."""
    asset = work.get(Asset, asset_id)
    lines = _parts_of(work, asset)
    if not lines:
        raise Refusal(tr("{name} has no parts list.", name=asset.name), field="asset_id")
    draft = TemplateDraft(name, asset.model_id, tuple(lines))
    return create_template(work, draft, tr("Parts of {number} {name}", number=asset.number, name=asset.name))


def template_from_model(work: UnitOfWork, model_id: int, name: str) -> int:
    """Make a template with the lines of the latest one of a model; returns its id."""
    model = work.get(AssetModel, model_id)
    latest = select(PartsTemplate.id).where(PartsTemplate.asset_model_id == model.id)
    found = work.session.scalar(latest.order_by(PartsTemplate.id.desc()).limit(1))
    if found is None:
        values = {"maker": model.maker, "name": model.name}
        raise Refusal(tr("There is no parts template for {maker} {name}.", **values), field="model_id")
    return copy_template(work, found, name)


def template_from_rows(
    work: UnitOfWork, rows: Iterable[Mapping[str, str]], name: str, asset_model_id: int | None = None
) -> int:
    """Make a template from the rows of a file, each with its own word and that of what it is in; returns its id."""
    by_line: dict[str, Mapping[str, str]] = {}
    for row in rows:
        key = row["line"]
        if not key or key in by_line:
            raise Refusal(tr("“{line}” is no word of its own for a line.", line=key), field="file")
        by_line[key] = row
    if not by_line:
        raise Refusal(tr("There are no lines in the file."), field="file")
    ordered = in_order({key: _parent(row, by_line) for key, row in by_line.items()})
    lines = tuple(_draft(work, by_line[key], level) for key, level in ordered)
    for (key, _), line in zip(ordered, lines, strict=True):
        _check(work, key, line)
    return create_template(work, TemplateDraft(name, asset_model_id, lines), tr("File"))


def _parts_of(work: UnitOfWork, asset: Asset) -> list[PartDraft]:
    statement = (
        select(AssetPart)
        .join(PartsList, PartsList.id == AssetPart.parts_list_id)
        .where(PartsList.asset_id == asset.id, IN_PLACE)
        .order_by(AssetPart.position, AssetPart.id)
    )
    parts = {part.id: part for part in work.session.scalars(statement)}
    ordered = in_order({key: part.parent_id for key, part in parts.items()})
    return [_as_entered(parts[key], level) for key, level in ordered]


def _as_entered(part: AssetPart, level: int) -> PartDraft:
    return PartDraft(part.kind, part.article_id, part.text, part.quantity, part.unit, level)


def _parent(row: Mapping[str, str], by_line: Mapping[str, object]) -> str | None:
    parent = row.get("parent", "")
    if parent and parent not in by_line:
        raise Refusal(tr("Line “{line}” is in “{parent}”, which is not there.", **_words(row)), field="file")
    return parent or None


def _draft(work: UnitOfWork, row: Mapping[str, str], level: int) -> PartDraft:
    kind = row.get("kind", "").lower() or PartKind.PART.value
    if kind not in set(PartKind):
        known = ", ".join(PartKind)
        raise Refusal(tr("“{kind}” is no kind of part; there are {known}.", kind=kind, known=known), field="file")
    return PartDraft(
        kind=PartKind(kind),
        article_id=_article(work, row.get("article", "")),
        text=row.get("text", ""),
        quantity=row.get("quantity", "").replace(",", ".") or 1,
        unit=row.get("unit", ""),
        level=level,
    )


def _check(work: UnitOfWork, key: str, line: PartDraft) -> None:
    try:
        checked(work, line)
    except Refusal as refusal:
        raise Refusal(tr("Line “{line}”: {why}", line=key, why=refusal), field="file") from refusal


def _article(work: UnitOfWork, number: str) -> int | None:
    if not number:
        return None
    found = work.session.scalar(select(Article.id).where(Article.number == number))
    if found is None:
        raise Refusal(tr("There is no article {number}.", number=number), field="file")
    return found


def _words(row: Mapping[str, str]) -> dict[str, str]:
    return {"line": row["line"], "parent": row.get("parent", "")}
