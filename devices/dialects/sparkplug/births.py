"""What a birth says of its device: the metrics with their units, and who made it."""

from collections.abc import Iterable

from devices.dialects.dialect import Announced, AnnouncedMetric, Answer
from devices.dialects.offering import usable_offers
from devices.dialects.sparkplug.nodes import Birth, Known
from devices.dialects.sparkplug.payload import Metric
from devices.dialects.sparkplug.types import BOOLEAN, is_scalar
from devices.messages import printable
from domain.monitoring.command_offers import OfferedCommand
from domain.monitoring.response_model import CommandState
from domain.monitoring.storable import is_metric_name
from domain.monitoring.units import people_write

BD_SEQ = "bdSeq"
REBIRTH = "Node Control/Rebirth"
_CONTROLS = ("Node Control/", "Device Control/", "CMD/")
_UNITS = ("engUnit", "Engineering Units", "engineeringUnits", "units", "unit")
_MAKERS = ("Properties/Hardware Make", "Device Info/Manufacturer", "Node Info/Manufacturer")
_MODELS = ("Properties/Hardware Model", "Device Info/Model", "Node Info/Model")
_LONGEST_TOLD = 120


def is_control(name: str) -> bool:
    """Whether a metric is for the protocol or a command, and so no measure."""
    return name == BD_SEQ or name.startswith(_CONTROLS)


def birth_of(metrics: Iterable[Metric]) -> Birth:
    """What is to be remembered of a birth."""
    birth = Birth(born=True)
    for metric in metrics:
        if metric.name is None:
            continue
        if metric.name == BD_SEQ:
            birth.bd_seq = metric.raw if isinstance(metric.raw, int) else None
        birth.metrics[metric.name] = metric.datatype
        if metric.alias is not None:
            birth.aliases[metric.alias] = Known(metric.name, metric.datatype)
    return birth


def answers(device: str, metrics: Iterable[Metric]) -> list[Answer]:
    """A birth is what follows when a node is told to be born again, or to start anew."""
    return [
        Answer(device, CommandState.SUCCEEDED, name=metric.name)
        for metric in metrics
        if metric.name is not None and metric.name != BD_SEQ and is_control(metric.name)
    ]


def announced(device: str, name: str, through: str | None, metrics: Iterable[Metric]) -> Announced:
    """What a birth tells people."""
    told = list(metrics)
    return Announced(
        device,
        printable(name, _LONGEST_TOLD),
        _text(told, _MAKERS),
        _text(told, _MODELS),
        through,
        tuple(
            AnnouncedMetric(metric.name, metric.name, _unit(metric))
            for metric in told
            if metric.name and _is_measure(metric.name, metric.datatype)
        ),
        usable_offers(
            OfferedCommand(metric.name, metric.name)
            for metric in told
            if metric.name and metric.name.startswith(_CONTROLS) and metric.datatype == BOOLEAN
        ),
    )


def _is_measure(name: str, datatype: int) -> bool:
    return is_metric_name(name) and not is_control(name) and is_scalar(datatype)


def _unit(metric: Metric) -> str:
    texts = metric.texts or {}
    return people_write(next((texts[name] for name in _UNITS if texts.get(name)), ""))


def _text(metrics: Iterable[Metric], names: tuple[str, ...]) -> str:
    told = {metric.name: metric.raw for metric in metrics if metric.name in names and isinstance(metric.raw, bytes)}
    found = next((told[name] for name in names if name in told), b"")
    return printable(found.decode(errors="replace"), _LONGEST_TOLD)
