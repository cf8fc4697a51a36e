"""What administrators do with parts templates: make, change, copy, switch, remove."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from domain.assets.model import AssetModel
from domain.errors import Refusal
from domain.language import tr
from domain.parties import checks
from domain.parts.drafts import PartDraft, as_entered, checked_all
from domain.parts.model import PartsList, PartsTemplate, PartsTemplateLine
from domain.store.names import is_taken
from domain.store.references import is_used
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version, count_parts

LONGEST_NAME = 100
_OWN = frozenset({PartsTemplateLine.__tablename__})


@dataclass(frozen=True, slots=True)
class TemplateDraft:
    """A template as it is entered; `asset_model_id` says for which machines it is, if for one alone."""

    name: str
    asset_model_id: int | None = None
    lines: tuple[PartDraft, ...] = ()
    active: bool = True


def create_template(work: UnitOfWork, draft: TemplateDraft, origin: str = "") -> int:
    """Make a template; returns its id. `origin` says what it was made from, if not by hand."""
    template = PartsTemplate(origin=origin)
    _fill_header(work, template, draft)
    work.add(template, "parts_template.created")
    _add_lines(work, template, draft.lines)
    return template.id


def change_template(work: UnitOfWork, template_id: int, draft: TemplateDraft, version: int) -> None:
    """Give a template that was read as `version` what `draft` says; its lines stay once it was used."""
    template = work.get(PartsTemplate, template_id, lock=True)
    check_version(template, version, template.name)
    lines = checked_all(work, draft.lines)
    _fill_header(work, template, draft)
    work.note("parts_template.changed", template)
    if tuple(line for line, _ in lines) == lines_of(work, template):
        return
    if is_frozen(work, template):
        name = template.name
        sentence = tr("Parts of assets came from “{name}”, so its lines stay; copy it and change the copy.", name=name)
        raise Refusal(sentence, field="lines")
    _drop_lines(work, template)
    _add_lines(work, template, draft.lines)
    count_parts(work, template, version)


def delete_template(work: UnitOfWork, template_id: int) -> None:
    """Remove a template that nothing came from."""
    template = work.get(PartsTemplate, template_id, lock=True)
    if is_used(work.session, template, except_by=_OWN):
        name = template.name
        raise Refusal(tr("Parts of assets came from “{name}”; offer it no more instead.", name=name))
    _drop_lines(work, template)
    work.session.delete(template)
    work.note("parts_template.deleted", template)


def is_frozen(work: UnitOfWork, template: PartsTemplate) -> bool:
    """Whether the parts of an asset came from it."""
    return work.session.scalar(select(PartsList.id).where(PartsList.template_id == template.id).limit(1)) is not None


def lines_of(work: UnitOfWork, template: PartsTemplate) -> tuple[PartDraft, ...]:
    """The lines of a template as they would be entered."""
    statement = select(PartsTemplateLine).where(PartsTemplateLine.template_id == template.id)
    return as_entered(work.session.scalars(statement.order_by(PartsTemplateLine.position)))


def _fill_header(work: UnitOfWork, template: PartsTemplate, draft: TemplateDraft) -> None:
    name = checks.name(draft.name, longest=LONGEST_NAME)
    with work.session.no_autoflush:
        if is_taken(work.session, PartsTemplate.name, name, template.id):
            raise Refusal(tr("There is a parts template “{name}” already.", name=name), field="name")
    if draft.asset_model_id is not None:
        work.get(AssetModel, draft.asset_model_id)
    template.name, template.asset_model_id, template.active = name, draft.asset_model_id, draft.active


def _add_lines(work: UnitOfWork, template: PartsTemplate, drafts: Sequence[PartDraft]) -> None:
    made: list[PartsTemplateLine] = []
    for position, (draft, place) in enumerate(checked_all(work, drafts), 1):
        line = PartsTemplateLine(
            template_id=template.id,
            parent_id=None if place is None else made[place].id,
            position=position,
            kind=draft.kind,
            article_id=draft.article_id,
            text=draft.text,
            quantity=draft.quantity,
            unit=draft.unit,
        )
        made.append(work.add(line, "parts_template.line_added", template_id=template.id))


def _drop_lines(work: UnitOfWork, template: PartsTemplate) -> None:
    """Remove all lines; what is inside goes before what it is in."""
    statement = select(PartsTemplateLine).where(PartsTemplateLine.template_id == template.id)
    for line in work.session.scalars(statement.order_by(PartsTemplateLine.position.desc())).all():
        work.session.delete(line)
        work.note("parts_template.line_removed", line, template_id=template.id)
        work.session.flush()
