"""Templates of agreements: folders in a tree, templates in them, and agreements made from them."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QWidget

from app.agreements import forms
from app.agreements.templates_dialog import TemplatesDialog
from app.shared.dialog import FormDialog
from app.shared.entry import Done, Entry, entered, saved, told
from app.shared.fields import ChoiceField, TextField
from app.shared.kit import Kit
from app.shared.links import Notice
from domain.agreements.detail import AgreementDetail
from domain.agreements.template_service import (
    change_folder,
    create_folder,
    create_template,
    delete_folder,
    move_template,
)
from domain.agreements.templates import TemplateNode, template_tree
from domain.errors import Refusal
from domain.language import tr
from domain.reporting.agreement_choices import HeaderChoices, header_choices
from domain.visits.copying import copy_template
from domain.visits.discarding import delete_template

Values = dict[str, Any]


class TemplateDeeds(QObject):
    """What can be done with templates, in their tree over the page."""

    shown_asked = Signal(int)
    """The template with this id is to be shown on the page."""
    begin_asked = Signal(int)
    """An agreement is to be made from the template with this id."""

    def __init__(self, kit: Kit, entry: Entry, pane: QWidget) -> None:
        super().__init__(pane)
        self._kit, self._entry, self._pane = kit, entry, pane
        self._dialog: TemplatesDialog | None = None
        self._nodes: Sequence[TemplateNode] = ()

    def open(self) -> None:
        """Show the tree."""
        dialog = TemplatesDialog(self._kit, self._pane)
        self._dialog = dialog
        dialog.arrange(self)
        dialog.finished.connect(self._on_closed)
        dialog.tree.row_opened.connect(self._on_opened)
        dialog.open()
        self._load()

    def save_as_template(self, shown: AgreementDetail) -> None:
        """Make a template like an agreement."""
        self._entry.read(template_tree, partial(self._ask_save, shown))

    # --- what the tree can do ---

    def begin_agreement(self) -> None:
        self._leave(self.begin_asked)

    def show_template(self) -> None:
        self._leave(self.shown_asked)

    def new_template(self) -> None:
        self._entry.read(partial(header_choices, customer_id=None), self._ask_template)

    def new_folder(self) -> None:
        chosen = self._chosen()
        values = {"name": "", "parent": None if chosen is None or not chosen.is_folder else chosen.key}
        self._entry.ask("folder", tr("New folder"), self._folder_fields(None), tr("Make it"), self._make_folder, values)

    def change(self) -> None:
        node = self._one()
        title = tr("Name and place of {name}", name=node.name)
        if node.is_folder:
            values = {"name": node.name, "parent": node.folder_id}
            submit = partial(self._save_folder, node)
            self._entry.ask("folder", title, self._folder_fields(node), tr("Save"), submit, values)
        else:
            submit = partial(self._move, node)
            self._entry.ask("move", title, (self._folder_field(),), tr("Save"), submit, {"folder": node.folder_id})

    def delete(self) -> None:
        node = self._one()
        said = tr("What was made from it stays.") if not node.is_folder else ""
        title, submit = tr("Delete {name}?", name=node.name), partial(self._delete, node)
        self._entry.ask("delete", title, (), tr("Delete"), submit, said=said)

    def is_template(self) -> bool:
        chosen = self._chosen()
        return chosen is not None and not chosen.is_folder

    def has_folder(self) -> bool:
        """A template lies in one."""
        return any(node.is_folder for node in self._nodes)

    def has_one(self) -> bool:
        return self._chosen() is not None

    # --- how it is done ---

    def _ask_template(self, choices: HeaderChoices) -> None:
        today = self._kit.times.local(self._kit.times.now()).date()
        fields = (self._folder_field(), *forms.header_fields(choices, contacts=False))
        values = {**forms.header_values(forms.first_draft(today), contacts=False), "folder": self._place()}
        self._entry.ask("template", tr("New template"), fields, tr("Make it"), self._make_template, values)

    def _make_template(self, dialog: FormDialog, values: Values) -> None:
        draft = forms.header_draft(values)
        done = partial(self._on_done, partial(entered, draft.name))
        self._entry.keep(dialog, done, create_template, _folder(values), draft)

    def _make_folder(self, dialog: FormDialog, values: Values) -> None:
        done = partial(self._on_done, partial(entered, values["name"]))
        self._entry.keep(dialog, done, create_folder, values["name"], values["parent"])

    def _save_folder(self, node: TemplateNode, dialog: FormDialog, values: Values) -> None:
        done = partial(self._on_done, partial(saved, values["name"]))
        self._entry.keep(dialog, done, change_folder, node.key, node.version, values["name"], values["parent"])

    def _move(self, node: TemplateNode, dialog: FormDialog, values: Values) -> None:
        done = partial(self._on_done, partial(saved, node.name))
        self._entry.keep(dialog, done, move_template, node.key, node.version, _folder(values))

    def _delete(self, node: TemplateNode, dialog: FormDialog, _values: Values) -> None:
        done = partial(self._on_done, partial(told, tr("{name} is deleted.", name=node.name)))
        if node.is_folder:
            self._entry.keep(dialog, done, delete_folder, node.key)
        else:
            self._entry.keep(dialog, done, delete_template, node.key, node.version)

    def _ask_save(self, shown: AgreementDetail, nodes: Sequence[TemplateNode]) -> None:
        self._nodes = nodes
        title = tr("Make a template like {name}", name=shown.number)
        said = tr("Without its customer, and without lines and cover of single assets and sites.")
        fields = (TextField("name", tr("Name")), self._folder_field())
        values = {"name": shown.draft.name, "folder": self._place()}
        submit = partial(self._save_as, shown)
        self._entry.ask("as_template", title, fields, tr("Make the template"), submit, values, said)

    def _save_as(self, shown: AgreementDetail, dialog: FormDialog, values: Values) -> None:
        done = partial(entered, values["name"])
        self._entry.keep(dialog, done, copy_template, shown.id, _folder(values), values["name"])

    def _folder_fields(self, node: TemplateNode | None) -> tuple[TextField, ChoiceField]:
        others = [choice for choice in self._folders() if node is None or choice[0] != node.key]
        places = [(None, tr("at the top")), *others]
        return TextField("name", tr("Name")), ChoiceField("parent", tr("Lies in"), places)

    def _folder_field(self) -> ChoiceField:
        return ChoiceField("folder", tr("Folder"), self._folders())

    def _folders(self) -> list[tuple[int, str]]:
        """Folders with their way from the top."""
        names = {node.id: node for node in self._nodes if node.is_folder}
        return sorted(((node.key, _way(node, names)) for node in names.values()), key=_by_way)

    def _place(self) -> int | None:
        """The folder that is chosen, that of the chosen template, or the first one."""
        chosen = self._chosen()
        if chosen is not None and chosen.is_folder:
            return chosen.key
        if chosen is not None and chosen.folder_id is not None:
            return chosen.folder_id
        return next((key for key, _ in self._folders()), None)

    def _chosen(self) -> TemplateNode | None:
        return None if self._dialog is None else self._dialog.tree.chosen()

    def _one(self) -> TemplateNode:
        chosen = self._chosen()
        assert chosen is not None, "deeds are off without one"
        return chosen

    def _leave(self, asked: SignalInstance) -> None:
        node = self._one()
        if self._dialog is not None:
            self._dialog.accept()
        asked.emit(node.key)

    def _load(self) -> None:
        self._entry.read(template_tree, self._on_loaded)

    def _on_loaded(self, nodes: Sequence[TemplateNode]) -> None:
        self._nodes = nodes
        if self._dialog is not None:
            self._dialog.show_tree(nodes)

    def _on_done(self, done: Done, result: Any) -> Notice:
        self._load()
        return done(result)

    @Slot(object)
    def _on_opened(self, node: TemplateNode) -> None:
        if not node.is_folder:
            self.show_template()

    @Slot()
    def _on_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def _folder(values: Values) -> int:
    if values["folder"] is None:
        raise Refusal(tr("Choose the folder first; make one if there is none."), field="folder")
    return int(values["folder"])


def _way(node: TemplateNode, folders: dict[int, TemplateNode]) -> str:
    above = None if node.parent_id is None else folders.get(node.parent_id)
    return node.name if above is None else f"{_way(above, folders)} / {node.name}"


def _by_way(choice: tuple[int, str]) -> str:
    return choice[1].casefold()
