"""What both network servers of LoRaWAN tell alike: how well a device was received, and where it is."""

from devices.dialects.gathering import Gathering, items, mapping, metric
from devices.messages import Reason
from domain.language import tr

ALWAYS_TOLD = (
    metric("radio.rssi", "RSSI", "dBm"),
    metric("radio.snr", "SNR", "dB"),
    metric("radio.gateways"),
    metric("frame_counter"),
    metric("latitude", unit="°"),
    metric("longitude", unit="°"),
    metric("altitude", unit="m"),
)
_POSITION = ("latitude", "longitude", "altitude", "accuracy")


def take_reception(gathering: Gathering, device: str, receptions: object, counter: object, at: int | None) -> None:
    """The best of all gateways that heard an uplink; a noise ratio or counter of nought is not sent."""
    heard = [mapping(each) for each in items(receptions)]
    told: dict[str, object] = {"frame_counter": counter if isinstance(counter, int) else 0}
    strengths = [rssi for each in heard if isinstance(rssi := each.get("rssi"), int | float)]
    ratios = [snr for each in heard if isinstance(snr := each.get("snr", 0), int | float)]
    if strengths:
        told |= {"radio.rssi": max(strengths), "radio.snr": max(ratios, default=0), "radio.gateways": len(heard)}
    gathering.values(device, told, at)


def take_decoded(gathering: Gathering, device: str, decoded: object, raw: object, at: int | None) -> None:
    """What the network server made of the bytes of a device; said where it made nothing of them."""
    if isinstance(decoded, dict):
        gathering.values(device, decoded, at)
    elif raw:
        detail = tr("The network server did not decode it: the device has no payload formatter there.")
        gathering.refuse(Reason.NOT_A_VALUE, detail)


def take_position(gathering: Gathering, device: str, location: object, at: int | None) -> None:
    """Where the device is."""
    told = mapping(location)
    gathering.values(device, {name: told[name] for name in _POSITION if name in told}, at)
