"""The assistant: pages one after the other, each checked before the next, everything made at the end at once."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QStackedWidget, QWidget

from app.agreements.wizard.assets_step import AssetsStep
from app.agreements.wizard.beginning import Beginning, read_beginning
from app.agreements.wizard.cover_step import CoverStep
from app.agreements.wizard.pages import Pages
from app.agreements.wizard.rail import Rail
from app.agreements.wizard.services_step import Offered, ServicesStep
from app.agreements.wizard.step import Step
from app.agreements.wizard.summary_step import SummaryStep
from app.agreements.wizard.terms_step import TermsStep
from app.agreements.wizard.who_step import WhoStep
from app.shared.entry import Entry
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.links import Notice
from app.shared.type_ahead import Found
from domain.agreements.refused_part import PartRefused
from domain.agreements.templates import TemplateNode
from domain.calendars.months import MONTHS, months_on
from domain.errors import Refusal
from domain.language import tr
from domain.visits.preview import PreviewRow
from domain.visits.starting import StartDraft, first_visits, start

T = TypeVar("T")
SIZE = (880, 600)


class AgreementWizard(QDialog):
    """Ctrl+Enter goes on, Alt+Left and Esc go back, and from the first page Esc leaves."""

    made = Signal(int)
    """The id of the agreement."""

    def __init__(
        self,
        kit: Kit,
        entry: Entry,
        tree: tuple[TemplateNode, ...],
        customer: Found | None,
        template_id: int | None,
        today: date,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._kit, self._entry, self._today = kit, entry, today
        self._begun: Beginning | None = None
        self.pages: Pages | None = None
        self.who = WhoStep(kit, entry.read, tree, customer, template_id)
        self._stack = QStackedWidget()
        self._rail = Rail()
        self.back_button = QPushButton(tr("Back"))
        self.next_button = QPushButton(tr("Next"))
        self.cancel_button = QPushButton(tr("Cancel"))
        self._arrange()
        self.who.opened.connect(self.go_on)
        self.next_button.clicked.connect(self.go_on)
        self.back_button.clicked.connect(self.go_back)
        self.cancel_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.go_on)
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.go_back)

    def begin(self) -> None:
        """Show the first page."""
        self.open()
        self._show(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._stack.currentIndex() > 0:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def step(self) -> Step:
        """The page in front."""
        return self._steps()[self._stack.currentIndex()]

    @Slot()
    def go_on(self) -> None:
        """Check the page in front, then show the next one; from the last, make the agreement."""
        if not self.next_button.isEnabled():
            return
        if self.step() is self.who:
            self._leave_who()
            return
        pages = self._known()
        if self.step() is pages.assets:
            pages.services.offer(pages.assets.chosen(), pages.terms.draft().starts_on)
            self._show_next()
        elif self.step() is pages.summary:
            self._make()
        elif self.step() is pages.cover:
            self._rehearse(first_visits, self._on_rehearsed, self._year_ends())
        else:
            self._rehearse(start, self._show_next)

    @Slot()
    def go_back(self) -> None:
        """The page before, as it was left."""
        if self._stack.currentIndex() > 0:
            self._show(self._stack.currentIndex() - 1)

    def show_refusal(self, error: Exception) -> None:
        """At the page and the row that it is about; nothing that was typed is lost."""
        self.next_button.setEnabled(True)
        there, at = self.step(), 0
        if isinstance(error, PartRefused) and self.pages is not None:
            there, at = self.pages.of_part(error.part), error.row
            if there is not self.step():
                self._show(self._steps().index(there))
        there.show_refusal(error, at)

    def finish(self) -> None:
        """It is made."""
        self.accept()

    def draft(self) -> StartDraft:
        """What the pages up to the one in front ask for."""
        pages, at = self._known(), self._stack.currentIndex()
        steps = self._steps()
        return StartDraft(
            customer_id=self._beginning().answer.customer_id,
            agreement=pages.terms.draft(),
            services=pages.services.services() if at >= steps.index(pages.services) else (),
            covers=pages.cover.covers() if at >= steps.index(pages.cover) else (),
            planning=pages.terms.planning(),
        )

    # --- from page to page ---

    def _leave_who(self) -> None:
        answer = self.who.answer()
        if answer is None:
            self.who.show_refusal(Refusal(tr("Choose the customer first."), field="customer"))
        elif self._begun is not None and self._begun.answer == answer:
            self._show_next()
        else:
            self._entry.read(partial(read_beginning, answer=answer, today=self._today), self._on_begun)

    def _on_begun(self, begun: Beginning) -> None:
        self._begun = begun
        for old in () if self.pages is None else self.pages.all:
            self._stack.removeWidget(old)
            old.deleteLater()
        draft = begun.draft
        offered = Offered(begun.lines, begun.plans, draft.agreement.starts_on)
        self.pages = Pages(
            TermsStep(begun.header, draft.agreement, draft.planning),
            AssetsStep(begun.lines.assets),
            ServicesStep(offered, draft.services),
            CoverStep(begun.lines, draft.covers),
            SummaryStep(self._kit),
        )
        for page in self.pages.all:
            self._stack.addWidget(page)
        self._show_next()

    def _rehearse(self, service: Callable[..., T], then: Callable[[T], None], *args: date) -> None:
        self.next_button.setEnabled(False)
        self._entry.rehearse(self, then, service, self.draft(), *args)

    def _on_rehearsed(self, rows: tuple[PreviewRow, ...]) -> None:
        pages, draft = self._known(), self.draft()
        lines = sum(max(1, len(each.asset_ids)) for each in draft.services)
        pages.summary.show_visits(rows, dict(self._beginning().lines.assets), lines, len(draft.covers))
        self._show_next()

    def _make(self) -> None:
        self.next_button.setEnabled(False)
        draft = self.draft()
        self._entry.keep(self, partial(self._on_made, draft.agreement.name), start, draft)

    def _on_made(self, name: str, agreement_id: int) -> Notice:
        self.made.emit(agreement_id)
        return Notice(tr("{name} is made, with all its lines, visits and cover.", name=name))

    def _year_ends(self) -> date:
        return months_on(self._known().terms.draft().starts_on, MONTHS) - timedelta(days=1)

    def _known(self) -> Pages:
        assert self.pages is not None, "only the first page is shown without a customer"
        return self.pages

    def _beginning(self) -> Beginning:
        assert self._begun is not None, "only the first page is shown without a customer"
        return self._begun

    def _steps(self) -> tuple[Step, ...]:
        return (self.who, *(() if self.pages is None else self.pages.all))

    # --- what is shown ---

    def _show_next(self, _result: object = None) -> None:
        self._show(self._stack.currentIndex() + 1)

    def _show(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self.next_button.setEnabled(True)
        self.back_button.setEnabled(at > 0)
        last = self.pages is not None and at == len(self._steps()) - 1
        self.next_button.setText(tr("Make the agreement") if last else tr("Next"))
        self._rail.mark(at)
        self.step().begin()

    def _arrange(self) -> None:
        self.setWindowTitle(tr("New agreement"))
        self.setObjectName("dialog_agreement_wizard")
        self.resize(*SIZE)
        self.next_button.setProperty("role", "primary")
        self.next_button.setObjectName("submit")
        buttons = row(margins=(0, 8, 16, 0), spacing=6)
        buttons.addWidget(label(tr("Ctrl+Enter goes on, Alt+Left goes back"), "hint"), 1)
        for button in (self.cancel_button, self.back_button, self.next_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        self._stack.addWidget(self.who)
        middle = row(spacing=8)
        middle.addWidget(self._rail)
        middle.addWidget(self._stack, 1)
        whole = column(self, margins=(20, 20, 8, 16), spacing=8)
        whole.addLayout(middle, 1)
        whole.addLayout(buttons)
