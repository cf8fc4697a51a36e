"""Reads what charts show from both stores; called off the window's thread."""

from app.assets.charts.stretch import Stretch, stretch_of
from app.assets.charts.values import Ask, ChartedAsset, Loaded
from app.shared.desk import Desk
from domain.assets import queries
from domain.clock import from_ms
from domain.monitoring import device_queries
from domain.monitoring.telemetry import charting
from domain.monitoring.telemetry.charting import Key, TextSpan
from domain.reporting import asset_charts


def charted(desk: Desk, asset_id: int) -> ChartedAsset | None:
    """What can be charted of an asset; None where it is gone."""
    with desk.store.read() as session:
        asset = queries.detail(session, asset_id)
        if asset is None:
            return None
        sisters = asset_charts.sisters(session, asset_id)
        return ChartedAsset(
            id=asset_id,
            model_id=asset_charts.model_of(session, asset_id),
            name=asset.name,
            metrics=tuple(asset_charts.metrics(session, [asset_id, *(each.id for each in sisters)])),
            sisters=tuple(sisters),
            limits=tuple(device_queries.limits_of_asset(session, asset_id)),
        )


def load(desk: Desk, ask: Ask) -> Loaded:
    """Curves, texts and what happened in a stretch of time."""
    piece, whole = ask.window, ask.whole
    curves: dict[Key, Stretch] = {}
    texts: dict[Key, list[TextSpan]] = {}
    with desk.telemetry.read() as connection:
        for key, series in charting.kept(connection, [line.key for line in ask.lines]).items():
            if series.texts:
                texts[key] = charting.texts(connection, series.id, whole.since, whole.until)
            else:
                found = charting.points(connection, series.id, piece.since, piece.until, ask.resolution)
                curves[key] = stretch_of(found)
    with desk.store.read() as session:
        pins = asset_charts.pins(session, ask.assets, from_ms(whole.since), from_ms(whole.until))
    return Loaded(ask, curves, texts, pins.found, pins.left_out)


def first_at(desk: Desk, keys: list[Key]) -> int | None:
    """When the first of these was measured."""
    with desk.telemetry.read() as connection:
        return charting.first_at(connection, [each.id for each in charting.kept(connection, keys).values()])
