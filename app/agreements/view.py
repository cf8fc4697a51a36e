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
from app.shared.kit import Kit
from app.shared.list_page import Empty, ListPage
from app.shared.table import RowTable
from app.shared.waiting import WaitingCount
from domain.agreements.listing import ListedAgreement, Shown
from domain.language import tr
from domain.reporting.agreement_overview import AgreementOverview, AgreementPage
from domain.subscriptions.queries import SubscriptionRow

OVER_PLANS = (
    "agreements_plan",
    "agreements_planning",
    "agreements_year",
    "agreements_visits",
    "agreements_plan_paper",
)


class AgreementsPage(ListPage[ListedAgreement, Shown, AgreementPage, AgreementOverview]):
    """What is promised to customers."""

    key = "agreements"
    icon = "file-text"
    detail_share = 52
    first_actions = ("agreements_new", "agreements_templates")
    detail_actions = (
        "agreements_edit",
        "agreements_amend",
        "agreements_line",
        "agreements_cover",
        "agreements_suspend",
        "agreements_renew",
        "agreements_end",
    )

    presenter: AgreementsPresenter
    detail: AgreementDetailPane

    def __init__(self, kit: Kit, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(kit, (shown_filter(),), parent)
        self.presenter = AgreementsPresenter(kit, desk, self)
        self.deeds = AgreementDeeds(kit, desk, self)
        self.table = RowTable(agreement_columns(kit.times), kit, self.key, self.title)
        self.detail = AgreementDetailPane(kit, desk)
        self.plans = PlansTab(kit, desk)
        self.doing = Doing(self.deeds, self.detail, self)
        self._waiting = WaitingCount(kit, desk, ("agreement",), self.presenter.notices_due, self)
        hint = tr("Press N to enter the first one, or choose fewer words in search and filter.")
        self.arrange(LEAST, Empty(tr("No agreements here"), hint))
        self.detail.set_last_tab(self.plans, tr("Visits"))
        self.plans.set_actions([self.bound_actions()[name] for name in OVER_PLANS])
        self._connect()

    @property
    def title(self) -> str:
        return tr("Agreements")

    def page_actions(self) -> Sequence[Action]:
        return (*agreement_actions(self.doing), *plan_actions(self.plans))

    def begin_record(self, about_id: int | None) -> None:
        """Enter a new agreement, with the customer it is for."""
        self.deeds.fresh.ask(about_id)

    def question(self, chosen: Chosen) -> Shown:
        return Shown(next(iter(chosen.get("shown", ())), Shown.ALL))

    def page_of(self, listing: AgreementPage) -> AgreementPage:
        return listing

    def show_found(self, found: AgreementOverview | None) -> None:
        self.deeds.overview = found
        if found is not None:
            self.detail.show_agreement(found)
            self.plans.show_agreement(found.id)

    def _connect(self) -> None:
        self._waiting.counted.connect(self.badge_changed)
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

    @Slot(int)
    def _on_visits_asked(self, agreement_id: int) -> None:
        self.go("visits", agreement_id)

    @Slot(object)
    def _on_subscription_opened(self, row: SubscriptionRow) -> None:
        self.go("subscriptions", row.id)

    @Slot(object)
    def _on_opened(self, _row: ListedAgreement) -> None:
        self.doing.change_agreement()

    @Slot(int)
    def _on_made(self, agreement_id: int) -> None:
        """Show it, and where one goes on: its first line."""
        self.show_made(agreement_id)
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
