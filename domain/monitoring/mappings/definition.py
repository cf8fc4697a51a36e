"""A mapping as a whole: which topics, which device, which metrics, at what time."""

from enum import StrEnum

import msgspec

from domain.language import tr


class PayloadKind(StrEnum):
    """What the messages are."""

    JSON = "json"
    VALUE = "value"
    COLUMNS = "columns"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            PayloadKind.JSON: tr("JSON"),
            PayloadKind.VALUE: tr("One bare value"),
            PayloadKind.COLUMNS: tr("Columns, such as a;b;c"),
        }[self]


class ValueType(StrEnum):
    """What a value is read as."""

    NUMBER = "number"
    COMMA = "comma"
    BOOLEAN = "boolean"
    TEXT = "text"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            ValueType.NUMBER: tr("Number, such as 1.5"),
            ValueType.COMMA: tr("Number, such as 1,5"),
            ValueType.BOOLEAN: tr("Yes or no"),
            ValueType.TEXT: tr("Text"),
        }[self]


class TimeUnit(StrEnum):
    """How a message writes its time."""

    SECONDS = "s"
    MILLISECONDS = "ms"
    MICROSECONDS = "us"
    NANOSECONDS = "ns"
    ISO = "iso"
    PATTERN = "pattern"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            TimeUnit.SECONDS: tr("Seconds since 1970"),
            TimeUnit.MILLISECONDS: tr("Milliseconds since 1970"),
            TimeUnit.MICROSECONDS: tr("Microseconds since 1970"),
            TimeUnit.NANOSECONDS: tr("Nanoseconds since 1970"),
            TimeUnit.ISO: tr("ISO 8601"),
            TimeUnit.PATTERN: tr("Pattern, such as %d.%m.%Y %H:%M:%S"),
        }[self]


class MappedMetric(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One value of the messages, and the metric it becomes: `value · scale + offset`, then from `given` to `unit`.

    `path` is a JSON path, the number of a column, or with bare values the word of the topic that names the metric. Of
    each element of an array (`[*]`), the member `named_by` is the metric's name, after `name` where there is one.
    """

    path: str = ""
    name: str = ""
    label: str = ""
    type: ValueType = ValueType.NUMBER
    given: str = ""
    unit: str = ""
    scale: float = 1.0
    offset: float = 0.0
    named_by: str = ""


class MappedTime(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where a message says its time, and how; `zone` is that of times that name none, `pattern` as in strptime."""

    path: str
    unit: TimeUnit = TimeUnit.MILLISECONDS
    zone: str = "UTC"
    pattern: str = ""


class MappedStatus(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The words that say whether a device is there: on topics of their own, else within the messages at `path`."""

    topic: str = ""
    path: str = ""
    online: tuple[str, ...] = ("online",)
    offline: tuple[str, ...] = ("offline",)


class MappedCommands(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where devices take commands, and what is sent there.

    `topic` has the parts that are the device, and may have `{command}`; in `payload` stand `{command}`, `{value}`, and
    the names of several values in braces.
    """

    topic: str
    payload: str = "{value}"


class MappingDefinition(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How messages are read. `device` and `metric` are names of parts of the topic.

    `device_path` is where the message itself names the device, `records` an array of which each element is a message
    of its own. With `all_numbers` whatever is a number becomes a metric under its own name.
    """

    topic: str
    device: tuple[str, ...] = ()
    device_path: str = ""
    metric: str = ""
    payload: PayloadKind = PayloadKind.JSON
    separator: str = ";"
    records: str = ""
    metrics: tuple[MappedMetric, ...] = ()
    all_numbers: bool = False
    time: MappedTime | None = None
    status: MappedStatus | None = None
    commands: MappedCommands | None = None


class Described(msgspec.Struct, frozen=True):
    """A mapping under its name, which begins the keys of its devices."""

    name: str
    definition: MappingDefinition


_decoder = msgspec.json.Decoder(MappingDefinition)


def encode(definition: MappingDefinition) -> str:
    """The definition as JSON, as it is stored."""
    return msgspec.json.encode(definition).decode()


def decode(text: str | bytes) -> MappingDefinition:
    """The definition stored as `text`; raises msgspec.ValidationError on anything else."""
    return _decoder.decode(text)
