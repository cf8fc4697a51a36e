"""What follows in the form from a click on a received message."""

from collections.abc import Mapping
from typing import Any

import msgspec

from app.settings.mappings.guessing import guessed, guessed_time
from app.settings.mappings.heard_rows import Pick
from domain.monitoring.mappings import topics
from domain.monitoring.mappings.definition import MappedMetric, PayloadKind
from domain.monitoring.mappings.paths import write
from domain.monitoring.mappings.topics import BadPatternError


def picked(values: Mapping[str, Any], pick: Pick) -> dict[str, Any]:
    """The fields that change."""
    pattern = _pattern(values["topic"], pick.topic)
    return _part(values, pattern, pick.level) if pick.level is not None else _value(values, pattern, pick)


def _part(values: Mapping[str, Any], pattern: str, level: int) -> dict[str, Any]:
    """The part of the topic is the device, or one more of its names; clicked again it is plain."""
    levels = pattern.split("/")
    if level >= len(levels) or levels[level].startswith("{"):
        return {}
    known = {name.strip() for name in values["device"].split(",") if name.strip()}
    name, number = "device", 1
    while f"{{{name}}}" in levels:
        number += 1
        name = f"part{number}"
    levels[level] = f"{{{name}}}"
    ordered = [each[1:-1] for each in levels if each.startswith("{") and each[1:-1] in {*known, name}]
    return {"topic": "/".join(levels), "device": ", ".join(ordered)}


def _value(values: Mapping[str, Any], pattern: str, pick: Pick) -> dict[str, Any]:
    changes: dict[str, Any] = {"topic": pattern}
    unit = guessed_time(pick.path, pick.raw)
    if unit is not None and values["time_path"] in {"", write(pick.path)}:
        return {**changes, "time_path": write(pick.path), "time_unit": unit}
    metric = guessed(pick.path, pick.raw)
    if not pick.path:
        last = pick.topic.rpartition("/")[2]
        metric = msgspec.structs.replace(guessed((last,), pick.raw), path="")
        changes["payload"] = PayloadKind.VALUE
    metrics: tuple[MappedMetric, ...] = values["metrics"]
    if any(each.path == metric.path for each in metrics):
        return changes
    taken = {each.name for each in metrics}
    name, number = metric.name, 1
    while name in taken:
        number += 1
        name = f"{metric.name}_{number}"
    changes["metrics"] = (*metrics, msgspec.structs.replace(metric, name=name))
    return changes


def _pattern(text: str, topic: str) -> str:
    """The pattern of the form where it takes the topic, else the topic as it is."""
    try:
        fits = topics.parse(text).parts(topic) is not None
    except BadPatternError:
        fits = False
    return text if fits else topic
