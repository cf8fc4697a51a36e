"""Definitions of rules in words that a person reads."""

from math import isnan

from domain.language import figure, tr, trn
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
    Sides,
    Text,
    Times,
    Unlike,
    Unusual,
)
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.looking import leading_metric, measure_of, metric_of
from domain.monitoring.definitions.measure import How, Limit, Measure, OfAsset, Whose


def describe(definition: Definition, label: str = "", unit: str = "") -> str:
    """What raises an alert; `label` and `unit` are those by which people know the leading metric."""
    lasting = tr(" for {time}", time=span(definition.duration)) if definition.duration else ""
    return _Words(leading_metric(definition), label, unit).of(definition.when) + lasting


def describe_measure(measure: Measure, label: str = "") -> str:
    """What is measured; `label` is by which people know the metric."""
    return _Words(measure.metric, label, "").measure(measure)


def number(value: float | None, unit: str = "") -> str:
    """A value with at most two decimals and its unit."""
    if value is None or isnan(value):
        return "–"
    return f"{figure(value, 2)} {unit}".rstrip()


def span(seconds: float) -> str:
    """A length of time in words."""
    if seconds < 120:  # noqa: PLR2004  # up to two minutes people think in seconds
        return trn("{count} second", "{count} seconds", round(seconds))
    if seconds < 7200:  # noqa: PLR2004  # up to two hours people think in minutes
        return trn("{count} minute", "{count} minutes", round(seconds / 60))
    return trn("{count} hour", "{count} hours", round(seconds / 3600))


class _Words:
    """Puts conditions into words; the metric `known` is called `label`, and has a unit."""

    def __init__(self, known: str | None, label: str, unit: str) -> None:
        self._known = known
        self._label = label
        self._unit = unit

    def of(self, condition: Condition) -> str:  # noqa: PLR0911 - one for each kind
        """One condition with all its parts."""
        match condition:
            case All():
                return tr(" and ").join(map(self.of, condition.parts))
            case Either():
                return "(" + tr(" or ").join(map(self.of, condition.parts)) + ")"
            case Not():
                return tr("not ({condition})", condition=self.of(condition.part))
            case Lasting():
                return tr("{condition} for {time}", condition=self.of(condition.part), time=span(condition.seconds))
            case InRow():
                part = self.of(condition.part)
                return trn("{condition} once", "{condition}, {count} times in a row", condition.count, condition=part)
            case Times():
                words = {"condition": self.of(condition.part), "time": span(condition.seconds)}
                return trn(
                    "{condition} within {time}", "{condition}, {count} times within {time}", condition.count, **words
                )
            case NoData():
                what = self._name(condition.metric, self._label or tr("any metric"))
                return tr("no reading of {metric} for {time}", metric=what, time=span(condition.silence))
            case Text():
                return self._text(condition)
            case Changed():
                return self._changed(condition)
            case _:
                return self._number(condition)

    def _number(self, condition: Condition) -> str:  # noqa: PLR0911 - one for each kind
        metric = self.measure(measure_of(condition))
        unit = self._unit if metric_of(condition) == self._known else ""
        match condition:
            case Above():
                return tr("{metric} above {limit}", metric=metric, limit=_limit(condition.limit, unit))
            case Below():
                return tr("{metric} below {limit}", metric=metric, limit=_limit(condition.limit, unit))
            case Outside():
                ends = {"low": _limit(condition.low, ""), "high": _limit(condition.high, unit)}
                return tr("{metric} outside {low} to {high}", metric=metric, **ends)
            case Inside():
                ends = {"low": _limit(condition.low, ""), "high": _limit(condition.high, unit)}
                return tr("{metric} between {low} and {high}", metric=metric, **ends)
            case Equal():
                return tr("{metric} is {limit}", metric=metric, limit=_limit(condition.value, unit))
            case Unlike():
                return _unlike(condition, metric, unit)
            case Unusual():
                return _unusual(condition, metric)
            case _:
                return metric

    def _text(self, condition: Text) -> str:
        words = {"metric": self._name(condition.metric), "words": ", ".join(f"“{word}”" for word in condition.words)}
        return {
            Match.IS: tr("{metric} says {words}", **words),
            Match.IS_NOT: tr("{metric} says anything but {words}", **words),
            Match.CONTAINS: tr("{metric} contains {words}", **words),
            Match.BEGINS: tr("{metric} begins with {words}", **words),
            Match.ENDS: tr("{metric} ends with {words}", **words),
        }[condition.match]

    def _changed(self, condition: Changed) -> str:
        if condition.by == 0:
            return tr("{metric} changes", metric=self._name(condition.metric))
        unit = self._unit if condition.metric == self._known else ""
        return tr(
            "{metric} changes by more than {by}", metric=self._name(condition.metric), by=number(condition.by, unit)
        )

    def measure(self, measure: Measure) -> str:
        """A metric, or what is made of a stretch of it."""
        name = self._name(measure.metric)
        if measure.whose is Whose.PARENT:
            name = tr("{metric} of what it is a part of", metric=name)
        if measure.over == 0:
            return name
        words = {"metric": name, "time": span(measure.over)}
        return {
            How.MEAN: tr("mean of {metric} over {time}", **words),
            How.LEAST: tr("least {metric} of {time}", **words),
            How.GREATEST: tr("greatest {metric} of {time}", **words),
            How.COUNT: tr("number of readings of {metric} in {time}", **words),
            How.CHANGE: tr("change of {metric} over {time}", **words),
            How.RATE: tr("change per hour of {metric} over {time}", **words),
        }[measure.how]

    def _name(self, metric: str | None, otherwise: str = "") -> str:
        if metric == self._known and self._label:
            return self._label
        return metric or otherwise


def _limit(limit: Limit, unit: str) -> str:
    if not isinstance(limit, OfAsset):
        return number(limit, unit)
    return tr("the limit “{name}” of the asset", name=limit.name)


def _unlike(condition: Unlike, metric: str, unit: str) -> str:
    words = {"metric": metric, "by": number(condition.by, unit)}
    return {
        Sides.ABOVE: tr("{metric} more than {by} above that of its sisters", **words),
        Sides.BELOW: tr("{metric} more than {by} below that of its sisters", **words),
        Sides.BOTH: tr("{metric} more than {by} off that of its sisters", **words),
    }[condition.sides]


def _unusual(condition: Unusual, metric: str) -> str:
    return {
        Sides.ABOVE: tr("{metric} unusually high", metric=metric),
        Sides.BELOW: tr("{metric} unusually low", metric=metric),
        Sides.BOTH: tr("{metric} unusual", metric=metric),
    }[condition.sides]
