"""One mapping at work: from a message of its topics to readings, presence and announced metrics."""

from collections.abc import Mapping

from devices.dialects.gathering import Gathering, Unusable, metric
from devices.dialects.mapping.metrics import Metrics
from devices.dialects.mapping.origins import place, records
from devices.dialects.mapping.times import Times
from devices.dialects.mapping.values import UnreadableError, unit_of, value_of
from devices.dialects.memory import Novelties
from devices.messages import Reason, printable
from devices.moments import BadTimeError
from domain.language import tr
from domain.monitoring.mappings import paths, topics
from domain.monitoring.mappings.definition import Described, MappedMetric, MappedStatus, PayloadKind

Parts = Mapping[str, str]


class Reader:
    """Reads as one checked mapping says; remembers in `said` what it has announced."""

    def __init__(self, described: Described, said: Novelties) -> None:
        self._definition = definition = described.definition
        self._name = described.name
        self._said = said
        self._pattern = topics.parse(definition.topic)
        self._metrics = Metrics(definition)
        self._device = place(definition, definition.device_path) if definition.device_path else None
        self._times = None if definition.time is None else Times(definition.time)
        self._time = None if definition.time is None else place(definition, definition.time.path)
        self._words = _Words(definition.status)
        self._status = None
        if definition.status is not None and not definition.status.topic:
            self._status = place(definition, definition.status.path)

    @property
    def filters(self) -> tuple[str, ...]:
        """What to subscribe to."""
        own = self._words.pattern
        return (self._pattern.filter,) if own is None else (self._pattern.filter, own.filter)

    def takes(self, topic: str) -> bool:
        """Whether a message of this topic is to be read so."""
        return self._pattern.parts(topic) is not None or self._words.parts(topic) is not None

    def read(self, gathering: Gathering) -> None:
        """All that the message says."""
        topic = gathering.received.topic
        told = self._words.parts(topic)
        if told is not None:
            self._presence(gathering, self._key(gathering, told, None), self._words.said(gathering))
            return
        parts = self._pattern.parts(topic) or {}
        for record in records(self._definition, gathering):
            try:
                self._read_record(gathering, parts, record)
            except Unusable as fault:
                gathering.refuse(fault.reason, fault.detail)

    def _read_record(self, gathering: Gathering, parts: Parts, record: object) -> None:
        device = self._key(gathering, parts, record)
        at = self._moment(gathering, record)
        if self._status is not None and (word := self._status(record)) is not None:
            self._presence(gathering, device, word)
        of_topic = parts.get(self._definition.metric, "")
        found = False
        for name, described, raw in self._metrics.find(record, of_topic):
            found = True
            self._take(gathering, device, name, described, raw, at)
        if not found and self._definition.payload is PayloadKind.VALUE:
            detail = tr("The mapping has no metric “{metric}”.", metric=printable(of_topic, 60))
            gathering.refuse(Reason.NOT_TAKEN, detail)

    def _take(
        self, gathering: Gathering, device: str, name: str, described: MappedMetric, raw: object, at: int | None
    ) -> None:
        try:
            value = value_of(described, raw)
        except UnreadableError as error:
            gathering.refuse(Reason.NOT_A_VALUE, str(error))
            return
        if value is None:
            return
        gathering.value(device, name, value, at)
        about = metric(name, described.label, unit_of(described))
        if self._said.is_new(f"{device}\n{name}", about):
            gathering.announce(device, name=device.partition("/")[2], metrics=(about,))

    def _key(self, gathering: Gathering, parts: Parts, record: object) -> str:
        path = [parts[name] for name in self._definition.device]
        if self._device is not None:
            named = self._device(record)
            if not isinstance(named, str | int) or named == "":
                raise Unusable(
                    Reason.UNANNOUNCED,
                    tr("The message does not name its device at “{path}”.", path=self._definition.device_path),
                )
            path.append(str(named))
        return gathering.device(self._name, *path)

    def _moment(self, gathering: Gathering, record: object) -> int | None:
        """The time told; that of arrival, and a note among the rejected, where it cannot be."""
        raw = None if self._time is None else self._time(record)
        if self._times is None or raw is None or raw == "":
            return None
        try:
            return self._times.moment(raw, gathering.now)
        except BadTimeError as error:
            gathering.refuse(Reason.BAD_TIME, tr("{fault} The time of arrival was taken.", fault=error))
            return None

    def _presence(self, gathering: Gathering, device: str, word: object) -> None:
        online = self._words.means(word)
        if online is None:
            detail = tr("The mapping does not know the status “{word}”.", word=printable(str(word), 40))
            gathering.refuse(Reason.BAD_STATUS, detail)
        else:
            gathering.presence(device, online)


class _Words:
    """What a mapping takes for the status of a device, and where it is said."""

    def __init__(self, status: MappedStatus | None) -> None:
        self._status = status or MappedStatus()
        self._online = {word.strip().lower() for word in self._status.online}
        self._offline = {word.strip().lower() for word in self._status.offline}
        self.pattern = topics.parse(self._status.topic) if self._status.topic else None

    def parts(self, topic: str) -> Parts | None:
        """The named parts of a topic that is of the status alone."""
        return None if self.pattern is None else self.pattern.parts(topic)

    def said(self, gathering: Gathering) -> object:
        """The word of a message that is of the status alone."""
        return paths.at(gathering.json(), paths.parse(self._status.path)) if self._status.path else gathering.text()

    def means(self, word: object) -> bool | None:
        """Whether the word says that the device is there; None for neither."""
        said = str(word).strip().lower()
        if said in self._online:
            return True
        return False if said in self._offline else None
