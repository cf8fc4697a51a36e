"""Parts templates as rows for the settings and as choices."""

from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from domain.assets.model import Asset, AssetModel
from domain.parts.drafts import PartDraft, as_entered
from domain.parts.model import PartsList, PartsTemplate

Choice = tuple[int, str]


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One template; `used` says that parts of assets came from it, so that its lines stay."""

    id: int
    version: int
    name: str
    asset_model_id: int | None
    asset_model: str
    origin: str
    active: bool
    used: bool
    lines: tuple[PartDraft, ...]


def templates(session: Session, *, with_inactive: bool = True) -> tuple[TemplateRow, ...]:
    """All templates by name."""
    used = set(session.scalars(select(PartsList.template_id).where(PartsList.template_id.is_not(None)).distinct()))
    statement = (
        select(PartsTemplate)
        .options(joinedload(PartsTemplate.asset_model), selectinload(PartsTemplate.lines))
        .order_by(PartsTemplate.name)
    )
    if not with_inactive:
        statement = statement.where(PartsTemplate.active)
    return tuple(_row(template, used=template.id in used) for template in session.scalars(statement))


def assets_with_parts(session: Session) -> tuple[Choice, ...]:
    """The assets that have a parts list, by name."""
    statement = select(Asset.id, Asset.name, Asset.number).join(PartsList, PartsList.asset_id == Asset.id)
    found = session.execute(statement.order_by(Asset.name, Asset.id))
    return tuple((key, f"{name} · {number}") for key, name, number in found)


def model_choices(session: Session) -> tuple[Choice, ...]:
    """All models, by maker and name."""
    found = session.execute(_models())
    return tuple((key, f"{maker} {name}") for key, maker, name in found)


def models_with_template(session: Session) -> tuple[Choice, ...]:
    """The models that a template is made for."""
    of_models = select(PartsTemplate.asset_model_id)
    found = session.execute(_models().where(AssetModel.id.in_(of_models)))
    return tuple((key, f"{maker} {name}") for key, maker, name in found)


def _models() -> Select[int, str, str]:
    columns = (AssetModel.id, AssetModel.maker, AssetModel.name)
    return select(*columns).order_by(AssetModel.maker, AssetModel.name)


def _row(template: PartsTemplate, *, used: bool) -> TemplateRow:
    model = template.asset_model
    return TemplateRow(
        id=template.id,
        version=template.version,
        name=template.name,
        asset_model_id=template.asset_model_id,
        asset_model="" if model is None else f"{model.maker} {model.name}",
        origin=template.origin,
        active=template.active,
        used=used,
        lines=as_entered(template.lines),
    )
