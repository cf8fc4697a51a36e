"""The page of visits: what would be made in a period, what was made, and what could not be."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.shared.actions import Action
from app.shared.desk import Desk
from app.shared.frame import PageFrame
from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.links import Mood, Notice
from app.shared.page import Page
from app.shared.waiting import WaitingCount
from app.visits.actions import visit_actions
from app.visits.deeds import VisitDeeds
from app.visits.making_bar import MakingBar
from app.visits.period_bar import PeriodBar
from app.visits.presenter import Shown, VisitsPresenter
from app.visits.question import Question
from app.visits.replanning import Replanning
from app.visits.sentence import choice_of, filters, question_of
from app.visits.tabs import VisitTabs
from domain.language import tr
from domain.visits.choosing import Choice
from domain.visits.made_queries import MadePage, MadeRow
from domain.visits.outlook import Outlook
from domain.visits.preview import PreviewRow
from domain.visits.queries import TroubleRow, count_troubles

IN_HEAD = ("visits_agreement", "visits_order", "visits_replan", "visits_generate")
OVER_TROUBLES = ("visits_retry", "visits_dismiss")
"""Buttons; everything is in the menus of the window."""


class VisitsPage(Page):
    """Visits of agreements."""

    key = "visits"
    icon = "calendar-check"

    def __init__(self, kit: Kit, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(kit, parent)
        self.presenter = VisitsPresenter(kit, desk, self)
        self.deeds = VisitDeeds(kit, desk, self)
        self.replanning = Replanning(kit, desk, self)
        self.frame = PageFrame(kit, self.key, self.title, filters())
        self.period = PeriodBar(kit.theme, kit.times.local(kit.times.now()).date())
        self.tabs = VisitTabs(kit)
        self.making = MakingBar(kit, self.deeds.generation)
        self._waiting = WaitingCount(kit, desk, ("visit trouble",), count_troubles, self)
        self._words = ""
        self._only: int | None = None
        self._answered: tuple[Question, Outlook] | None = None
        self._arrange()
        self._connect()
        self._ask()

    @property
    def title(self) -> str:
        return tr("Visits")

    def page_actions(self) -> Sequence[Action]:
        return visit_actions(self)

    def set_visible_page(self, visible: bool) -> None:
        self.presenter.set_visible(visible)

    def show_record(self, record_id: int) -> None:
        """Show the visits of one agreement alone."""
        self._show_only(record_id, tr("one agreement"))

    def record_shown(self) -> int | None:
        return self._only

    def step_back(self) -> bool:
        if self.tabs.shown is Shown.PREVIEW and self.tabs.preview.step_back():
            return True
        if self._only is not None:
            self._show_only(None, "")
            return True
        return super().step_back()

    # --- what can be done ---

    def generate(self) -> None:
        if self._answered is not None:
            self.deeds.generate(*self._answered)

    def plan_anew(self) -> None:
        """Those agreements that are shown."""
        self.replanning.begin(self._choice())

    def show_order(self) -> None:
        if (row := self.tabs.made_row()) is not None:
            self.go("orders", row.order_id)

    def move_visit(self) -> None:
        if (row := self.tabs.made_row()) is not None:
            self.deeds.move(row)

    def show_agreement(self) -> None:
        if (row := self.tabs.row()) is not None:
            self.go("agreements", row.agreement_id)

    def show_only(self) -> None:
        if (row := self.tabs.row()) is not None:
            self._show_only(row.agreement_id, row.agreement)

    def try_again(self) -> None:
        if (row := self.tabs.trouble()) is not None:
            self.deeds.try_again(row)

    def dismiss(self) -> None:
        if (row := self.tabs.trouble()) is not None:
            self.deeds.dismiss(row)

    def can_generate(self) -> bool:
        return not self.why_not_generated()

    def why_not_generated(self) -> str:
        """Only what was previewed is made."""
        if self._answered is None:
            return tr("The preview is not there yet.") if self.period.period() else tr("The period makes no sense.")
        if self.deeds.generation.busy:
            return tr("Visits are being made just now.")
        return "" if self._answered[1].total.visits else tr("Nothing falls due that is not made already.")

    def has_order(self) -> bool:
        return self.tabs.made_row() is not None

    def can_move(self) -> bool:
        row = self.tabs.made_row()
        return row is not None and row.is_to_come

    def has_row(self) -> bool:
        return self.tabs.row() is not None

    def has_trouble(self) -> bool:
        return self.tabs.trouble() is not None

    # --- how it hangs together ---

    def _arrange(self) -> None:
        place = QWidget()
        self.set_frame(self.frame)
        self.frame.set_list(place)
        whole = column(place)
        whole.addWidget(self.period)
        whole.addWidget(self.tabs, 1)
        whole.addWidget(self.making)
        bound = self.bound_actions()
        self.frame.set_actions([bound[name] for name in IN_HEAD], primary="visits_generate")
        self.tabs.troubles.set_actions([bound[name] for name in OVER_TROUBLES])

    def _connect(self) -> None:
        presenter, generation = self.presenter, self.deeds.generation
        self._waiting.counted.connect(self.badge_changed)
        presenter.previewed.connect(self._on_previewed)
        presenter.made_loaded.connect(self._on_made)
        presenter.troubles_loaded.connect(self._on_troubles)
        presenter.groups_loaded.connect(self._on_groups)
        presenter.loading.connect(self.frame.set_loading)
        presenter.failed.connect(self._on_failed)
        self.frame.filtered.connect(self._ask)
        self.frame.searched.connect(self._on_searched)
        self.period.edited.connect(self._ask)
        self.period.all_asked.connect(self._on_all_asked)
        self.tabs.shown_changed.connect(presenter.show)
        self.tabs.chosen_changed.connect(self.refresh_actions)
        self.tabs.row_opened.connect(self._on_opened)
        self.tabs.made.statuses_asked.connect(presenter.filter_made)
        self.tabs.made.more.more_asked.connect(presenter.more)
        self.deeds.told.connect(self.notice_asked)
        self.replanning.told.connect(self.notice_asked)
        generation.running.connect(self._on_running)
        generation.failed.connect(self._on_failed)
        self.making.outcome.order_asked.connect(partial(self.go, "orders"))
        self.making.outcome.visits_asked.connect(partial(self.tabs.show_list, Shown.MADE))
        self.making.outcome.troubles_asked.connect(partial(self.tabs.show_list, Shown.TROUBLES))

    @Slot()
    def _ask(self) -> None:
        """Preview another period or other agreements; what was previewed before is not made any more."""
        self._answered = None
        self.refresh_actions()
        period = self.period.period()
        self.tabs.preview.dim(period is None)
        if period is not None:
            self.tabs.preview.begin(period.first)
            self.presenter.ask(question_of(period, self.frame.filters.chosen(), self._choice()))

    def _choice(self) -> Choice:
        return choice_of(self.frame.filters.chosen(), self._words, self._only)

    def _show_only(self, agreement_id: int | None, name: str) -> None:
        self._only = agreement_id
        self.period.show_only(name)
        self._ask()

    @Slot(object, object)
    def _on_previewed(self, question: Question, found: Outlook) -> None:
        if self.period.period() is None:
            return  # it answers what was asked before
        self._answered = question, found
        if self._only is not None and found.rows:
            self.period.show_only(found.rows[0].agreement)
        self.tabs.preview.show_outlook(found)
        self.refresh_actions()

    @Slot(object)
    def _on_made(self, page: MadePage) -> None:
        self.tabs.made.show_page(page)

    @Slot(object)
    def _on_troubles(self, found: list[TroubleRow]) -> None:
        self.tabs.show_troubles(found)
        self.refresh_actions()

    @Slot(object)
    def _on_groups(self, found: list[tuple[int, str]]) -> None:
        self.frame.filters.offer("group", [(str(key), name) for key, name in found])

    @Slot(str)
    def _on_searched(self, words: str) -> None:
        self._words = words
        self._ask()

    @Slot()
    def _on_all_asked(self) -> None:
        self._show_only(None, "")

    @Slot(object)
    def _on_opened(self, row: PreviewRow | MadeRow | TroubleRow) -> None:
        if isinstance(row, MadeRow):
            self.go("orders", row.order_id)
        else:
            self.go("agreements", row.agreement_id)

    @Slot(bool)
    def _on_running(self, running: bool) -> None:
        self.presenter.hold(running)
        self.refresh_actions()

    @Slot(str)
    def _on_failed(self, why: str) -> None:
        self.say(Notice(why, Mood.ERROR))
