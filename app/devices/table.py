"""The columns of the three lists and of the choice of an asset."""

from datetime import datetime
from typing import TypeVar

from app.devices.payload import as_text
from app.devices.reasons import explanation, title
from app.devices.rows import FleetRow, RejectedRow, UnclaimedRow
from app.shared.chips import Chip, Shape
from app.shared.columns import RIGHT, Column
from app.shared.times import Times
from domain.assets.queries import AssetRow
from domain.clock import from_ms
from domain.language import tr
from domain.monitoring.definitions.wording import number
from domain.monitoring.device_queries import Standing, is_wrong
from domain.monitoring.telemetry.history import Latest

D = TypeVar("D", FleetRow, UnclaimedRow)

MINUTE = 60
PREVIEW = 120
KILOBYTE = 1024
_MARKS = {
    Standing.ONLINE: ("good", Shape.DOT),
    Standing.SILENT: ("major", Shape.TRIANGLE),
    Standing.OFFLINE: ("critical", Shape.OCTAGON),
    Standing.NEVER: ("neutral", Shape.DOT),
}


def standing_chip(standing: Standing) -> Chip:
    """How a device stands."""
    tone, shape = _MARKS[standing]
    return Chip(standing.label, tone, shape)


def seen(times: Times, moment: datetime | None) -> str:
    """When a device was heard, to the second while it is fresh."""
    if moment is None:
        return tr("never")
    seconds = round((times.now() - moment).total_seconds())
    return tr("{seconds} s ago", seconds=max(seconds, 0)) if seconds < MINUTE else times.ago(moment)


def reading_text(times: Times, reading: Latest | None) -> str:
    """The newest reading of a metric, and when it was heard."""
    if reading is None:
        return "–"
    value = reading.text if reading.value is None else number(reading.value)
    return tr("{value}, {when}", value=value, when=seen(times, from_ms(reading.at)))


def clock_text(clock: int | None) -> str:
    """How far the clock of a device is off, in one figure."""
    if clock is None:
        return "–"
    seconds = abs(clock) // 1000
    if seconds == 0:
        return tr("right")
    far = tr("{seconds} s", seconds=seconds) if seconds < MINUTE else tr("{minutes} min", minutes=seconds // MINUTE)
    return tr("{time} behind", time=far) if clock > 0 else tr("{time} ahead", time=far)


def size_text(times: Times, size: int) -> str:
    """A number of bytes in few digits."""
    if size < KILOBYTE:
        return tr("{count} B", count=size)
    if size < KILOBYTE * KILOBYTE:
        return tr("{count} kB", count=times.number(size / KILOBYTE, 1))
    return tr("{count} MB", count=times.number(size / KILOBYTE / KILOBYTE, 1))


def fleet_columns(times: Times) -> tuple[Column[FleetRow], ...]:
    """Devices that belong to an asset."""
    return (
        Column("device", tr("Device"), lambda row: row.key, width=140, strong=True),
        _standing_column(FleetRow),
        _seen_column(times, FleetRow),
        Column("asset", tr("Asset"), lambda row: row.asset, width=170, stretch=True, tip=_asset_tip),
        Column("site", tr("Site"), lambda row: row.site, width=140, stretch=True, muted=True, tip=_site_tip),
        Column("customer", tr("Customer"), lambda row: row.customer, width=150, stretch=True, muted=True),
        Column(
            "clock",
            tr("Clock"),
            lambda row: clock_text(row.clock),
            sort=lambda row: None if row.clock is None else abs(row.clock),
            tone=lambda row: "major" if is_wrong(row.clock) else "",
            tip=_clock_tip,
            width=96,
            muted=True,
            live=True,
        ),
        _messages_column(times, FleetRow),
    )


def unclaimed_columns(times: Times) -> tuple[Column[UnclaimedRow], ...]:
    """Devices that wait to be claimed."""
    return (
        Column("device", tr("Device"), lambda row: row.key, width=170, strong=True),
        _standing_column(UnclaimedRow),
        Column(
            "first",
            tr("First seen"),
            lambda row: times.short(row.first_seen),
            sort=lambda row: row.first_seen,
            tip=lambda row: times.full(row.first_seen),
            width=120,
            muted=True,
        ),
        _seen_column(times, UnclaimedRow),
        Column("metrics", tr("Metrics"), _metric_names, width=200, stretch=True, muted=True),
        _messages_column(times, UnclaimedRow),
    )


def rejected_columns(times: Times) -> tuple[Column[RejectedRow], ...]:
    """Messages that could not be understood."""
    return (
        Column(
            "at",
            tr("When"),
            lambda row: times.short(row.at),
            sort=lambda row: (row.at, row.id),
            tip=lambda row: times.full(row.at),
            width=110,
            muted=True,
        ),
        Column(
            "reason", tr("Reason"), lambda row: title(row.reason), tip=lambda row: explanation(row.reason), width=160
        ),
        Column("topic", tr("Topic"), lambda row: as_text(row.topic.encode()), width=230, stretch=True),
        Column("payload", tr("Message"), _preview, width=200, stretch=True, muted=True),
        Column(
            "size", tr("Size"), lambda row: size_text(times, row.size), sort=lambda row: row.size, align=RIGHT, width=76
        ),
    )


def asset_columns() -> tuple[Column[AssetRow], ...]:
    """Assets to choose from."""
    return (
        Column("name", tr("Asset"), lambda row: row.name, width=180, strong=True, stretch=True),
        Column("number", tr("Number"), lambda row: row.number, width=90),
        Column("model", tr("Model"), lambda row: f"{row.maker} {row.model}", width=140, muted=True, stretch=True),
        Column("site", tr("Site"), lambda row: row.site, width=140, muted=True, stretch=True),
        Column("customer", tr("Customer"), lambda row: row.customer, width=150, muted=True, stretch=True),
    )


def _standing_column(_rows: type[D]) -> Column[D]:
    return Column(
        "standing",
        tr("State"),
        lambda row: row.standing.label,
        sort=lambda row: list(Standing).index(row.standing),
        chip=lambda row: standing_chip(row.standing),
        width=124,
    )


def _seen_column(times: Times, _rows: type[D]) -> Column[D]:
    return Column(
        "seen",
        tr("Last seen"),
        lambda row: seen(times, row.last_seen),
        sort=lambda row: row.last_seen,
        tip=lambda row: times.full(row.last_seen),
        width=108,
        ticking=True,
    )


def _messages_column(times: Times, _rows: type[D]) -> Column[D]:
    return Column(
        "messages",
        tr("Messages"),
        lambda row: times.number(row.messages),
        sort=lambda row: row.messages,
        align=RIGHT,
        width=92,
    )


def _metric_names(row: UnclaimedRow) -> str:
    return ", ".join(metric.name for metric in row.metrics)


def _asset_tip(row: FleetRow) -> str:
    return tr("{asset}, number {number}", asset=row.asset, number=row.asset_number)


def _clock_tip(row: FleetRow) -> str:
    if row.clock is None:
        return tr("It tells no time: its readings have the time of arrival.")
    if is_wrong(row.clock):
        return tr("Its clock is wrong by more than a minute, and so are the times of its readings. Set it.")
    return tr("The median of its last messages, on their way included.")


def _site_tip(row: FleetRow) -> str:
    return tr("{site}, {customer}", site=row.site, customer=row.customer)


def _preview(row: RejectedRow) -> str:
    return as_text(row.payload[:PREVIEW]).replace("\n", " ")
