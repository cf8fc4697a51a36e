"""What the choices of a rule are called on screen."""

from domain.language import tr
from domain.monitoring.definitions.condition import (
    Above,
    All,
    Below,
    Changed,
    Condition,
    Either,
    Equal,
    InRow,
    Inside,
    Lasting,
    Match,
    NoData,
    Not,
    Outside,
    Season,
    Sides,
    Text,
    Times,
    Unlike,
    Unusual,
)
from domain.monitoring.definitions.definition import Clearing
from domain.monitoring.definitions.measure import How, Whose
from domain.monitoring.model import Grouping


def kinds() -> dict[type[Condition], str]:
    """What each kind of condition is called."""
    return {
        Above: tr("is above"),
        Below: tr("is below"),
        Outside: tr("is outside"),
        Inside: tr("is between"),
        Equal: tr("equals"),
        Text: tr("says"),
        Changed: tr("changes"),
        NoData: tr("tells nothing"),
        Unusual: tr("is unusual"),
        Unlike: tr("is unlike its sisters"),
        InRow: tr("several times in a row"),
        Times: tr("several times within"),
        Lasting: tr("lasting for"),
        All: tr("all of these"),
        Either: tr("one of these"),
        Not: tr("not this"),
    }


def hows() -> dict[How | None, str]:
    """What is made of readings; None takes them as they come."""
    return {
        None: tr("as it comes"),
        How.MEAN: tr("mean over"),
        How.LEAST: tr("least of"),
        How.GREATEST: tr("greatest of"),
        How.COUNT: tr("number of readings in"),
        How.CHANGE: tr("change over"),
        How.RATE: tr("change per hour over"),
    }


def whose() -> dict[Whose, str]:
    """On which asset a metric is."""
    return {Whose.OWN: tr("of the asset"), Whose.PARENT: tr("of what it is a part of")}


def matches() -> dict[Match, str]:
    """How texts are compared."""
    return {
        Match.IS: tr("exactly"),
        Match.IS_NOT: tr("anything but"),
        Match.CONTAINS: tr("something with"),
        Match.BEGINS: tr("something that begins with"),
        Match.ENDS: tr("something that ends with"),
    }


def seasons() -> dict[Season, str]:
    """By what the usual value differs."""
    return {
        Season.NONE: tr("always the same"),
        Season.DAY: tr("by the hour of the day"),
        Season.WEEK: tr("by the hour of the week"),
    }


def sides() -> dict[Sides, str]:
    """In which direction a difference counts."""
    return {Sides.BOTH: tr("in both directions"), Sides.ABOVE: tr("upwards"), Sides.BELOW: tr("downwards")}


def clearings() -> dict[Clearing, str]:
    """By what an alert ends."""
    return {
        Clearing.CONDITION: tr("when the condition is over"),
        Clearing.SILENCE: tr("when nothing wrong came for a time"),
        Clearing.BY_HAND: tr("by hand alone"),
    }


def groupings() -> dict[Grouping, str]:
    """Under what alerts are gathered."""
    return {
        Grouping.NONE: tr("each alert for itself"),
        Grouping.PARENT: tr("under the asset that it is a part of"),
        Grouping.SITE: tr("under the site"),
    }


def titles() -> dict[str, str]:
    """What the numbers and choices of a condition are called."""
    return {
        "measure": tr("Metric"),
        "metric": tr("Metric"),
        "limit": tr("Limit"),
        "low": tr("From"),
        "high": tr("To"),
        "value": tr("Value"),
        "hysteresis": tr("Hysteresis"),
        "tolerance": tr("Give or take"),
        "words": tr("Texts, parted by semicolons"),
        "match": tr("Compared as"),
        "by": tr("By more than"),
        "silence": tr("For how long"),
        "sigmas": tr("Standard deviations"),
        "season": tr("What is usual"),
        "sides": tr("Direction"),
        "least": tr("Known from"),
        "fresh": tr("Sisters heard of within"),
        "count": tr("How often"),
        "seconds": tr("Time"),
        "each": tr("Every reading counts"),
    }
