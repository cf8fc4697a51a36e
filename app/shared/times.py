"""Moments in few words: short where the day is plain, complete in the tooltip, local and by locale."""

from datetime import date, datetime, timedelta, tzinfo

from PySide6.QtCore import QDate, QLocale, QTime

from domain.clock import Clock
from domain.language import duration, tr

__all__ = ("Times", "duration")

MINUTE = 60
DAY = 24 * 60 * MINUTE
WEEK_DAYS = 6


class Times:
    """Writes moments for one user: `zone` None is that of the machine."""

    def __init__(self, clock: Clock, zone: tzinfo | None = None, locale: QLocale | None = None) -> None:
        self._clock = clock
        self._zone = zone
        chosen = locale or QLocale()
        bare = chosen.language() == QLocale.Language.C
        self._locale = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom) if bare else chosen

    @property
    def zone(self) -> tzinfo | None:
        """Where the user is; None is where the machine is."""
        return self._zone

    def now(self) -> datetime:
        """The present moment, aware UTC."""
        return self._clock.now()

    def local(self, moment: datetime) -> datetime:
        """`moment` as the clock on the wall shows it."""
        return moment.astimezone(self._zone)

    def short(self, moment: datetime | None) -> str:
        """Such as "14:30", "tomorrow 08:00", "Tue 08:00", "3 Mar 08:00", "3 Mar 2024"."""
        if moment is None:
            return ""
        local, today = self.local(moment), self.local(self.now())
        days = (local.date() - today.date()).days
        if abs(days) > WEEK_DAYS and local.year != today.year:
            return self._locale.toString(_date(local), tr("d MMM yyyy"))
        return self._day_and_time(_date(local), days, self.clock_time(moment))

    def _day_and_time(self, date: QDate, days: int, time: str) -> str:
        near = {0: time, 1: tr("tomorrow {time}", time=time), -1: tr("yesterday {time}", time=time)}
        pattern = "ddd" if abs(days) <= WEEK_DAYS else tr("d MMM")
        return near.get(days) or f"{self._locale.toString(date, pattern)} {time}"

    def full(self, moment: datetime | None) -> str:
        """Everything, for tooltips: "Tuesday, 3 March 2026 14:30:05 CET"."""
        if moment is None:
            return ""
        local = self.local(moment)
        day = self._locale.toString(_date(local), QLocale.FormatType.LongFormat)
        return f"{day} {local:%H:%M:%S} {local.tzname()}"

    def clock_time(self, moment: datetime) -> str:
        """Hours and minutes alone."""
        local = self.local(moment)
        return self._locale.toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)

    def day(self, moment: datetime) -> str:
        """The day alone: "Tue 3 Mar"."""
        return self.plain_day(self.local(moment).date())

    def month(self, moment: datetime) -> str:
        """The month alone: "Mar 2026"."""
        return self._locale.toString(_date(self.local(moment)), tr("MMM yyyy"))

    def plain_day(self, day: date) -> str:
        """A day wherever it is: "Tue 3 Mar"."""
        return self._locale.toString(QDate(day.year, day.month, day.day), tr("ddd d MMM"))

    def ago(self, moment: datetime | None) -> str:
        """How long it is past or ahead: "3 min ago", "in 1 h 20 min", "now"; beyond a day as `short`."""
        if moment is None:
            return ""
        seconds = round((moment - self.now()).total_seconds())
        if abs(seconds) < MINUTE:
            return tr("now")
        if abs(seconds) >= DAY:
            return self.short(moment)
        span = duration(timedelta(seconds=abs(seconds)))
        return tr("in {span}", span=span) if seconds > 0 else tr("{span} ago", span=span)

    def number(self, value: float, decimals: int = 0) -> str:
        """A number by locale, with its thousands apart."""
        return self._locale.toString(float(value), "f", decimals)


def _date(local: datetime) -> QDate:
    return QDate(local.year, local.month, local.day)
