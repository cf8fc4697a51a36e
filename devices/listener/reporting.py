"""Hands what technicians and devices report to the business; what it refuses is kept as a rejected message."""

import logging
import threading

from devices.messages import Reason, Rejected, reject
from devices.replies import Reply
from devices.technicians import Report, StatusReport
from domain.errors import Overtaken, Refusal
from domain.monitoring.command_service import take_reply
from domain.monitoring.occurrences import LISTENER
from domain.scheduling.progress.field_reports import report_position, report_status
from domain.store.store import Store

log = logging.getLogger(__name__)

PAUSES = (0.0, 0.05, 0.1, 0.2, 0.4)
"""Before trying again where somebody else wrote to the same booking meanwhile."""


class Reporting:
    """Each report is a unit of work of its own, and doing it twice changes nothing."""

    def __init__(self, store: Store, stop: threading.Event) -> None:
        self._store = store
        self._stop = stop

    def take(self, report: Report | Reply) -> Rejected | None:
        """Do what it says; returns what was refused. Raises Unavailable while the database is away."""
        for pause in PAUSES:
            try:
                return self._do(report)
            except Overtaken:
                self._stop.wait(pause)
        try:
            return self._do(report)
        except Overtaken as error:
            return reject(report.message, Reason.REFUSED, str(error))

    def _do(self, report: Report | Reply) -> Rejected | None:
        try:
            if isinstance(report, Reply):
                what_came = report.device, report.correlation, report.state, report.words
                self._store.run(LISTENER, take_reply, *what_came)
            elif isinstance(report, StatusReport):
                what = report.technician, report.booking, report.status, report.at
                if why := self._store.run(LISTENER, report_status, *what, again=report.again):
                    log.warning("The order of booking %s stays where it is: %s", report.booking, why)
            else:
                self._store.run(LISTENER, report_position, report.technician, report.place, report.at)
        except Overtaken:
            raise
        except Refusal as refusal:
            return reject(report.message, Reason.REFUSED, str(refusal))
        return None
