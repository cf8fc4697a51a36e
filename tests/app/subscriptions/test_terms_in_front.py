"""What stands in front of a subscription: what all of it costs, and what is left to bill."""

from datetime import date

import pytest

from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.fee_service import create_fees, take_back
from domain.subscriptions.gaps import Wish
from domain.subscriptions.rate_service import RateDraft, set_rate
from domain.subscriptions.service import SubscriptionDraft, create_subscription
from domain.subscriptions.spans import Span
from tests.app.subscriptions.subscribing import Show, told
from tests.support.service_desk import ServiceDesk
from tests.support.subscribed import BREWERY, FIRST, Subscribed

LAST_DAY = date(2026, 3, 10)


@pytest.mark.parametrize(("without_first", "left"), [(False, "nothing any more"), (True, "01/01/2026 to 31/01/2026")])
def test_three_units_that_end_are_told_with_their_sum_and_what_is_left(
    desk: ServiceDesk, show: Show, subscribed: Subscribed, without_first: bool, left: str
) -> None:
    def build(work: UnitOfWork) -> int:
        draft = SubscriptionDraft("Three", subscribed.group, FIRST, LAST_DAY, quantity=3)
        key = create_subscription(work, BREWERY, draft)
        set_rate(work, key, RateDraft(FIRST, "1000"))
        first, *_ = create_fees(work, key, Wish(Span(FIRST, date(2026, 3, 31))))
        if without_first:
            take_back(work, first, 1)
        return key

    key = desk.store.run("setup", build)
    page = show()
    page.show_record(key)
    assert "3,000.00 EUR: 3 × 1,000.00 EUR" in told(page)
    assert f"To bill next | {left}" in told(page)
