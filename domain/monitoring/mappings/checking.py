"""Mappings that cannot be meant are refused, with a sentence at the field.

Raises Refusal; its field is that of the definition, of a metric `metrics.<place>.<field>`.
"""

import math
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.mappings import paths, topics
from domain.monitoring.mappings.commands import check_commands
from domain.monitoring.mappings.definition import (
    MappedMetric,
    MappedStatus,
    MappedTime,
    MappingDefinition,
    PayloadKind,
    TimeUnit,
    ValueType,
)
from domain.monitoring.mappings.paths import EACH, BadPathError, Path
from domain.monitoring.mappings.topics import BadPatternError, Pattern
from domain.monitoring.units import LONGEST_UNIT, convertible, people_write

MOST_METRICS = 200
LONGEST_NAME = 120
_SAMPLE = datetime(2025, 11, 23, 14, 5, 6)  # noqa: DTZ001 - only written and read again


def check(definition: MappingDefinition) -> None:
    """Refuse what cannot be meant."""
    pattern = _pattern(definition.topic, "topic")
    if topics.takes_own(pattern):
        raise Refusal(
            tr("This would take topics of Callout's own (callout/…) too: write out the first level."), field="topic"
        )
    _check_parts(definition, pattern)
    _check_payload(definition)
    if not definition.metrics and not definition.all_numbers and definition.status is None:
        raise Refusal(tr("Say at least one value that becomes a metric, or take all numbers."), field="metrics")
    if len(definition.metrics) > MOST_METRICS:
        raise Refusal(tr("A mapping has at most {count} metrics.", count=MOST_METRICS), field="metrics")
    for place, metric in enumerate(definition.metrics):
        _check_metric(definition, metric, f"metrics.{place}")
    _check_names(definition)
    if definition.time is not None:
        _check_time(definition, definition.time)
    if definition.status is not None:
        _check_status(definition, definition.status)
    if definition.commands is not None:
        check_commands(definition, definition.commands)


def column(text: str, field: str) -> int:
    """The place of a column, from nought on, that people count from one."""
    if not (text.strip().isascii() and text.strip().isdigit() and 1 <= int(text) <= MOST_METRICS):
        raise Refusal(tr("“{words}” is no column: they are counted from 1.", words=text), field=field)
    return int(text) - 1


def _check_parts(definition: MappingDefinition, pattern: Pattern) -> None:
    for name in definition.device:
        _check_part(name, pattern, "device")
    if not definition.device and not definition.device_path:
        raise Refusal(tr("Say which part of the topic is the device."), field="device")
    if definition.metric:
        _check_part(definition.metric, pattern, "metric")
        if definition.metric in definition.device:
            raise Refusal(tr("“{name}” is the device already.", name=definition.metric), field="metric")


def _check_part(name: str, pattern: Pattern, field: str) -> None:
    if name not in pattern.names:
        raise Refusal(tr("The topic has no part {{{name}}}.", name=name), field=field)


def _check_payload(definition: MappingDefinition) -> None:
    if definition.payload is PayloadKind.COLUMNS and len(definition.separator) != 1:
        raise Refusal(tr("Columns are parted by one character."), field="separator")
    if definition.payload is not PayloadKind.JSON and definition.records:
        raise Refusal(tr("Only JSON has arrays of messages."), field="records")
    if definition.records:
        path = _path(definition.records, "records", each=True)
        if path[-1] is not EACH:
            raise Refusal(tr("The path to the messages of an array ends with [*]."), field="records")
    if definition.device_path:
        _check_place(definition, definition.device_path, "device_path")


def _check_metric(definition: MappingDefinition, metric: MappedMetric, field: str) -> None:
    _check_origin(definition, metric, field)
    if len(metric.name) > LONGEST_NAME or not metric.name.isprintable():
        raise Refusal(
            tr("A metric's name has up to {count} printable characters.", count=LONGEST_NAME), field=f"{field}.name"
        )
    if len(metric.label) > LONGEST_NAME or not metric.label.isprintable():
        raise Refusal(
            tr("A metric's label has up to {count} printable characters.", count=LONGEST_NAME), field=f"{field}.label"
        )
    _check_units(metric, field)


def _check_origin(definition: MappingDefinition, metric: MappedMetric, field: str) -> None:
    each = False
    if definition.payload is PayloadKind.JSON:
        each = EACH in _path(metric.path, f"{field}.path", each=True)
    elif definition.payload is PayloadKind.COLUMNS:
        column(metric.path, f"{field}.path")
    elif definition.metric and not metric.path:
        raise Refusal(
            tr("Say with which word in the topic this metric is meant, or take all numbers."), field=f"{field}.path"
        )
    elif not definition.metric and len(definition.metrics) > 1:
        raise Refusal(
            tr("A bare value is one metric: name the part of the topic that tells several apart."), field="metric"
        )
    if metric.named_by:
        if not each:
            raise Refusal(
                tr("Only elements of an array, marked by [*] in the path, are named by a member."),
                field=f"{field}.named_by",
            )
        _path(metric.named_by, f"{field}.named_by")
    if not metric.name.strip() and not each and not (definition.metric and definition.payload is not PayloadKind.VALUE):
        raise Refusal(tr("Give the metric a name."), field=f"{field}.name")


def _check_units(metric: MappedMetric, field: str) -> None:
    for name, unit in (("given", metric.given), ("unit", metric.unit)):
        if len(unit) > LONGEST_UNIT or not unit.isprintable():
            raise Refusal(
                tr("A unit has up to {count} printable characters.", count=LONGEST_UNIT), field=f"{field}.{name}"
            )
    numbers = metric.type in {ValueType.NUMBER, ValueType.COMMA}
    changed = metric.given and metric.unit and people_write(metric.given) != people_write(metric.unit)
    if changed and not (numbers and convertible(metric.given, metric.unit)):
        raise Refusal(
            tr("{given} cannot be converted to {unit}.", given=metric.given, unit=metric.unit), field=f"{field}.unit"
        )
    if not math.isfinite(metric.scale) or metric.scale == 0 or not math.isfinite(metric.offset):
        raise Refusal(tr("The factor is a number other than nought, the offset a number."), field=f"{field}.scale")


def _check_names(definition: MappingDefinition) -> None:
    seen: set[str] = set()
    for place, metric in enumerate(definition.metrics):
        if metric.name and metric.name in seen and not metric.named_by:
            raise Refusal(tr("There are two metrics called “{name}”.", name=metric.name), field=f"metrics.{place}.name")
        seen.add(metric.name)


def _check_time(definition: MappingDefinition, time: MappedTime) -> None:
    _check_place(definition, time.path, "time.path")
    try:
        ZoneInfo(time.zone)
    except (ValueError, OSError, KeyError):
        raise Refusal(tr("There is no time zone “{zone}”.", zone=time.zone), field="time.zone") from None
    if time.unit is TimeUnit.PATTERN and not _reads_back(time.pattern):
        raise Refusal(
            tr("The pattern must hold day, month, year and time of day, such as %d.%m.%Y %H:%M:%S."),
            field="time.pattern",
        )


def _reads_back(pattern: str) -> bool:
    try:
        read = datetime.strptime(_SAMPLE.strftime(pattern), pattern)  # noqa: DTZ007 - as it was written
    except ValueError:
        return False
    return read.replace(second=0, tzinfo=None) == _SAMPLE.replace(second=0)


def _check_status(definition: MappingDefinition, status: MappedStatus) -> None:
    if status.topic:
        pattern = _pattern(status.topic, "status.topic")
        if topics.takes_own(pattern):
            raise Refusal(
                tr("This would take topics of Callout's own (callout/…) too: write out the first level."),
                field="status.topic",
            )
        for name in definition.device:
            _check_part(name, pattern, "status.topic")
        if definition.device_path:
            raise Refusal(
                tr("Where the message names the device, its status cannot have a topic of its own."),
                field="status.topic",
            )
    if status.path:
        if status.topic:
            _path(status.path, "status.path")
        else:
            _check_place(definition, status.path, "status.path")
    elif not status.topic:
        raise Refusal(tr("Say where the status stands: a topic of its own, or a path."), field="status.path")
    _check_words(status)


def _check_words(status: MappedStatus) -> None:
    online = {word.strip().lower() for word in status.online}
    offline = {word.strip().lower() for word in status.offline}
    if not online or not offline or "" in online | offline or online & offline:
        raise Refusal(
            tr("Say which words mean that the device is there, and other words that it is not."), field="status.online"
        )


def _check_place(definition: MappingDefinition, path: str, field: str) -> None:
    """A place of one value within a message."""
    if definition.payload is PayloadKind.JSON:
        _path(path, field)
    elif definition.payload is PayloadKind.COLUMNS:
        column(path, field)
    else:
        raise Refusal(tr("A bare value holds nothing else."), field=field)


def _path(text: str, field: str, *, each: bool = False) -> Path:
    try:
        path = paths.parse(text)
    except BadPathError as error:
        raise Refusal(str(error), field=field) from None
    if EACH in path and not each:
        raise Refusal(tr("[*] means many values; one is needed here."), field=field)
    return path


def _pattern(text: str, field: str) -> Pattern:
    try:
        return topics.parse(text)
    except BadPatternError as error:
        raise Refusal(str(error), field=field) from None
