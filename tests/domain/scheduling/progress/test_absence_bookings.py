"""An absence that is approved where something is booked says what that is."""

from datetime import UTC, datetime, timedelta

from domain.scheduling.placing.service import place
from domain.scheduling.progress.absence_bookings import BookedThen, approve
from domain.store.store import Store
from domain.workforce.absence_service import AbsenceDraft, ask_absence
from tests.support.workshop import Workshop, order

TEN = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_approving_an_absence_tells_what_is_booked_then(store: Store, workshop: Workshop) -> None:
    within, before = store.run("kim", order, workshop), store.run("kim", order, workshop)
    store.run("kim", place, within, workshop.kim, TEN, TEN + HOUR)
    store.run("kim", place, before, workshop.kim, TEN - HOUR, TEN)
    draft = AbsenceDraft(workshop.kim, TEN, TEN + 8 * HOUR)
    key = store.run("kim", ask_absence, draft)
    assert store.run("ada", approve, key, 1) == (BookedThen("SO-000001", TEN),)
