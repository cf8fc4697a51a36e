"""What administrators do with territories: make, rename, remove."""

from domain.errors import Refusal
from domain.language import tr
from domain.parties import checks
from domain.parties.model import Territory
from domain.store.names import is_taken
from domain.store.references import is_used
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version

LONGEST_NAME = 100


def create_territory(work: UnitOfWork, name: str) -> int:
    """Make a territory; returns its id."""
    return work.add(Territory(name=_free(work, name, None)), "territory.created").id


def rename_territory(work: UnitOfWork, territory_id: int, version: int, name: str) -> None:
    """Call a territory otherwise. Raises Overtaken."""
    territory = work.get(Territory, territory_id, lock=True)
    check_version(territory, version, territory.name)
    wanted = _free(work, name, territory_id)
    if territory.name != wanted:
        territory.name = wanted
        work.note("territory.renamed", territory)


def delete_territory(work: UnitOfWork, territory_id: int) -> None:
    """Remove a territory where no site is and that nobody looks after."""
    territory = work.get(Territory, territory_id, lock=True)
    if is_used(work.session, territory):
        raise Refusal(tr("There are sites in “{name}”, or technicians look after it.", name=territory.name))
    work.session.delete(territory)
    work.note("territory.deleted", territory)


def _free(work: UnitOfWork, entered: str, own: int | None) -> str:
    name = checks.name(entered, longest=LONGEST_NAME)
    if is_taken(work.session, Territory.name, name, own):
        raise Refusal(tr("“{name}” is there already.", name=name), field="name")
    return name
