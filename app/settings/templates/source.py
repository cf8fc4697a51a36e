"""The templates of papers, read and kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from domain.documents.template_queries import own_sources, source, templates
from domain.documents.template_service import reset_template, save_template
from domain.errors import Refusal
from domain.language import tr
from domain.parameters.service import read as read_parameters
from domain.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TemplateSource:
    """A template with its source; `version` and `changed_at` are empty for one that came with the program."""

    id: int
    version: int | None
    name: str
    label: str
    source: str
    changed_at: datetime | None
    changed_by: str


def read(session: Session) -> Loaded[TemplateSource]:
    rows = tuple(
        TemplateSource(
            row.id, row.version, row.name, row.label, source(session, row.name), row.changed_at, row.changed_by
        )
        for row in templates(session)
    )
    return Loaded(rows, more={"own": own_sources(session), "parameters": read_parameters(session)})


def save(work: UnitOfWork, before: TemplateSource | None, values: Mapping[str, Any]) -> int:
    if before is None:
        raise Refusal(tr("Papers cannot be added."))
    save_template(work, before.name, values["source"], before.version)
    return before.id


def reset(work: UnitOfWork, row: TemplateSource) -> None:
    reset_template(work, row.name)


SOURCE = Source(("paper template", "parameter"), read, save)
