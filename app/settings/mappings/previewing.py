"""What a mapping makes of the messages that were overheard, in words."""

from collections.abc import Iterator, Sequence
from itertools import islice

from devices.dialects.dialect import Decoded
from devices.dialects.mapping.dialect import Mapped
from devices.messages import Received
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.mapping_service import MappingDraft
from domain.monitoring.mappings.checking import check
from domain.monitoring.mappings.definition import Described
from domain.monitoring.telemetry.overhearing import Overheard

MOST_LINES = 40


def preview(draft: MappingDraft, heard: Sequence[Overheard]) -> list[str]:
    """One line for each reading, status and rejection; or why the mapping is no mapping yet."""
    try:
        check(draft.definition)
    except Refusal as refusal:
        return [str(refusal)]
    mapped = Mapped([Described(draft.name.strip() or "…", draft.definition)])
    lines = (line for each in heard if mapped.takes(each.topic) for line in _lines(mapped, each))
    return list(islice(lines, MOST_LINES)) or [tr("None of the messages received has a topic of this mapping.")]


def _lines(mapped: Mapped, heard: Overheard) -> Iterator[str]:
    received = Received(heard.topic, heard.payload, 0, False, False, 0, heard.at)
    yield from _said(mapped.decode(received, heard.at))


def _said(decoded: Decoded) -> Iterator[str]:
    units = {(each.device, metric.name): metric.unit for each in decoded.announced for metric in each.metrics}
    for reading in decoded.readings:
        value = reading.text if reading.value is None else f"{reading.value:.6g}"
        unit = units.get((reading.device, reading.metric), "")
        yield tr(
            "{device}  {metric} = {value}",
            device=reading.device,
            metric=reading.metric,
            value=f"{value} {unit}".strip(),
        )
    for status in decoded.statuses:
        said = tr("{device} is there") if status.online else tr("{device} is gone")
        yield said.format(device=status.device)
    for rejected in decoded.rejected:
        yield tr("Rejected: {fault}", fault=rejected.detail)
