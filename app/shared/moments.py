"""Inputs for moments in the zone of the user."""

from datetime import UTC, datetime

from PySide6.QtCore import QDateTime, QTimeZone

from app.shared.calm import CalmMoment
from app.shared.times import Times

FORMAT = "ddd d MMM yyyy, HH:mm"


class MomentInput(CalmMoment):
    """A day and a time, told and read in the user's zone."""

    def __init__(self, times: Times, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setCalendarPopup(True)
        if times.zone is not None:
            self.setTimeZone(QTimeZone(str(times.zone).encode()))
        self.setDisplayFormat(FORMAT)

    @property
    def moment(self) -> datetime:
        return datetime.fromtimestamp(self.dateTime().toMSecsSinceEpoch() / 1000, UTC)

    def put(self, moment: datetime) -> None:
        """Show this moment."""
        self.setDateTime(self._local(moment))

    def limit(self, since: datetime, until: datetime) -> None:
        """Take nothing outside of this."""
        self.setDateTimeRange(self._local(since), self._local(until))

    def _local(self, moment: datetime) -> QDateTime:
        return QDateTime.fromMSecsSinceEpoch(round(moment.timestamp() * 1000), self.timeZone())
