"""Meters and conditions that ask for the next visit of a line: on which day, and why, in words."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from domain.language import figure, tr
from domain.money import PLACES
from domain.visits.meter_due import MeterUse, crossing
from domain.visits.window import MOST_DAYS, Window, WindowKind


@dataclass(frozen=True, slots=True)
class ByMeter:
    """So many units are left from the last reading on, at so many a day."""

    left: Decimal
    per_day: Decimal
    days: int
    unit: str

    @property
    def words(self) -> str:
        """The reason, as the user reads it."""
        if self.left <= 0:
            return tr("By meter: {over} {unit} beyond what was agreed", over=_figure(-self.left), unit=self.unit)
        return tr(
            "By meter: {left} {unit} in {days} days at {per_day} {unit} a day",
            left=_figure(self.left),
            unit=self.unit,
            days=self.days,
            per_day=_figure(self.per_day),
        )


@dataclass(frozen=True, slots=True)
class ByCondition:
    """A value stayed beyond its limit."""

    metric: str
    limit: Decimal
    above: bool

    @property
    def words(self) -> str:
        """The reason, as the user reads it."""
        if self.above:
            return tr("By condition: {metric} above {limit}", metric=self.metric, limit=_figure(self.limit))
        return tr("By condition: {metric} below {limit}", metric=self.metric, limit=_figure(self.limit))


@dataclass(frozen=True, slots=True)
class Asked:
    """The next visit that is asked for; `number` is its key: how often the line was asked of, this time included.

    From `earliest` to `latest` it is as good as on its due day.
    """

    due: date
    number: int
    earliest: date
    latest: date
    why: ByMeter | ByCondition

    def window(self, agreed: Window) -> Window:
        """The window of the line, wide enough for the tolerance of the meter."""
        before, after = (self.due - self.earliest).days, (self.latest - self.due).days
        if agreed.kind not in {WindowKind.EXACT, WindowKind.DAYS} or not (before or after):
            return agreed
        before, after = max(before, agreed.before), max(after, agreed.after)
        return replace(agreed, kind=WindowKind.DAYS, before=min(before, MOST_DAYS), after=min(after, MOST_DAYS))


def by_meter(use: MeterUse, unit: str) -> Asked | None:
    """When a meter will ask; None where it stands still, or runs so slowly that nothing can be said."""
    found = crossing(use)
    if found.due is None:
        return None
    why = ByMeter(found.left, use.per_day, (found.due - use.read_on).days, unit)
    return Asked(found.due, found.number, found.earliest or found.due, found.latest or found.due, why)


def _figure(number: Decimal) -> str:
    return figure(float(number), PLACES)
