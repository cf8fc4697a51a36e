"""What stands beside one subscription: its periods, fees, prices and what is earned."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.shared.columns import HasId
from app.shared.detail import Facts
from app.shared.kit import Kit
from app.shared.later import Later
from app.shared.layout import column, line
from app.shared.narrow import NarrowColumns
from app.shared.table import RowTable
from app.subscriptions.period_strip import PeriodStrip
from app.subscriptions.table import (
    LEAST_OF_ACCRUALS,
    LEAST_OF_FEES,
    LEAST_OF_PRICES,
    FeeLine,
    PriceLine,
    accrual_columns,
    fee_columns,
    price_columns,
)
from domain.language import tr
from domain.reporting.subscription_overview import SubscriptionOverview
from domain.subscriptions.detail import AccrualRow

R = TypeVar("R", bound=HasId)


class SubscriptionRecords(QObject):
    """Makes each table when somebody looks, fills it, and says what is chosen in it."""

    chosen_changed = Signal()
    """Another fee, price or accrual is current, or other fees are selected."""

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._shown: SubscriptionOverview | None = None
        self.overview = QWidget()
        self.strip = PeriodStrip(kit)
        self.facts = Facts()
        layout = column(self.overview)
        layout.addWidget(self.strip)
        layout.addWidget(line())
        layout.addWidget(self.facts, 1)
        self.fees_tab = Later(self._make_fees)
        self.prices_tab = Later(self._make_prices)
        self.accruals_tab = Later(self._make_accruals)

    @property
    def fees(self) -> RowTable[FeeLine]:
        """What is to be paid for which days."""
        return self.fees_tab.content

    @property
    def prices(self) -> RowTable[PriceLine]:
        """What a period costs, from when on."""
        return self.prices_tab.content

    @property
    def accruals(self) -> RowTable[AccrualRow]:
        """What is earned in which period."""
        return self.accruals_tab.content

    def widgets(self) -> Sequence[QWidget]:
        """In the order of their tabs."""
        return (self.overview, self.fees_tab, self.prices_tab, self.accruals_tab)

    def chosen_fees(self) -> tuple[FeeLine, ...]:
        """The fees that are selected."""
        made = self.fees_tab.made
        return () if made is None else tuple(made.selected())

    def chosen_price(self) -> PriceLine | None:
        """The price that is current."""
        made = self.prices_tab.made
        return None if made is None else made.chosen()

    def chosen_accruals(self) -> tuple[AccrualRow, ...]:
        """The accruals that are selected."""
        made = self.accruals_tab.made
        return () if made is None else tuple(made.selected())

    def show_subscription(self, shown: SubscriptionOverview, *, another: bool) -> None:
        """Fill them; where it is `another` subscription than before, nothing in them is news."""
        self._shown = shown
        self.strip.show_periods(shown.subscription.periods)
        _fill(self.fees_tab, _fee_lines(shown), mark=not another)
        _fill(self.prices_tab, _price_lines(shown), mark=not another)
        _fill(self.accruals_tab, shown.subscription.accruals, mark=not another)

    def _make_fees(self) -> RowTable[FeeLine]:
        fees: RowTable[FeeLine] = RowTable(fee_columns(self._kit.times), self._kit, "subscription_fees", tr("Fees"))
        fees.set_empty(tr("No fee yet"), tr("Press F to make the first ones; they are shown before."), "receipt")
        NarrowColumns(fees, LEAST_OF_FEES)
        fees.selection_changed.connect(self.chosen_changed)
        fees.set_rows(_fee_lines(self._shown) if self._shown else ())
        return fees

    def _make_prices(self) -> RowTable[PriceLine]:
        columns = price_columns(self._kit.times)
        prices: RowTable[PriceLine] = RowTable(columns, self._kit, "subscription_prices", tr("Prices"))
        prices.set_empty(tr("No price"), tr("Press P to set one, or enter one in the fee prices."), "banknote")
        NarrowColumns(prices, LEAST_OF_PRICES)
        prices.row_chosen.connect(self._on_chosen)
        prices.set_rows(_price_lines(self._shown) if self._shown else ())
        return prices

    def _make_accruals(self) -> RowTable[AccrualRow]:
        columns = accrual_columns(self._kit.times)
        accruals: RowTable[AccrualRow] = RowTable(columns, self._kit, "subscription_accruals", tr("Accruals"))
        accruals.set_empty(
            tr("Nothing is accrued"), tr("Invoiced fees of groups with accrual are spread here."), "chart-line"
        )
        NarrowColumns(accruals, LEAST_OF_ACCRUALS)
        accruals.selection_changed.connect(self.chosen_changed)
        accruals.set_rows(self._shown.subscription.accruals if self._shown else ())
        return accruals

    @Slot(object)
    def _on_chosen(self, _row: object) -> None:
        self.chosen_changed.emit()


def _fee_lines(shown: SubscriptionOverview) -> tuple[FeeLine, ...]:
    return tuple(FeeLine(fee, shown.bills.get(fee.id, ())) for fee in shown.subscription.fees)


def _price_lines(shown: SubscriptionOverview) -> tuple[PriceLine, ...]:
    currency = shown.subscription.draft.currency or ""
    return tuple(PriceLine(step, currency) for step in shown.subscription.prices)


def _fill(tab: Later[RowTable[R]], rows: Sequence[R], *, mark: bool) -> None:
    """A table that nobody has looked at yet is filled when it is made."""
    if tab.made is not None:
        tab.made.set_rows(rows, mark=mark)
