"""An office that asks the optimiser for what makes no sense, and what it is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from domain.optimising.running.workers import Workers
from domain.orders.address_service import AddressDraft
from domain.orders.model import Origin
from domain.orders.service import OrderDraft, open_order
from domain.planning.model import ChangeKind, ProposalStatus
from domain.planning.profiles import ProfileDraft, create_profile
from domain.planning.proposing import Wanted, propose
from domain.planning.queries import ChangeRow, ProposalRow, changes, proposal
from domain.planning.scope import Scope, Touch
from domain.scheduling.model import Lock
from domain.scheduling.progress.status_service import lock
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits.generating import generate_agreement
from domain.visits.model import Visit
from domain.visits.plan import Period
from domain.visits.window import Window
from domain.words import Priority
from tests.support.contract import sign
from tests.support.edited import HOUR, TEN, booked
from tests.support.replanning import change
from tests.support.workshop import Workshop

TUESDAY, SATURDAY = date(2026, 3, 3), date(2026, 3, 7)
MIDNIGHT = TEN - 10 * HOUR
DAY = timedelta(days=1)
WEEK = Scope(MIDNIGHT, MIDNIGHT + 7 * DAY, touch=Touch.UNLOCKED)
#: However slow the machine is; what puts in what waits ends by itself.
LONG_S = 60.0
EACH_SAYS_WHY = "None of what is asked for can be planned; each says why."
NO_TIME_LEFT = "There is no time left for it in the days that are planned."
NOBODY_MAY = "Nobody of those who are planned may do it."


@dataclass(frozen=True, slots=True)
class Told:
    """What is asked for, a note that stays with the proposal, and by order the reason why it is left as it is."""

    note: str
    reasons: Mapping[int, str]
    scope: Scope = WEEK


class Office:
    """Two technicians, a store, and what a case puts into it."""

    def __init__(self, store: Store, workshop: Workshop, workers: Workers) -> None:
        self.store, self.workshop, self.workers = store, workshop, workers
        self.profile = store.run("kim", create_profile, ProfileDraft("Balanced"))

    def propose(self, scope: Scope = WEEK) -> tuple[ProposalRow, tuple[ChangeRow, ...]]:
        """What is kept of a search."""
        key = propose(self.store, "kim", self.workers, Wanted(scope, self.profile, LONG_S, engines=("greedy",)))
        with self.store.read() as session:
            head, rows = proposal(session, key), changes(session, key)
        assert head is not None
        return head, rows

    def explains(self, told: Told) -> None:
        """It ends in a proposal that says this, and changes nothing."""
        head, rows = self.propose(told.scope)
        assert (head.status, head.failure, head.notes) == (ProposalStatus.READY, "", (told.note,))
        assert {row.order_id: row.reasons for row in rows} == told.reasons
        assert {row.kind for row in rows} <= {ChangeKind.LEFT_OUT}

    def waiting(self, minutes: int = 60, address: AddressDraft | None = None) -> int:
        draft = OrderDraft("Warm", Priority.LOW, Origin.HAND, minutes, asset_id=self.workshop.asset, address=address)
        return self.store.run("kim", _opened, draft)

    def locked(self, kind: Lock, hours: float = 0) -> tuple[int, int]:
        """The order and the booking of something that is locked with Kim, so long after ten."""
        made = booked(self.store, self.workshop, self.workshop.kim, TEN + hours * HOUR)
        assert made.booking_id is not None
        self.store.run("kim", lock, [made.booking_id], kind)
        return made.order_id, made.booking_id

    def visit(self, day: date, window: Window | None = None) -> int:
        """The order of a visit that is due once."""
        contract = self.store.run("setup", sign, self.workshop)
        change(self.store, contract.cellar, anchor_on=day, interval_id=None, window=window or Window())
        self.store.run("setup", generate_agreement, contract.agreement, Period(day, day), line_id=contract.cellar)
        with self.store.read() as session:
            return session.scalars(select(Visit.order_id)).one()


def _opened(work: UnitOfWork, draft: OrderDraft) -> int:
    return open_order(work, draft).id
