"""What the office does with templates of agreements: folders in a tree, and templates in them."""

from sqlalchemy import select

from domain.agreements.header import AgreementDraft, checked_name
from domain.agreements.model import Agreement, AgreementFolder
from domain.agreements.service import add_agreement, held
from domain.errors import Refusal
from domain.language import tr
from domain.store.names import is_taken
from domain.store.references import is_used
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version


def create_folder(work: UnitOfWork, name: str, parent_id: int | None = None) -> int:
    """Make a drawer of templates, perhaps in another one; returns its id."""
    if parent_id is not None:
        work.get(AgreementFolder, parent_id)
    kept = _free(work, name, parent_id, None)
    return work.add(AgreementFolder(name=kept, parent_id=parent_id), "agreement_folder.created").id


def change_folder(work: UnitOfWork, folder_id: int, version: int, name: str, parent_id: int | None = None) -> None:
    """Call a folder otherwise, or move it with all it holds; never into itself."""
    folder = work.get(AgreementFolder, folder_id, lock=True)
    check_version(folder, version, folder.name)
    if parent_id != folder.parent_id:
        _check_place(work, folder, parent_id)
    folder.name, folder.parent_id = _free(work, name, parent_id, folder.id), parent_id
    work.note("agreement_folder.changed", folder)


def delete_folder(work: UnitOfWork, folder_id: int) -> None:
    """Remove an empty folder."""
    folder = work.get(AgreementFolder, folder_id, lock=True)
    if is_used(work.session, folder):
        raise Refusal(tr("“{name}” is not empty.", name=folder.name))
    work.session.delete(folder)
    work.note("agreement_folder.deleted", folder)


def create_template(work: UnitOfWork, folder_id: int, draft: AgreementDraft) -> int:
    """Make a template in a folder; returns its id."""
    return add_agreement(work, Agreement(folder_id=work.get(AgreementFolder, folder_id).id), draft)


def move_template(work: UnitOfWork, template_id: int, version: int, folder_id: int) -> None:
    """Put a template into another folder."""
    template = held(work, template_id, version)
    if template.folder_id is None:
        raise Refusal(tr("{number} is an agreement with a customer and lies in no folder.", number=template.number))
    template.folder_id = work.get(AgreementFolder, folder_id).id
    work.note("agreement.changed", template)


def _check_place(work: UnitOfWork, folder: AgreementFolder, parent_id: int | None) -> None:
    # All of them are held, so that two moves at once cannot close a circle.
    every = select(AgreementFolder.id, AgreementFolder.parent_id).order_by(AgreementFolder.id).with_for_update()
    above = {row.id: row.parent_id for row in work.session.execute(every)}
    if parent_id is not None and parent_id not in above:
        work.get(AgreementFolder, parent_id)
    while parent_id is not None:
        if parent_id == folder.id:
            raise Refusal(tr("A folder cannot lie in itself."), field="parent")
        parent_id = above[parent_id]


def _free(work: UnitOfWork, entered: str, parent_id: int | None, own: int | None) -> str:
    name = checked_name(entered)
    beside = AgreementFolder.parent_id.is_(None) if parent_id is None else AgreementFolder.parent_id == parent_id
    if is_taken(work.session, AgreementFolder.name, name, own, beside):
        raise Refusal(tr("“{name}” is there already.", name=name), field="name")
    return name
