"""What administrators do with classes of assets, such as kitchen equipment: make, rename, remove."""

from domain.assets.model import AssetGroup
from domain.errors import Refusal
from domain.language import tr
from domain.parties import checks
from domain.store.names import is_taken
from domain.store.references import is_used
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version

LONGEST_NAME = 100


def create_group(work: UnitOfWork, name: str) -> int:
    """Make a class of assets; returns its id."""
    return work.add(AssetGroup(name=_free(work, name, None)), "asset_group.created").id


def rename_group(work: UnitOfWork, group_id: int, version: int, name: str) -> None:
    """Call a class that was read as `version` otherwise. Raises Overtaken."""
    group = work.get(AssetGroup, group_id, lock=True)
    check_version(group, version, group.name)
    group.name = _free(work, name, group.id)
    work.note("asset_group.renamed", group)


def delete_group(work: UnitOfWork, group_id: int) -> None:
    """Remove a class without assets."""
    group = work.get(AssetGroup, group_id, lock=True)
    if is_used(work.session, group):
        raise Refusal(tr("There are assets in the group “{name}”.", name=group.name))
    work.session.delete(group)
    work.note("asset_group.deleted", group)


def _free(work: UnitOfWork, entered: str, own: int | None) -> str:
    name = checks.name(entered, longest=LONGEST_NAME)
    if is_taken(work.session, AssetGroup.name, name, own):
        raise Refusal(tr("There is a group “{name}” already.", name=name), field="name")
    return name
