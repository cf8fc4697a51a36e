"""The page of agreements: the list, and one agreement beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.agreements.actions import agreement_actions
from app.agreements.deeds import AgreementDeeds
from app.agreements.detail import AgreementDetailPane
from app.agreements.doing import Doing
from app.agreements.plans.actions import plan_actions
from app.agreements.plans.tab import PlansTab
from app.agreements.presenter import AgreementsPresenter
from app.agreements.table import LEAST, agreement_columns
from app.shared.actions import Action
from app.shared.desk import Desk
from app.shared.filters import Chosen, Filter
from app.shared.frame import PageFrame
from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.more_bar import MoreBar
from app.shared.narrow import NarrowColumns
from app.shared.page import Page
from app.shared.table import RowTable
from app.shared.waiting import WaitingCount
from domain.agreements.listing import ListedAgreement, Shown
from domain.language import tr
from domain.reporting.agreement_overview import AgreementOverview, AgreementPage
from domain.subscriptions.queries import SubscriptionRow

DETAIL_SHARE = 52
ABOVE = ("agreements_templates", "agreements_new")
IN_DETAIL = (
    "agreements_edit",
    "agreements_amend",
    "agreements_line",
    "agreements_cover",
    "agreements_suspend",
    "agreements_renew",
    "agreements_end",
)
"""Buttons under the name; everything is in the menus of the window."""
OVER_PLANS = (
    "agreements_plan",
    "agreements_planning",
    "agreements_year",
    "agreements_visits",
    "agreements_plan_paper",
)


class AgreementsPage(Page):
    """What is promised to customers."""

    key = "agreements"
    icon = "file-text"

    def __init__(self, kit: Kit, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(kit, parent)
        self.presenter = AgreementsPresenter(kit, desk, self)
        self.deeds = AgreementDeeds(kit, desk, self)
        self.frame = PageFrame(kit, self.key, self.title, (shown_filter(),))
        self.table: RowTable[ListedAgreement] = RowTable(agreement_columns(kit.times), kit, self.key, self.title)
        self.more = MoreBar(kit)
        self.detail = AgreementDetailPane(kit, desk)
        self.plans = PlansTab(kit, desk)
        self.doing = Doing(self.deeds, self.detail, self)
        self._shown: int | None = None
        self._waiting = WaitingCount(kit, desk, ("agreement",), self.presenter.notices_due, self)
        self._arrange()
        self._connect()

    @property
    def title(self) -> str:
        return tr("Agreements")

    def page_actions(self) -> Sequence[Action]:
        return (*agreement_actions(self.doing), *plan_actions(self.plans))

    def set_visible_page(self, visible: bool) -> None:
        self.presenter.set_visible(visible)

    def show_record(self, record_id: int) -> None:
        """Show an agreement, in the list where the search lets it in, beside it in any case."""
        if not self.table.choose(record_id):
            self.table.clearSelection()
        self._look_at(record_id)

    def begin_record(self, about_id: int | None) -> None:
        """Enter a new agreement, with the customer it is for."""
        self.deeds.fresh.ask(about_id)

    def record_shown(self) -> int | None:
        return self._shown

    # --- how it hangs together ---

    def _arrange(self) -> None:
        place = QWidget()
        self.set_frame(self.frame)
        self.frame.set_list(place)
        self.frame.set_detail(self.detail, DETAIL_SHARE)
        layout = column(place)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.more)
        bound = self.bound_actions()
        self.frame.set_actions([bound[name] for name in ABOVE], primary="agreements_new")
        self.detail.set_actions([bound[name] for name in IN_DETAIL])
        self.detail.set_last_tab(self.plans, tr("Visits"))
        self.plans.set_actions([bound[name] for name in OVER_PLANS])
        self.detail.show_nothing()
        NarrowColumns(self.table, LEAST)
        self.table.setSelectionMode(RowTable.SelectionMode.SingleSelection)
        self.table.set_empty(
            tr("No agreements here"),
            tr("Press N to enter the first one, or choose fewer words in search and filter."),
            "file-text",
        )
        self.presenter.ask(_asked(self.frame.filters.chosen()))

    def _connect(self) -> None:
        self.presenter.loaded.connect(self._on_loaded)
        self.presenter.agreement_loaded.connect(self._on_agreement)
        self.presenter.loading.connect(self.frame.set_loading)
        self.presenter.failed.connect(self.frame.set_count)
        self._waiting.counted.connect(self.badge_changed)
        self.frame.filtered.connect(self._on_filtered)
        self.frame.searched.connect(self.presenter.search)
        self.more.more_asked.connect(self.presenter.more)
        self.table.row_chosen.connect(self._on_chosen)
        self.table.row_opened.connect(self._on_opened)
        self.doing.customer_asked.connect(self._on_customer_asked)
        self.deeds.templates.shown_asked.connect(self.show_record)
        self.deeds.templates.begin_asked.connect(self._on_begin_asked)
        self.deeds.told.connect(self.notice_asked)
        self.deeds.fresh.made.connect(self._on_made)
        self.detail.day_chosen.connect(self.presenter.show_as_of)
        self.detail.chosen_changed.connect(self.refresh_actions)
        self.detail.lines_changed.connect(self.presenter.refresh)
        self.detail.told.connect(self.notice_asked)
        self.detail.left.connect(self.table.setFocus)
        self.detail.cover_opened.connect(self.doing.change_cover)
        self.detail.subscription_opened.connect(self._on_subscription_opened)
        self.plans.told.connect(self.notice_asked)
        self.plans.changed.connect(self.refresh_actions)
        self.plans.visits_asked.connect(self._on_visits_asked)

    def _look_at(self, agreement_id: int | None) -> None:
        self._shown = agreement_id
        self.presenter.look_at(agreement_id)
        if agreement_id is None:
            self._on_agreement(None)

    @Slot(object, bool)
    def _on_loaded(self, page: AgreementPage, again: bool) -> None:
        self.table.set_rows(page.rows, mark=again)
        self.more.show_page(page)
        self.frame.set_count(self.more.total_of(page))
        if self._shown is not None:
            self.table.choose(self._shown)
        elif page.rows:
            self.table.choose(page.rows[0].id)

    @Slot(object)
    def _on_agreement(self, found: AgreementOverview | None) -> None:
        self.deeds.overview = found
        if found is None:
            self._shown = None
            self.detail.show_nothing()
        else:
            self.detail.show_agreement(found)
            self.plans.show_agreement(found.id)
        self.refresh_actions()

    @Slot(int)
    def _on_visits_asked(self, agreement_id: int) -> None:
        self.go("visits", agreement_id)

    @Slot(object)
    def _on_subscription_opened(self, row: SubscriptionRow) -> None:
        self.go("subscriptions", row.id)

    @Slot(object)
    def _on_filtered(self, chosen: Chosen) -> None:
        self.presenter.ask(_asked(chosen))
        self.presenter.load()

    @Slot(object)
    def _on_chosen(self, row: ListedAgreement | None) -> None:
        # One that leaves the list, as with another search, stays beside it.
        if row is not None and row.id != self._shown:
            self._look_at(row.id)

    @Slot(object)
    def _on_opened(self, _row: ListedAgreement) -> None:
        self.doing.change_agreement()

    @Slot(int)
    def _on_made(self, agreement_id: int) -> None:
        """Show it, and where one goes on: its first line."""
        self.frame.search.reset()
        self.presenter.load()
        self.show_record(agreement_id)
        self.detail.show_lines()

    @Slot(int)
    def _on_begin_asked(self, template_id: int) -> None:
        self.deeds.fresh.ask(None, template_id)

    @Slot(int)
    def _on_customer_asked(self, customer_id: int) -> None:
        self.go("customers", customer_id)


def shown_filter() -> Filter:
    """All agreements, unless those that stand in one way are asked for; templates only by their own word."""
    choices = tuple((each.value, each.label) for each in Shown if each is not Shown.ALL)
    return Filter("shown", tr("all agreements"), choices, several=False)


def _asked(chosen: Chosen) -> Shown:
    return Shown(next(iter(chosen.get("shown", ())), Shown.ALL))
