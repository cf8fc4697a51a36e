"""The tree of templates: folders, and the templates in them."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement, AgreementFolder, AgreementLine


@dataclass(frozen=True, slots=True)
class TemplateNode:
    """A folder or a template; `lines` is how many services a template promises. `version` goes back with a change.

    `id` is its place in the tree, from `folder_place` or `template_place`, since both are counted from 1.
    """

    id: int
    parent_id: int | None
    name: str
    number: str
    lines: int
    version: int

    @property
    def is_folder(self) -> bool:
        """Whether templates and folders lie in it."""
        return self.id % 2 == 1

    @property
    def key(self) -> int:
        """The id of the folder, or of the template."""
        return self.id // 2

    @property
    def folder_id(self) -> int | None:
        """The id of the folder it lies in."""
        return None if self.parent_id is None else self.parent_id // 2


def folder_place(key: int | None) -> int | None:
    """The place of a folder in the tree."""
    return None if key is None else key * 2 + 1


def template_place(key: int) -> int:
    """The place of a template in the tree."""
    return key * 2


def template_tree(session: Session) -> tuple[TemplateNode, ...]:
    """All folders, then all templates, each by name."""
    folders = select(AgreementFolder).order_by(func.lower(AgreementFolder.name), AgreementFolder.id)
    lines = select(func.count(AgreementLine.id)).where(AgreementLine.agreement_id == Agreement.id).scalar_subquery()
    templates = (
        select(Agreement.id, Agreement.folder_id, Agreement.name, Agreement.number, lines, Agreement.version)
        .where(Agreement.folder_id.is_not(None))
        .order_by(func.lower(Agreement.name), Agreement.id)
    )
    return (
        *(
            TemplateNode(each.id * 2 + 1, folder_place(each.parent_id), each.name, "", 0, each.version)
            for each in session.scalars(folders)
        ),
        *(
            TemplateNode(template_place(key), folder_place(folder_id), name, number, count, version)
            for key, folder_id, name, number, count, version in session.execute(templates)
        ),
    )
