"""The sentence over a report: service order margin · by customer · this month · posted only."""

from datetime import date

from app.reports.periods import Period
from app.reports.report import Asked, Kind
from app.shared.filters import Chosen, Filter
from domain.language import tr
from domain.reporting.order_margin import Grouping
from domain.subscriptions.model import FeeStatus

DEFAULT = {"by": [Grouping.CUSTOMER.value], "period": [Period.THIS_YEAR.value], "lines": [], "status": []}
POSTED = "posted"
REPORT = "report"


def filters() -> tuple[Filter, ...]:
    by = tuple((each.value, words) for each, words in by_words().items())
    kinds = tuple((each.value, each.label) for each in Kind if each is not Kind.MARGIN)
    periods = tuple((each.value, each.label) for each in Period)
    statuses = tuple((each.value, each.label) for each in FeeStatus)
    return (
        Filter(REPORT, Kind.MARGIN.label, kinds, several=False),
        Filter("by", tr("by order"), by, several=False),
        Filter("period", tr("any time"), periods, several=False),
        Filter("lines", tr("all lines"), ((POSTED, tr("posted only")),), several=False),
        Filter("status", tr("any state"), statuses),
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


def asked(chosen: Chosen, today: date) -> Asked:
    """What the sentence asks for."""
    by, period = next(iter(chosen["by"]), Grouping.ORDER.value), next(iter(chosen["period"]), None)
    since, until = Period(period).days(today) if period else (None, None)
    return Asked(
        today,
        kind=Kind(next(iter(chosen[REPORT]), Kind.MARGIN.value)),
        by=Grouping(by),
        since=since,
        until=until,
        posted_only=POSTED in chosen["lines"],
        statuses=frozenset(FeeStatus(value) for value in chosen["status"]),
    )
