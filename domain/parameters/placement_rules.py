"""The rules of placing a booking: which there are, and how strict each is from the start."""

from collections.abc import Mapping
from enum import StrEnum

from domain.language import tr


class Strictness(StrEnum):
    """What follows when a rule of placing is broken."""

    OFF = "off"
    WARNING = "warning"
    REFUSAL = "refusal"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Strictness.OFF: tr("is not checked"),
            Strictness.WARNING: tr("is a warning"),
            Strictness.REFUSAL: tr("is refused"),
        }[self]


class Kind(StrEnum):
    """What can be wrong with a booking where it is placed; each is a rule of its own."""

    SPAN = "span"
    KIND = "kind"
    INACTIVE = "inactive"
    LOCK = "lock"
    BEGUN = "begun"
    PAST = "past"
    DEPARTURE = "departure"
    OVERLAP = "overlap"
    CAPACITY = "capacity"
    AWAY = "away"
    ASKED = "asked"
    HOURS = "hours"
    BREAK = "break"
    CUSTOMER = "customer"
    PREFERRED = "preferred"
    SKILL = "skill"
    RATING = "rating"
    EXPIRED = "expired"
    TERRITORY = "territory"
    PARTS = "parts"
    WINDOW = "window"
    DUE = "due"
    ORDER = "order"
    TRAVEL = "travel"
    COMMUTE = "commute"
    PLACE = "place"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Kind.SPAN: tr("Finish before the start"),
            Kind.KIND: tr("Equipment for a person, or the other way round"),
            Kind.INACTIVE: tr("Technician who is not active"),
            Kind.LOCK: tr("Locked booking"),
            Kind.BEGUN: tr("Work that has begun or is over"),
            Kind.PAST: tr("Begin in the past"),
            Kind.DEPARTURE: tr("Too little time for the way from now on"),
            Kind.OVERLAP: tr("Two bookings at a time"),
            Kind.CAPACITY: tr("More at once than there is room for"),
            Kind.AWAY: tr("Absence"),
            Kind.ASKED: tr("Absence asked for"),
            Kind.HOURS: tr("Outside the working hours"),
            Kind.BREAK: tr("No room for the break"),
            Kind.CUSTOMER: tr("Somebody whom the customer does not want"),
            Kind.PREFERRED: tr("Not whom the customer prefers"),
            Kind.SKILL: tr("Missing skill"),
            Kind.RATING: tr("Rating of a skill too low"),
            Kind.EXPIRED: tr("Expired certificate"),
            Kind.TERRITORY: tr("Other territory"),
            Kind.PARTS: tr("Part not in the van"),
            Kind.WINDOW: tr("Outside the promised window"),
            Kind.DUE: tr("After the due time"),
            Kind.ORDER: tr("Before a job that must be done first"),
            Kind.TRAVEL: tr("Too little time for the way between two jobs"),
            Kind.COMMUTE: tr("Too little time for the way from or to the start and end of the day"),
            Kind.PLACE: tr("Place unknown, so the way is not reckoned"),
        }[self]


REFUSED = frozenset(
    (
        Kind.SPAN,
        Kind.KIND,
        Kind.INACTIVE,
        Kind.LOCK,
        Kind.BEGUN,
        Kind.OVERLAP,
        Kind.CAPACITY,
        Kind.AWAY,
        Kind.CUSTOMER,
    )
)

PLACEMENT_RULES: Mapping[Kind, Strictness] = {
    kind: Strictness.REFUSAL if kind in REFUSED else Strictness.WARNING for kind in Kind
}
"""How strict each rule is without being set."""

#: What has no sense otherwise, and so stays refused.
ALWAYS = frozenset((Kind.SPAN, Kind.BEGUN))
