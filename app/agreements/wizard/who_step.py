"""The first page of the assistant: for which customer, and from which template."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot

from app.agreements.customer_field import CustomerField, Read
from app.agreements.wizard.step import Step
from app.shared.columns import RIGHT, Column
from app.shared.forms import Form
from app.shared.kit import Kit
from app.shared.layout import label
from app.shared.tree import RowTree
from app.shared.type_ahead import Found
from domain.agreements.templates import TemplateNode, template_place
from domain.language import tr

WITHOUT = 1
"""The place in the tree of no template at all: that of a folder which is never there."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Whom the agreement is with, and the template it begins from."""

    customer_id: int
    template_id: int | None


class WhoStep(Step):
    """The customer is found by typing; the templates are a tree."""

    opened = Signal()
    """A template was opened: go on with it."""

    def __init__(
        self,
        kit: Kit,
        read: Read,
        tree: tuple[TemplateNode, ...],
        customer: Found | None,
        template_id: int | None,
    ) -> None:
        super().__init__(tr("Customer and template"), tr("Who the agreement is with, and what it begins from."))
        self.customer = CustomerField(read)
        self.form = Form((self.customer,))
        self.templates: RowTree[TemplateNode] = RowTree(template_columns(kit), kit, "wizard_templates", tr("Templates"))
        self.place.addWidget(self.form)
        self.place.addWidget(label(tr("Template"), "section"))
        self.place.addWidget(self.templates, 1)
        self.templates.set_rows((TemplateNode(WITHOUT, None, tr("Without a template"), "", 0, 0), *tree))
        self.templates.expandAll()
        self.templates.choose(WITHOUT if template_id is None else template_place(template_id))
        self.templates.row_opened.connect(self._on_opened)
        self.form.fill({"customer": customer})

    def begin(self) -> None:
        there = self.templates if self.customer.value() is not None else self.customer.line
        there.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_refusal(self, error: Exception, row: int = 0) -> None:  # noqa: ARG002  # there are no rows here
        self.form.show_refusal(error)

    def answer(self) -> Answer | None:
        """None as long as no customer was found."""
        customer_id = self.customer.customer_id()
        if customer_id is None:
            return None
        chosen = self.templates.chosen()
        return Answer(customer_id, None if chosen is None or chosen.is_folder else chosen.key)

    @Slot(object)
    def _on_opened(self, node: TemplateNode) -> None:
        if not node.is_folder:
            self.opened.emit()


def template_columns(kit: Kit) -> tuple[Column[TemplateNode], ...]:
    """Folders and templates, with how much each template promises."""

    def lines(node: TemplateNode) -> str:
        return kit.times.number(node.lines) if node.number else ""

    return (
        Column("name", tr("Template"), lambda node: node.name, width=260, stretch=True),
        Column("number", tr("Number"), lambda node: node.number, width=100, muted=True),
        Column("lines", tr("Services"), lines, width=80, align=RIGHT, muted=True),
    )
