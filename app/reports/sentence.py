"""The sentence over the margin report: by customer · this month · posted only."""

from datetime import date

from app.reports.periods import Period
from app.shared.filters import Chosen, Filter
from domain.language import tr
from domain.reporting.order_margin import Grouping, MarginSearch

DEFAULT = {"by": [Grouping.CUSTOMER.value], "period": [Period.THIS_YEAR.value], "lines": []}
POSTED = "posted"


def filters() -> tuple[Filter, ...]:
    by = tuple((each.value, words) for each, words in by_words().items())
    periods = tuple((each.value, each.label) for each in Period)
    return (
        Filter("by", tr("by order"), by, several=False),
        Filter("period", tr("any time"), periods, several=False),
        Filter("lines", tr("all lines"), ((POSTED, tr("posted only")),), several=False),
    )


def by_words() -> dict[Grouping, str]:
    """Each in whole words: which letters are small differs by language."""
    return {
        Grouping.ORDER: tr("by order"),
        Grouping.CUSTOMER: tr("by customer"),
        Grouping.AGREEMENT: tr("by agreement"),
        Grouping.ASSET_MODEL: tr("by asset model"),
        Grouping.TECHNICIAN: tr("by technician"),
        Grouping.ORDER_TYPE: tr("by order type"),
        Grouping.MONTH: tr("by month"),
        Grouping.KIND: tr("by kind of line"),
    }


def asked(chosen: Chosen, today: date) -> MarginSearch:
    """What the sentence asks for."""
    by, period = next(iter(chosen["by"]), Grouping.ORDER.value), next(iter(chosen["period"]), None)
    since, until = Period(period).days(today) if period else (None, None)
    return MarginSearch(Grouping(by), since, until, posted_only=POSTED in chosen["lines"])
