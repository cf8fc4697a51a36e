"""The columns of search results, of what happens to an asset, and of its latest values."""

from app.assets.values import MetricValue
from app.shared.asset_words import serial_words
from app.shared.chips import Chip, Shape, priority_chip, severity_chip
from app.shared.columns import RIGHT, Column
from app.shared.times import Times
from domain.assets.queries import AssetRow
from domain.language import tr
from domain.monitoring.definitions.wording import number
from domain.reporting.asset_life import AssetEvent, EventKind

#: The columns of search results that give way, and the pixels below which they do.
LEAST = {"customer": 400, "site": 620}


def found_columns() -> tuple[Column[AssetRow], ...]:
    """Assets that a search found."""
    return (
        Column("name", tr("Asset"), lambda row: row.name, width=150, strong=True, stretch=True, tip=_whole),
        Column("number", tr("Number"), lambda row: row.number, width=92, tip=_whole),
        Column("site", tr("Site"), lambda row: row.site, width=110, muted=True, stretch=True, tip=_whole),
        Column("customer", tr("Customer"), lambda row: row.customer, width=120, muted=True, stretch=True, tip=_whole),
    )


def event_columns(times: Times) -> tuple[Column[AssetEvent], ...]:
    """Alerts and orders of one asset."""

    def due_tone(row: AssetEvent) -> str:
        late = row.due_at is not None and row.ended_at is None and row.due_at < times.now()
        return "critical" if late else ""

    return (
        Column(
            "at",
            tr("When"),
            lambda row: times.short(row.at),
            sort=lambda row: (row.at, row.id),
            tip=lambda row: times.full(row.at),
            width=128,
            muted=True,
        ),
        Column("kind", tr("What"), _kind, chip=_kind_chip, width=96),
        Column("title", tr("Title"), _title, width=180, stretch=True),
        Column(
            "state",
            tr("State"),
            lambda row: _state(row, times),
            chip=lambda row: Chip(_state(row, times), soft=True) if row.ended_at is None and row.stage else None,
            tip=lambda row: times.full(row.ended_at),
            width=124,
            muted=True,
        ),
        Column(
            "due",
            tr("Due"),
            lambda row: times.short(row.due_at),
            sort=lambda row: row.due_at,
            tip=lambda row: times.full(row.due_at),
            tone=due_tone,
            align=RIGHT,
            width=128,
            muted=True,
        ),
    )


def value_columns(times: Times) -> tuple[Column[MetricValue], ...]:
    """The latest value of each metric."""
    return (
        Column("metric", tr("Metric"), lambda row: row.label, width=170, stretch=True),
        Column(
            "value", tr("Value"), _value, sort=lambda row: row.value, align=RIGHT, width=110, strong=True, live=True
        ),
        Column(
            "at",
            tr("Measured"),
            lambda row: times.ago(row.at),
            sort=lambda row: row.at,
            tip=lambda row: times.full(row.at),
            align=RIGHT,
            width=120,
            muted=True,
            ticking=True,
            live=True,
        ),
        Column("device", tr("Device"), lambda row: row.device, width=130, muted=True),
    )


def _whole(row: AssetRow) -> str:
    return tr(
        "{name}, {maker} {model}, {serial}, {site}, {city}, {customer}",
        name=row.name,
        maker=row.maker,
        model=row.model,
        serial=serial_words(row.serial),
        site=row.site,
        city=row.city,
        customer=row.customer,
    )


def _kind(row: AssetEvent) -> str:
    return tr("Alert") if row.kind is EventKind.ALERT else tr("Order")


def _kind_chip(row: AssetEvent) -> Chip:
    marked = severity_chip(row.severity) if row.severity is not None else None
    if row.priority is not None:
        marked = priority_chip(row.priority)
    assert marked is not None, "an event is an alert or an order"
    return Chip(_kind(row), marked.tone, marked.shape or Shape.NONE, marked.letter)


def _title(row: AssetEvent) -> str:
    return f"{row.number}  {row.title}" if row.number else row.title


def _state(row: AssetEvent, times: Times) -> str:
    if row.kind is EventKind.ORDER:
        return row.stage
    return tr("open") if row.ended_at is None else tr("over {when}", when=times.short(row.ended_at))


def _value(row: MetricValue) -> str:
    if row.text is not None:
        return row.text
    return number(row.value, row.unit)
