"""The subscriptions of a customer or under an agreement, as the pages of these list them."""

from functools import partial

from app.shared.chips import Chip
from app.shared.columns import Column
from app.shared.days import short_day
from app.shared.kit import Kit
from app.shared.table import RowTable
from app.shared.times import Times
from domain.language import tr
from domain.subscriptions.queries import Shown, SubscriptionRow

STANDING_TONES = {Shown.RUNNING: "good", Shown.ENDS_SOON: "minor", Shown.INACTIVE: "major"}


def subscription_list(kit: Kit, name: str) -> RowTable[SubscriptionRow]:
    """A table of them; what is opened in it is for its owner."""
    table: RowTable[SubscriptionRow] = RowTable(_columns(kit.times), kit, name, tr("Subscriptions"))
    table.set_empty(tr("No subscription"), tr("What is paid by the period will stand here."), "refresh-cw")
    return table


def standing_chip(standing: Shown) -> Chip:
    """Whether fees are made, and for how long."""
    return Chip(standing.label, STANDING_TONES.get(standing, "neutral"), soft=True)


def row_chip(times: Times, row: SubscriptionRow) -> Chip:
    """How one stands today."""
    return standing_chip(row.stands(times.local(times.now()).date()))


def row_standing(times: Times, row: SubscriptionRow) -> str:
    """The same in a word."""
    return row_chip(times, row).text


def paid_words(row: SubscriptionRow) -> str:
    """Until when there are fees."""
    return short_day(row.paid_until) or tr("nothing")


def _columns(times: Times) -> tuple[Column[SubscriptionRow], ...]:
    return (
        Column("number", tr("Number"), lambda row: row.number, width=96, strong=True),
        Column("name", tr("Subscription"), lambda row: row.name, width=150, stretch=True, tip=lambda row: row.name),
        Column("group", tr("Group"), lambda row: row.group, width=110, muted=True, tip=lambda row: row.group),
        Column("paid", tr("Fees until"), paid_words, sort=lambda row: row.paid_until, width=104),
        Column("standing", tr("Standing"), partial(row_standing, times), width=104, chip=partial(row_chip, times)),
    )
