"""One agreement whole: its terms in front, lines, cover and amendments behind."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.agreements.as_of_bar import AsOfBar
from app.agreements.records import AgreementRecords
from app.agreements.table import CoverLine, standing_chip
from app.shared.chips import Chip
from app.shared.days import short_day
from app.shared.desk import Desk
from app.shared.detail import DetailPane
from app.shared.kit import Kit
from domain.agreements.detail import AgreementDetail, LineDetail
from domain.agreements.header import AgreementDraft
from domain.agreements.renewal import Renewal
from domain.language import tr, trn
from domain.reporting.agreement_overview import AgreementOverview


class AgreementDetailPane(DetailPane):
    """Shows an `AgreementOverview`; its tables are made with the first one, so that the window opens soon."""

    chosen_changed = Signal()
    """Another line or cover is current."""
    lines_changed = Signal()
    """Something was typed into the lines."""
    told = Signal(object)
    """A `Notice`."""
    left = Signal()
    """The keyboard goes back to the page."""
    cover_opened = Signal(object)
    """A `CoverLine`."""
    subscription_opened = Signal(object)
    """A `SubscriptionRow`."""
    day_chosen = Signal(object)
    """It is to be shown as it was agreed on this day, or, with None, with all there ever was."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        hint = tr("Choose one in the list, or press N to enter a new one.")
        super().__init__(kit, tr("No agreement chosen"), hint)
        self._kit, self._desk = kit, desk
        self._records: AgreementRecords | None = None
        self._agreement_id: int | None = None
        self._last: tuple[QWidget, str] | None = None
        self.as_of = AsOfBar(kit.times.local(kit.times.now()).date())
        self.as_of.chosen.connect(self.day_chosen)
        self.add_below(self.as_of)

    def set_last_tab(self, widget: QWidget, title: str) -> None:
        """Let something stand behind the tables that fills itself."""
        self._last = widget, title

    @property
    def records(self) -> AgreementRecords:
        """The tables."""
        if self._records is None:
            self._records = AgreementRecords(self._kit, self._desk, self)
            self._records.chosen_changed.connect(self.chosen_changed)
            self._records.lines_changed.connect(self.lines_changed)
            self._records.told.connect(self.told)
            self._records.left.connect(self.left)
            self._records.cover_opened.connect(self.cover_opened)
            self._records.subscription_opened.connect(self.subscription_opened)
            for widget in self._records.widgets():
                self.add_tab(widget, "")
            if self._last is not None:
                self.add_tab(*self._last)
        return self._records

    def line(self) -> LineDetail | None:
        """The line that is chosen."""
        made = None if self._records is None else self._records.lines_tab.made
        return None if made is None else made.chosen()

    def cover(self) -> CoverLine | None:
        """The cover that is chosen."""
        made = None if self._records is None else self._records.covers_tab.made
        return None if made is None else made.table.chosen()

    def show_covers(self) -> None:
        """Bring the cover in front."""
        self.tabs.setCurrentWidget(self.records.covers_tab)

    def show_amendments(self) -> None:
        """Bring the amendments in front."""
        self.tabs.setCurrentWidget(self.records.amendments_tab)

    def show_lines(self) -> None:
        """Bring the lines in front."""
        self.tabs.setCurrentWidget(self.records.lines_tab)

    def show_agreement(self, shown: AgreementOverview) -> None:
        """Fill everything."""
        another = shown.id != self._agreement_id
        self._agreement_id = shown.id
        whole = shown.agreement
        below = " · ".join(part for part in (whole.number, whole.customer or tr("Template")) if part)
        self.show_record(whole.draft.name, below, _marks(shown))
        self.records.facts.set_facts(_facts(shown))
        self.records.show_agreement(shown, another=another)
        self._name_tabs(whole, len(shown.subscriptions))

    def _name_tabs(self, whole: AgreementDetail, subscriptions: int) -> None:
        number = self._kit.times.number
        titles = (
            tr("Overview"),
            tr("Lines {count}", count=number(len(whole.lines))),
            tr("Cover {count}", count=number(len(whole.covers))),
            tr("Amendments {count}", count=number(len(whole.amendments))),
            tr("Subscriptions {count}", count=number(subscriptions)),
        )
        for at, title in enumerate(titles):
            self.tabs.setTabText(at, title)


def _marks(shown: AgreementOverview) -> tuple[Chip, ...]:
    whole = shown.agreement
    if whole.folder_id is not None:
        return ()
    starts_on, ends_on = whole.draft.starts_on, whole.ends_on
    return (standing_chip(whole.standing, starts_on, ends_on, shown.on, suspended=whole.suspended),)


def _facts(shown: AgreementOverview) -> list[tuple[str, str]]:
    whole, head = shown.agreement, shown.agreement.draft
    return [
        (tr("Customer"), whole.customer),
        (tr("Begins"), short_day(head.starts_on)),
        (tr("Ends"), short_day(whole.ends_on) or tr("open end")),
        (tr("Standing"), "" if whole.standing is None else whole.standing.sentence),
        (tr("Notice given on"), short_day(whole.terminated_on)),
        (tr("First term"), _months(head.initial_months or 0)),
        (tr("At its end"), _renewal(head)),
        (tr("Notice period"), _notice(head)),
        (tr("SLA"), shown.sla or tr("that of the group or customer")),
        (tr("Group"), shown.group),
        (tr("Contact"), shown.contact),
        (tr("Responsible"), head.responsible),
        (tr("Preferred technician"), shown.technician),
        (tr("Description"), head.description),
    ]


def _renewal(head: AgreementDraft) -> str:
    if head.initial_months is None:
        return ""
    if head.renewal is Renewal.NONE:
        return head.renewal.label
    return tr("{renewal}, for {months}", renewal=head.renewal.label, months=_months(head.period_months))


def _notice(head: AgreementDraft) -> str:
    days = trn("{count} day", "{count} days", head.notice_days) if head.notice_days else ""
    return ", ".join(part for part in (_months(head.notice_months), days) if part)


def _months(months: int) -> str:
    return trn("{count} month", "{count} months", months) if months else ""
