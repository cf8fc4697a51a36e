"""Parts templates, read and kept; a new one can begin from four sources."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from app.shared.refusals import at_field
from domain.catalogue.queries import articles
from domain.errors import Refusal, Unavailable
from domain.language import tr
from domain.parts.drafts import fits
from domain.parts.model import PartKind
from domain.parts.template_queries import TemplateRow, assets_with_parts, model_choices, models_with_template, templates
from domain.parts.template_service import TemplateDraft, change_template, create_template, delete_template
from domain.parts.template_sources import (
    COLUMNS,
    NEEDED,
    copy_template,
    template_from_asset,
    template_from_model,
    template_from_rows,
)
from domain.reporting.importing import Row, rows
from domain.store.unit_of_work import UnitOfWork

#: The inputs of a line on the screen, which has one field for all lines.
OF_A_LINE = ("article_id", "quantity", "text", "unit", "level", "parent")


class Beginning(StrEnum):
    """What a new template is made from."""

    HAND = "hand"
    TEMPLATE = "template"
    ASSET = "asset"
    MODEL = "model"
    FILE = "file"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Beginning.HAND: tr("nothing: made by hand"),
            Beginning.TEMPLATE: tr("a copy of a template"),
            Beginning.ASSET: tr("what is in an asset"),
            Beginning.MODEL: tr("the latest template of a model"),
            Beginning.FILE: tr("a file (CSV or JSON)"),
        }[self]


def read(session: Session) -> Loaded[TemplateRow]:
    found, offered = templates(session), articles(session, with_inactive=False)
    lines = [
        ((kind, each.id), f"{each.number} {each.name}")
        for each in offered
        for kind in PartKind
        if fits(kind, each.kind)
    ]
    return Loaded(
        found,
        {
            "asset_model_id": [(None, tr("all models")), *model_choices(session)],
            "from_template": [(row.id, row.name) for row in found],
            "from_asset": assets_with_parts(session),
            "from_model": models_with_template(session),
            "lines": lines,
        },
    )


def save(work: UnitOfWork, before: TemplateRow | None, values: Mapping[str, Any]) -> int:
    lines = values["frozen"] or values["lines"]
    draft = TemplateDraft(values["name"], values["asset_model_id"], lines, values["active"])
    with at_field("lines", OF_A_LINE):
        if before is not None:
            change_template(work, before.id, draft, before.version)
            return before.id
        if values["beginning"] is Beginning.HAND:
            return create_template(work, draft)
    return _begun(work, values)


def remove(work: UnitOfWork, row: TemplateRow) -> None:
    delete_template(work, row.id)


def copy(work: UnitOfWork, row: TemplateRow) -> None:
    copy_template(work, row.id, tr("{name}, copy", name=row.name))


def _begun(work: UnitOfWork, values: Mapping[str, Any]) -> int:
    name, beginning = values["name"], values["beginning"]
    if beginning is Beginning.FILE:
        return template_from_rows(work, _rows(values["file"]), name, values["asset_model_id"])
    make, field = {
        Beginning.TEMPLATE: (copy_template, "from_template"),
        Beginning.ASSET: (template_from_asset, "from_asset"),
        Beginning.MODEL: (template_from_model, "from_model"),
    }[beginning]
    if values[field] is None:
        raise Refusal(tr("Choose what the template is made from."), field=field)
    return make(work, values[field], name)


def _rows(path: str) -> Iterator[Row]:
    if not path:
        raise Refusal(tr("Choose the file."), field="file")
    try:
        for numbered in rows(Path(path), COLUMNS, NEEDED):
            yield numbered.row
    except Unavailable as error:
        raise Refusal(str(error), field="file") from error


SOURCE = Source(("parts template", "parts list", "article", "asset model"), read, save, remove)
