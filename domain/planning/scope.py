"""What is planned: for whom, which orders, which days, and what may be touched."""

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from domain.language import tr

#: The working day that begins last, just before the last midnight, has ended by then.
NIGHT_SHIFT = timedelta(hours=12)
#: So long whoever looks at a proposal may take, before the first of it would begin in the past.
TO_DECIDE = timedelta(minutes=10)


class Touch(StrEnum):
    """How much of the present plan may change."""

    WAITING = "waiting"
    PLANNED = "planned"
    UNLOCKED = "unlocked"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Touch.WAITING: tr("Only what waits"),
            Touch.PLANNED: tr("Also planned, unless promised"),
            Touch.UNLOCKED: tr("Everything that is not locked"),
        }[self]


class Scope(msgspec.Struct, frozen=True):
    """Working days that begin between `since` and `until`; of technicians and orders by id, where empty means all.

    Nothing begins before `frozen_until`, and what begins before it stays. Nobody sets out before `leaving_from`.
    """

    since: datetime
    until: datetime
    technicians: frozenset[int] = frozenset()
    orders: frozenset[int] = frozenset()
    touch: Touch = Touch.WAITING
    frozen_until: datetime | None = None
    leaving_from: datetime | None = None

    @property
    def over(self) -> datetime:
        """Before this nobody does what is left out; the same whoever works, for days of other people are compared."""
        return self.until + NIGHT_SHIFT

    def covers(self, technician_id: int) -> bool:
        """Whether somebody is planned for."""
        return not self.technicians or technician_id in self.technicians

    def wants(self, order_id: int) -> bool:
        """Whether an order is planned."""
        return not self.orders or order_id in self.orders
