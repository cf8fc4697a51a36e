"""What the service desk does with asset models: enter, change, remove."""

from dataclasses import dataclass, replace

from sqlalchemy import select

from domain.assets.model import AssetModel
from domain.errors import Refusal
from domain.language import tr
from domain.parties import checks
from domain.store.merging import lay_over
from domain.store.references import is_used
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Skill

LONGEST_KIND = 60


@dataclass(frozen=True, slots=True)
class ModelDraft:
    """A type of machine as it is entered."""

    kind: str
    maker: str
    name: str
    skill_id: int | None = None


def create_model(work: UnitOfWork, draft: ModelDraft) -> int:
    """Enter a model; returns its id."""
    made = _checked(work, draft, None)
    model = AssetModel(kind=made.kind, maker=made.maker, name=made.name, skill_id=made.skill_id)
    return work.add(model, "asset_model.created").id


def change_model(work: UnitOfWork, model_id: int, seen: ModelDraft, draft: ModelDraft) -> None:
    """Give a model what `draft` says otherwise than `seen`. Raises Overtaken."""
    model = work.get(AssetModel, model_id, lock=True)
    if lay_over(model, seen, _checked(work, draft, model)):
        work.note("asset_model.changed", model)


def delete_model(work: UnitOfWork, model_id: int) -> None:
    """Remove a model that no asset is of."""
    model = work.get(AssetModel, model_id, lock=True)
    if is_used(work.session, model):
        raise Refusal(tr("There are assets or rules of the model {name}.", name=model.name))
    work.session.delete(model)
    work.note("asset_model.deleted", model)


def _checked(work: UnitOfWork, draft: ModelDraft, model: AssetModel | None) -> ModelDraft:
    kind = checks.name(draft.kind, "kind", LONGEST_KIND).lower()
    made = replace(draft, kind=kind, maker=checks.name(draft.maker, "maker"), name=checks.name(draft.name))
    if made.skill_id is not None:
        work.get(Skill, made.skill_id)
    same = select(AssetModel.id).where(AssetModel.maker == made.maker, AssetModel.name == made.name)
    own = None if model is None else model.id
    if work.session.scalar(same) not in {None, own}:
        values = {"maker": made.maker, "name": made.name}
        raise Refusal(tr("There is a model {maker} {name} already.", **values), field="name")
    return made
