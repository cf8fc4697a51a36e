"""On which days a calendar has any working time: what the windows of visits ask for, a great many times."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.calendars.hours import Hours

_MOMENT = timedelta(seconds=1)


class OpenDays:
    """Answers whether a local day is open; a year is looked up when it is first asked for."""

    def __init__(self, hours: Hours, zone: ZoneInfo) -> None:
        self._hours = hours
        self._zone = zone
        self._years: dict[int, frozenset[date]] = {}

    def __call__(self, day: date) -> bool:
        """Whether the day has working time."""
        open_days = self._years.get(day.year)
        if open_days is None:
            open_days = self._years[day.year] = self._year(day.year)
        return day in open_days

    def _year(self, year: int) -> frozenset[date]:
        first, after = (datetime.combine(date(each, 1, 1), time.min, self._zone) for each in (year, year + 1))
        found: set[date] = set()
        for start, finish in self._hours.spans(first, after):
            day, last = (each.astimezone(self._zone).date() for each in (start, finish - _MOMENT))
            # Where work goes on around the clock, one span has many days.
            found.update(day + timedelta(days) for days in range((last - day).days + 1))
        return frozenset(found)
