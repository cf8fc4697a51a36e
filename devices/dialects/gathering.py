"""What one message says, gathered piece by piece: the frame in which every decoder of a maker's format runs.

A decoder reads what it knows and raises `Unusable` where the whole message is of no use. Whatever else goes wrong in it
becomes a rejection too: nothing that a device sends may stop the listener.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from devices.dialects.dialect import Announced, AnnouncedMetric, Answer, Decoded
from devices.dialects.keys import device_key
from devices.dialects.offering import usable_offers
from devices.dialects.values import Sieve
from devices.messages import Reason, Received, Status, printable
from devices.moments import BadTimeError, TooOldError, moment
from devices.sifting import LARGEST_MESSAGE, parse_json
from domain.language import tr
from domain.monitoring.command_offers import OfferedCommand
from domain.monitoring.storable import LONGEST_METRIC, is_metric_name
from domain.monitoring.units import people_write

LONGEST_TOLD = 120
MOST_METRICS = 500
DEPTH = 4
_ONLINE = frozenset(("online", "true", "1", "on", "ready", "connected"))
_OFFLINE = frozenset(("offline", "false", "0", "off", "lost", "disconnected"))
_SWITCHED = {"ON": True, "OFF": False}


class Unusable(Exception):
    """The message is of no use as a whole, for `reason`; `detail` is a sentence."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class Gathering:
    """Collects what one message of `dialect` says."""

    def __init__(self, dialect: str, received: Received, now: int) -> None:
        self.received = received
        self.now = now
        self._dialect = dialect
        self._sieve = Sieve(received, now)
        self._decoded = Decoded()
        self._silent = False
        self._aside: dict[str, bytes | None] = {}

    def device(self, *path: str) -> str:
        """The key of the device at `path`."""
        key = device_key(self._dialect, *path)
        if key is None:
            detail = tr("“{name}” cannot be the name of a device.", name=printable("/".join(path), 60))
            raise Unusable(Reason.BAD_TOPIC, detail)
        return key

    def json(self, encoding: str = "utf-8") -> object:
        """The message as JSON."""
        payload = self.received.payload
        try:
            return parse_json(payload if encoding == "utf-8" else payload.decode(encoding).encode())
        except RecursionError:
            raise Unusable(Reason.TOO_DEEP, tr("Objects within objects without end.")) from None
        except ValueError as error:
            raise Unusable(Reason.NOT_JSON, printable(str(error), 200)) from None

    def json_object(self) -> dict[str, object]:
        """The message as a JSON object."""
        body = self.json()
        if not isinstance(body, dict):
            raise Unusable(Reason.NOT_AN_OBJECT, tr("A JSON object is needed here."))
        return body

    def text(self) -> str:
        """The message as plain text."""
        return self.received.payload.decode(errors="replace").strip()

    def moment(self, time: object) -> int | None:
        """The moment the device told; None (that of arrival) where it told none, or its clock is absurd.

        What is too old to be kept is of no use.
        """
        try:
            return None if time is None else moment(time, self.now)
        except TooOldError as error:
            raise Unusable(Reason.BAD_TIME, str(error)) from None
        except BadTimeError:
            return None

    def values(self, device: str, values: Mapping[str, object], at: int | None) -> None:
        """All values the device had at the moment `at`, or had when the message arrived."""
        self._sieve.take_values(device, {name: plain(value) for name, value in values.items()}, at, DEPTH)

    def value(self, device: str, metric: str, value: object, at: int | None) -> None:
        """One value the device had."""
        self.values(device, {metric: value}, at)

    def present_value(self, device: str, metric: str, value: object) -> None:
        """One value of a format in which what the broker retains is the present state by definition."""
        self._sieve.take(device, metric, plain(value), None)

    def presence(self, device: str, online: bool) -> None:
        """The device is there, or gone."""
        self._decoded.statuses.append(Status(device, online, self.received.at))

    def word_of_presence(self, device: str, word: object) -> None:
        """The device is there or gone, in one of the usual words."""
        said = str(word).strip().lower() if isinstance(word, str | bool | int) else ""
        if said not in _ONLINE and said not in _OFFLINE:
            raise Unusable(Reason.BAD_STATUS, tr("A status says “online” or “offline”."))
        self.presence(device, said in _ONLINE)

    def announce(
        self,
        device: str,
        *,
        name: object = "",
        maker: object = "",
        model: object = "",
        through: str | None = None,
        metrics: Iterable[AnnouncedMetric] = (),
        commands: Iterable[OfferedCommand] | None = None,
    ) -> None:
        """The device tells about itself; what is no usable text of it is left out."""
        usable = {metric.name: metric for metric in metrics if is_metric_name(metric.name)}
        first = tuple(usable.values())[:MOST_METRICS]
        offers = None if commands is None else usable_offers(commands)
        self._decoded.announced.append(Announced(device, told(name), told(maker), told(model), through, first, offers))

    def answer(self, answer: Answer) -> None:
        """A command was answered; what the broker had kept answers none of the present."""
        if not self.received.retain:
            self._decoded.answers.append(answer)
        self._silent = True

    def learn(self, key: str, what: bytes | None) -> None:
        """Something to remember for later runs."""
        self._decoded.learned[key] = what

    def learn_aside(self, key: str, what: bytes | None) -> None:
        """Something to remember that is only how the message is spelt, so that it may still say nothing."""
        self._aside[key] = what

    def nothing(self) -> None:
        """The message is known to say nothing that matters here."""
        self._silent = True

    def refuse(self, reason: Reason, detail: str) -> None:
        """A part of the message is of no use."""
        self._sieve.refuse(reason, detail)

    def decoded(self) -> Decoded:
        """All that the message says; a rejection where that is nothing."""
        done = self._decoded
        done.readings, rejected = self._sieve.emptied()
        said = bool(done.statuses or done.announced or done.learned or self._silent)
        done.rejected = [each for each in rejected if not said or each.reason is not Reason.NO_VALUES]
        done.learned.update(self._aside)
        return done


def gather(
    dialect: str, received: Received, now: int, read: Callable[[Gathering], None], largest: int = LARGEST_MESSAGE
) -> Decoded:
    """What `read` finds in the message; never raises."""
    gathering = Gathering(dialect, received, now)
    try:
        _check_size(received, largest)
        read(gathering)
    except Unusable as fault:
        gathering.refuse(fault.reason, fault.detail)
    except Exception as error:  # noqa: BLE001 - whatever a device sends must not stop the listener
        gathering.refuse(Reason.BROKEN, printable(f"{type(error).__name__}: {error}", 200))
    return gathering.decoded()


def metric(name: str, label: object = "", unit: object = "") -> AnnouncedMetric:
    """A metric that a device announces, with its unit as people write it."""
    return AnnouncedMetric(name[: LONGEST_METRIC + 1], told(label), people_write(unit))


def told(text: object) -> str:
    """A text of a device as it can be stored and shown; empty for anything else."""
    return printable(text.strip(), LONGEST_TOLD) if isinstance(text, str) else ""


def mapping(value: object) -> dict[str, object]:
    """`value` where it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[object]:
    """`value` where it is a JSON array, else an empty one."""
    return value if isinstance(value, list) else []


def plain(value: object, depth: int = DEPTH) -> object:
    """ON and OFF as booleans; arrays as objects of their numbered elements, each a metric of its own (`power.1`)."""
    if isinstance(value, str):
        return _SWITCHED.get(value, value)
    if isinstance(value, list):
        value = {str(place): each for place, each in enumerate(value, 1)}
    if isinstance(value, dict) and depth > 0:
        return {name: plain(each, depth - 1) for name, each in value.items()}
    return value


def leaves(value: object, path: str = "", depth: int = DEPTH) -> Iterator[tuple[str, object]]:
    """The values within `value` under the names that their readings have."""
    if isinstance(value, dict) and depth >= 0:
        for name, each in value.items():
            yield from leaves(each, f"{path}.{name}" if path else name, depth - 1)
    elif path:
        yield path, value


def unknown_topic(gathering: Gathering) -> Unusable:
    """The fault of a topic that is within the format's tree, but not one of its kinds."""
    topic = printable(gathering.received.topic, 80)
    return Unusable(Reason.BAD_TOPIC, tr("The format knows no topic “{topic}”.", topic=topic))


def _check_size(received: Received, largest: int) -> None:
    size = len(received.payload)
    if size > largest:
        raise Unusable(
            Reason.TOO_LARGE, tr("The message has {size} bytes; up to {limit} are taken.", size=size, limit=largest)
        )
