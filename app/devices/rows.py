"""What the three lists show: business rows and what telemetry says of the same devices, joined by device key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.clock import from_ms
from domain.monitoring.device_queries import FleetDevice, MetricRow, Standing, UnclaimedDevice, standing
from domain.monitoring.telemetry.connections import Span
from domain.monitoring.telemetry.history import Latest, Presence, Rejected


@dataclass(frozen=True, slots=True)
class FleetRow:
    """A device of an asset and how it stands."""

    id: int
    key: str
    asset_id: int
    asset_number: str
    asset: str
    site: str
    customer: str
    metrics: int
    standing: Standing
    last_seen: datetime | None
    messages: int
    clock: int | None
    """How many ms its clock is behind ours."""

    @property
    def words(self) -> str:
        """What the search looks through."""
        return f"{self.key}\n{self.asset_number}\n{self.asset}\n{self.site}\n{self.customer}".casefold()


@dataclass(frozen=True, slots=True)
class UnclaimedRow:
    """A device without an asset and how it stands."""

    id: int
    key: str
    first_seen: datetime
    metrics: tuple[MetricRow, ...]
    standing: Standing
    last_seen: datetime | None
    messages: int

    @property
    def words(self) -> str:
        """What the search looks through."""
        return "\n".join([self.key, *(metric.name for metric in self.metrics)]).casefold()


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A message that could not be understood; `payload` may be only its beginning."""

    id: int
    at: datetime
    topic: str
    payload: bytes
    size: int
    reason: str
    detail: str

    @property
    def words(self) -> str:
        """What the search looks through."""
        return f"{self.topic}\n{self.reason}\n{self.detail}".casefold()


@dataclass(frozen=True, slots=True)
class Known:
    """What the business knows of devices."""

    fleet: tuple[FleetDevice, ...] = ()
    unclaimed: tuple[UnclaimedDevice, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """What telemetry says now. `rejected` is None when nothing was rejected since it was asked last."""

    presences: Mapping[str, Presence]
    counts: Mapping[str, int]
    rejected: tuple[RejectedRow, ...] | None
    look: "Look"
    untaken: str


@dataclass(frozen=True, slots=True)
class Look:
    """The device that is looked at: its newest readings, and when it came and went; no key for none."""

    device: str = ""
    latest: tuple[Latest, ...] = ()
    spans: tuple[Span, ...] = ()


def fleet_rows(devices: Sequence[FleetDevice], presences: Mapping[str, Presence], now: datetime) -> list[FleetRow]:
    """The fleet with how each device stands."""
    rows = []
    for device in devices:
        presence = presences.get(device.key)
        rows.append(
            FleetRow(
                device.id,
                device.key,
                device.asset_id,
                device.asset_number,
                device.asset,
                device.site,
                device.customer,
                device.metrics,
                standing(presence, now),
                None if presence is None else from_ms(presence.last_at),
                0 if presence is None else presence.messages,
                None if presence is None else presence.clock,
            )
        )
    return rows


def unclaimed_rows(
    devices: Sequence[UnclaimedDevice], presences: Mapping[str, Presence], now: datetime
) -> list[UnclaimedRow]:
    """The devices that wait, with how each stands."""
    rows = []
    for device in devices:
        presence = presences.get(device.key)
        rows.append(
            UnclaimedRow(
                device.id,
                device.key,
                device.first_seen,
                device.metrics,
                standing(presence, now),
                None if presence is None else from_ms(presence.last_at),
                0 if presence is None else presence.messages,
            )
        )
    return rows


def rejected_row(message: Rejected) -> RejectedRow:
    """A rejected message as the list shows it."""
    return RejectedRow(
        message.id,
        from_ms(message.at),
        message.topic,
        message.payload,
        message.size,
        message.reason,
        message.detail,
    )
