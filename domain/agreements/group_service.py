"""What administrators do with classes of agreements, such as gold: make, change, remove."""

from domain.agreements.header import checked_name
from domain.agreements.model import AgreementGroup
from domain.errors import Refusal
from domain.language import tr
from domain.sla.model import Sla
from domain.store.names import is_taken
from domain.store.references import is_used
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version


def create_group(work: UnitOfWork, name: str, sla_id: int | None = None) -> int:
    """Make a class of agreements; returns its id."""
    group = AgreementGroup(name=_free(work, name, None), sla_id=_sla_id(work, sla_id))
    return work.add(group, "agreement_group.created").id


def change_group(work: UnitOfWork, group_id: int, version: int, name: str, sla_id: int | None = None) -> None:
    """Call a class otherwise, or give it another SLA."""
    group = work.get(AgreementGroup, group_id, lock=True)
    check_version(group, version, group.name)
    group.name, group.sla_id = _free(work, name, group.id), _sla_id(work, sla_id)
    work.note("agreement_group.changed", group)


def delete_group(work: UnitOfWork, group_id: int) -> None:
    """Remove a class without agreements."""
    group = work.get(AgreementGroup, group_id, lock=True)
    if is_used(work.session, group):
        raise Refusal(tr("There are agreements in the group “{name}”.", name=group.name))
    work.session.delete(group)
    work.note("agreement_group.deleted", group)


def _free(work: UnitOfWork, entered: str, own: int | None) -> str:
    name = checked_name(entered)
    if is_taken(work.session, AgreementGroup.name, name, own):
        raise Refusal(tr("There is a group “{name}” already.", name=name), field="name")
    return name


def _sla_id(work: UnitOfWork, sla_id: int | None) -> int | None:
    return None if sla_id is None else work.get(Sla, sla_id).id
