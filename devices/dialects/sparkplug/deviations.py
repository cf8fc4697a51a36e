"""What is against the specification and taken all the same, in sentences for whoever wants to know."""

from devices.dialects.sparkplug.births import BD_SEQ, REBIRTH
from devices.dialects.sparkplug.payload import Payload
from devices.dialects.sparkplug.topics import Kind, Place
from devices.messages import printable
from domain.language import tr

_LARGEST_SEQ = 255


def of_birth(place: Place, payload: Payload) -> list[str]:
    """Deviations of a birth."""
    found = _of_timed(payload)
    names = {metric.name for metric in payload.metrics}
    if None in names:
        found.append(tr("A metric of the birth has no name."))
    untyped = [metric.name for metric in payload.metrics if metric.name and not metric.datatype]
    found += [tr("“{metric}” has no type in the birth.", metric=printable(name, 60)) for name in untyped[:1]]
    aliases = [metric.alias for metric in payload.metrics if metric.alias is not None]
    if len(set(aliases)) < len(aliases):
        found.append(tr("Two metrics of the birth have the same alias."))
    if place.kind is Kind.NODE_BIRTH:
        if payload.seq != 0:
            found.append(tr("The birth of a node begins with seq 0, not {seq}.", seq=payload.seq))
        found += [
            tr("The birth of the node lacks the metric “{name}”.", name=name)
            for name in (BD_SEQ, REBIRTH)
            if name not in names
        ]
    return found


def of_data(place: Place, payload: Payload, unannounced: list[str], renamed: list[tuple[str, str]]) -> list[str]:
    """Deviations of data; `unannounced` are the names that no birth had, `renamed` those that it had otherwise."""
    if place.kind not in {Kind.NODE_DATA, Kind.DEVICE_DATA}:
        return []
    found = _of_timed(payload)
    found += [tr("“{metric}” was not in the birth.", metric=printable(name, 60)) for name in unannounced[:1]]
    found += [
        tr("“{metric}” was called “{other}” in the birth.", metric=printable(name, 60), other=printable(born, 60))
        for name, born in renamed[:1]
    ]
    if any(metric.name is not None and metric.alias is not None for metric in payload.metrics):
        found.append(tr("A metric of the data has a name beside its alias."))
    return found


def of_death(place: Place, payload: Payload) -> list[str]:
    """Deviations of a death."""
    names = [metric.name for metric in payload.metrics]
    if place.kind is Kind.DEVICE_DEATH:
        found = _of_timed(payload)
        return [*found, tr("The death of a device has a bdSeq.")] if BD_SEQ in names else found
    found = [] if payload.seq is None else [tr("The death of a node has a seq.")]
    return found if names == [BD_SEQ] else [*found, tr("The death of a node has not bdSeq alone.")]


def of_bd_seqs(died: int | None, born: int | None) -> list[str]:
    """Deviations of a death from the birth that it ends."""
    if born is None or died == born:
        return []
    return [tr("The node was born with bdSeq {born} and died with {died}.", born=born, died=died)]


def _of_timed(payload: Payload) -> list[str]:
    found = []
    if payload.timestamp is None:
        found.append(tr("The message has no timestamp."))
    if payload.seq is None or payload.seq > _LARGEST_SEQ:
        found.append(tr("The message has no seq between 0 and 255."))
    return found
