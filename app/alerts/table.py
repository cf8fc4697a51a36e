"""The columns of the list of alerts."""

from collections.abc import Callable
from functools import partial

from app.alerts.folds import Folds
from app.shared.chips import Chip, Shape, severity_chip
from app.shared.table import RIGHT, Column
from app.shared.times import Times
from domain.language import tr
from domain.monitoring.alert_rows import AlertRow, AlertState
from domain.monitoring.definitions.wording import number
from domain.monitoring.grouping import Tie
from domain.monitoring.suppression import Quiet

#: The columns that give way, and the pixels below which they do.
LEAST = {"last": 760, "peak": 910, "count": 970, "order": 1070, "site": 1200, "customer": 1340}

STATE_TONES = {
    AlertState.QUIET: "neutral",
    AlertState.NEW: "critical",
    AlertState.ACKNOWLEDGED: "info",
    AlertState.SHELVED: "neutral",
    AlertState.CLEARED: "good",
}


def alert_columns(times: Times, folds: Folds) -> tuple[Column[AlertRow], ...]:
    """Severity, what, where, since when, how bad, and how people stand with it."""
    return (
        severity_column(),
        Column("rule", tr("Alert"), lambda row: row.rule, width=170, stretch=True, strong=True, tip=told),
        Column(
            "gathered",
            tr("With it"),
            partial(_gathered, times, folds),
            sort=lambda row: row.gathered,
            align=RIGHT,
            width=68,
            tip=lambda row: more(row) if row.gathered else "",
        ),
        Column("asset", tr("Asset"), lambda row: row.asset, width=130, tip=place),
        Column("site", tr("Site"), lambda row: row.site, width=120, muted=True),
        Column("customer", tr("Customer"), lambda row: row.customer, width=130, muted=True),
        since_column(times, width=116),
        _value("last", tr("Last"), lambda row: row.last_value),
        _value("peak", tr("Peak"), lambda row: row.peak_value),
        Column(
            "count",
            tr("Count"),
            lambda row: times.number(row.count),
            sort=lambda row: row.count,
            align=RIGHT,
            width=60,
            live=True,
        ),
        state_column(times, width=160),
        Column("order", tr("Order"), lambda row: row.order or "", width=96, muted=True),
    )


def severity_column() -> Column[AlertRow]:
    """How bad it is."""
    return Column(
        "severity",
        tr("Severity"),
        lambda row: row.severity.label,
        sort=lambda row: row.severity.rank,
        chip=lambda row: severity_chip(row.severity),
        tip=_weight,
        width=92,
    )


def since_column(times: Times, width: int) -> Column[AlertRow]:
    """How long ago it began."""
    return Column(
        "since",
        tr("Since"),
        lambda row: times.ago(row.started),
        sort=lambda row: row.started,
        tip=lambda row: times.full(row.started),
        width=width,
        ticking=True,
    )


def state_column(times: Times, width: int) -> Column[AlertRow]:
    """How people stand with it."""
    return Column(
        "state",
        tr("State"),
        lambda row: state_text(row, times),
        chip=lambda row: state_chip(row, times),
        sort=lambda row: list(AlertState).index(row.state(times.now())),
        tip=lambda row: state_text(row, times),
        width=width,
        ticking=True,
    )


def _value(name: str, title: str, value: Callable[[AlertRow], float | None]) -> Column[AlertRow]:
    return Column(name, title, lambda row: number(value(row), row.unit), sort=value, align=RIGHT, width=92, live=True)


def _gathered(times: Times, folds: Folds, row: AlertRow) -> str:
    """How many stand under it; of one that is unfolded, how many of them the filters leave."""
    if not row.gathered:
        return ""
    shown, total = folds.shown(row.id), times.number(row.gathered)
    if shown is None or shown == row.gathered:
        return f"+{total}"
    return tr("{shown} of {total}", shown=times.number(shown), total=total)


def _weight(row: AlertRow) -> str:
    """How bad it is by itself, where something under it is worse."""
    if row.own is row.severity:
        return row.severity.label
    return tr("{severity} by itself; what stands under it is worse", severity=row.own.label)


def told(row: AlertRow) -> str:
    """What is wrong, and how much stands under it."""
    return f"{row.rule} {more(row)}" if row.gathered else row.rule


def more(row: AlertRow) -> str:
    """How many alerts stand under it, such as "+12 at this site"."""
    if row.reach == Tie.SITE:
        return tr("+{count} at this site", count=row.gathered)
    if row.reach == Tie.PARENT:
        return tr("+{count} behind it", count=row.gathered)
    return tr("+{count} in this storm", count=row.gathered)


def place(row: AlertRow) -> str:
    """The asset with where it stands."""
    return tr("{asset} · {site} · {customer}", asset=row.asset, site=row.site, customer=row.customer)


def state_text(row: AlertRow, times: Times) -> str:
    """How people stand with it, in words."""
    state = row.state(times.now())
    if state is AlertState.SHELVED:
        return tr("Shelved until {time}", time=times.short(row.shelved_until))
    if state is AlertState.CLEARED:
        return tr("Cleared {time}", time=times.short(row.cleared))
    if state is AlertState.QUIET:
        return Quiet(row.suppressed).label
    return tr("Acknowledged by {name}", name=row.acknowledged_by) if row.acknowledged_by else tr("New")


def state_chip(row: AlertRow, times: Times) -> Chip:
    return Chip(state_text(row, times), STATE_TONES[row.state(times.now())], Shape.DOT, soft=True)
