"""From the metrics of a message to readings: names behind aliases, types, and times."""

from devices.dialects.sparkplug.births import is_control
from devices.dialects.sparkplug.nodes import Known, Node
from devices.dialects.sparkplug.payload import Metric, Payload, number
from devices.dialects.sparkplug.types import DOUBLE, FLAG, FLOAT, TEXT, is_scalar, type_name, whole
from devices.dialects.values import Sieve
from devices.messages import Reason, printable
from devices.moments import BadTimeError, moment
from domain.language import tr


class Taker:
    """Passes the metrics of one message of `device` (None for the node itself) on to the sieve, under the key `key`."""

    def __init__(self, sieve: Sieve, node: Node, device: str | None, key: str, now: int) -> None:
        self._sieve = sieve
        self._node = node
        self._device = device
        self._key = key
        self._now = now
        self.unnamed = False
        self.unannounced: list[str] = []
        self.renamed: list[tuple[str, str]] = []

    def take(self, payload: Payload) -> None:
        """All metrics, in their order."""
        for metric in payload.metrics:
            known = self._node.named(self._device, metric.name, metric.alias)
            if known is None and metric.name:
                self.unannounced.append(metric.name)
                known = Known(metric.name, metric.datatype)
            elif known is not None and metric.name not in {None, known.name}:
                self.renamed.append((str(metric.name), known.name))
            if known is None:
                self.unnamed = True
                detail = tr("Alias {alias} was not announced in a birth.", alias=metric.alias)
                self._sieve.refuse(Reason.UNANNOUNCED, detail)
            elif not is_control(known.name) and not metric.null:
                self._take(metric, known, self._time(metric, payload))

    def _take(self, metric: Metric, known: Known, at: int | None) -> None:
        datatype = metric.datatype or known.datatype
        if not is_scalar(datatype) or metric.field > TEXT:
            what = type_name(datatype) if datatype else "?"
            detail = tr("“{metric}” is a {kind}.", metric=printable(known.name, 60), kind=what)
            self._sieve.refuse(Reason.NOT_TAKEN, detail)
        elif not metric.field:
            detail = tr("“{metric}” has no value.", metric=printable(known.name, 60))
            self._sieve.refuse(Reason.NO_VALUES, detail)
        else:
            self._sieve.take(self._key, known.name, _value(metric, datatype), at, historical=metric.historical)

    def _time(self, metric: Metric, payload: Payload) -> int | None:
        """When it was measured; that of arrival where nothing is told, or the clock is absurd."""
        told = payload.timestamp if metric.timestamp is None else metric.timestamp
        try:
            return None if told is None else moment(told, self._now)
        except BadTimeError:
            return None


def _value(metric: Metric, datatype: int) -> object:
    raw = metric.raw
    if isinstance(raw, int):
        return bool(raw) if metric.field == FLAG else whole(raw, datatype)
    if metric.field in {FLOAT, DOUBLE}:
        return number(raw)
    return raw.decode(errors="replace")
