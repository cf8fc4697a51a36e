"""The accounts that postings go to until a service centre has its own."""

from collections.abc import Mapping

ACCOUNTS: Mapping[str, str] = {
    "hour.cost.debit": "6000",
    "hour.cost.credit": "6990",
    "hour.revenue.debit": "1400",
    "hour.revenue.credit": "4400",
    "expense.cost.debit": "6600",
    "expense.cost.credit": "6991",
    "expense.revenue.debit": "1400",
    "expense.revenue.credit": "4410",
    "item.cost.debit": "5200",
    "item.cost.credit": "1140",
    "item.revenue.debit": "1400",
    "item.revenue.credit": "4420",
    "fee.cost.debit": "6800",
    "fee.cost.credit": "6992",
    "fee.revenue.debit": "1400",
    "fee.revenue.credit": "4430",
    "subscription.customer": "1400",
    "subscription.revenue": "4440",
    "subscription.accrued_revenue": "4445",
    "subscription.wip": "3900",
}
"""Line kind, cost or revenue, debit or credit: the account; for subscriptions those of their bookkeeping."""
