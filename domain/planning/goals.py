"""What a manager wants of a plan, as prices: one point is one minute on the road."""

import msgspec

from domain.words import Priority


class ByPriority(msgspec.Struct, frozen=True):
    """A price for each priority."""

    critical: float
    high: float
    normal: float
    low: float

    def of(self, priority: Priority) -> float:
        """The price for one of them."""
        return (self.critical, self.high, self.normal, self.low)[priority.rank]


class Goals(msgspec.Struct, frozen=True):
    """Prices of what a plan may do. What is None is not for sale: a plan never does it, whatever it saves."""

    travel: float = 1.0
    """A minute on the way."""
    waiting: float = 0.0
    """A minute of waiting before a job."""
    overtime_minutes: int = 0
    """How long after the end of a working day somebody may come home; 0: never."""
    overtime: float = 2.0
    """A minute of it."""
    late: ByPriority | None = ByPriority(5.0, 2.0, 1.0, 0.5)
    """A minute after the due time."""
    left_out: ByPriority = ByPriority(2000.0, 800.0, 400.0, 200.0)
    """An order that nobody does; beside this it is late up to noon after the days that are planned."""
    not_preferred: float | None = 30.0
    """Somebody comes whom the customer does not prefer."""
    other_territory: float | None = None
    """Somebody goes to a territory of others."""
    overqualified: float = 2.0
    """Each skill of whoever comes that is not needed."""
    unfair: float = 0.0
    """A minute of work and ways above the fair share of a day."""
    moved: float = 10.0
    """A booking begins at another time."""
    given_away: float = 15.0
    """A booking goes to somebody else."""
    taken_off: float = 300.0
    """A booking leaves the board."""
    promised: float = 6.0
    """So many times as dear are these three where the technician or the customer was told already."""
