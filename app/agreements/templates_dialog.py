"""The tree of templates over the page: folders, what lies in them, and what can be done with each."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.agreements.wizard.who_step import template_columns
from app.shared.actions import Action, bind
from app.shared.buttons import ActionButton
from app.shared.flow import FlowLayout
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.tree import RowTree
from domain.agreements.templates import TemplateNode
from domain.language import tr

SIZE = (760, 520)


class TemplateDoable(Protocol):
    """What can be done in the tree, and when."""

    def begin_agreement(self) -> None: ...
    def show_template(self) -> None: ...
    def new_template(self) -> None: ...
    def new_folder(self) -> None: ...
    def change(self) -> None: ...
    def delete(self) -> None: ...
    def is_template(self) -> bool: ...
    def has_folder(self) -> bool: ...
    def has_one(self) -> bool: ...


class TemplatesDialog(QDialog):
    """Shows the tree; each deed is a button with a key."""

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog_templates")
        self.setWindowTitle(tr("Templates of agreements"))
        self.resize(*SIZE)
        self._kit = kit
        self.tree: RowTree[TemplateNode] = RowTree(template_columns(kit), kit, "agreement_templates", tr("Templates"))
        self.tree.set_empty(tr("No templates yet"), tr("Press F for a first folder, then N for a template."), "layers")
        self._close = QPushButton(tr("Close"))
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.reject)
        self._opened = False

    def arrange(self, doing: TemplateDoable) -> None:
        """Put everything in its place, with what can be done."""
        bound = bind(_actions(doing), self._kit.theme, self)
        self.addActions(list(bound.values()))
        self._bound = tuple(bound.values())
        buttons = FlowLayout(across=6, down=6)
        for each in self._bound:
            buttons.addWidget(ActionButton(each, self._kit.theme, primary=each.action.id == "template_begin"))
        foot = row(spacing=6)
        foot.addStretch(1)
        foot.addWidget(self._close)
        whole = column(self, margins=(16, 16, 16, 12), spacing=10)
        whole.addWidget(label(tr("Templates of agreements"), "heading"))
        whole.addLayout(buttons)
        whole.addWidget(self.tree, 1)
        whole.addLayout(foot)
        self.tree.row_chosen.connect(self.refresh)
        self.refresh()

    def show_tree(self, nodes: Sequence[TemplateNode]) -> None:
        """Fill it; at first with every folder open."""
        self.tree.set_rows(nodes)
        if not self._opened:
            self._opened = True
            self.tree.expandAll()
            if nodes:
                self.tree.choose(nodes[0].id)
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Ask again what is possible."""
        for each in self._bound:
            each.refresh()


def _actions(doing: TemplateDoable) -> tuple[Action, ...]:
    begin, template = tr("Make an agreement from it…"), doing.is_template
    return (
        Action("template_begin", begin, doing.begin_agreement, "A", "file-text", template),
        Action("template_show", tr("Show and change it"), doing.show_template, "E", "pencil", template),
        Action("template_new", tr("New template…"), doing.new_template, "N", "plus", doing.has_folder),
        Action("template_folder", tr("New folder…"), doing.new_folder, "F", "layers"),
        Action("template_place", tr("Name and place…"), doing.change, "M", "list-tree", doing.has_one),
        Action("template_delete", tr("Delete…"), doing.delete, "Del", "trash-2", doing.has_one),
    )
