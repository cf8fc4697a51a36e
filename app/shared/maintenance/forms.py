"""The fields of a time of maintenance."""

from datetime import datetime, timedelta
from typing import Any

from app.shared.fields import CheckField, ChoiceField, Field, MomentField, TextField
from domain.language import tr
from domain.monitoring.maintenance_queries import Maintainable, MaintenanceRow
from domain.monitoring.maintenance_service import MaintenanceDraft

USUAL = timedelta(hours=2)
ASSET, SITE = "asset", "site"
Values = dict[str, Any]


def scope_fields(of: Maintainable) -> tuple[Field, ...]:
    """What is maintained: the asset, or everything at its site."""
    choices = (
        (ASSET, tr("{asset} and its parts", asset=of.asset)),
        (SITE, tr("everything at {site}", site=of.site)),
    )
    return (ChoiceField("scope", tr("What"), choices),)


def time_fields() -> tuple[Field, ...]:
    """When, and why."""
    return (
        MomentField("since", tr("From")),
        MomentField("until", tr("Until")),
        TextField("reason", tr("Why"), tr("such as: cleaning of the cooling tower")),
        CheckField("long", tr("More than 30 days is meant so")),
    )


def new_values(now: datetime) -> Values:
    """From now on, for the usual time."""
    begin = now.replace(second=0, microsecond=0)
    return {"scope": ASSET, "since": begin, "until": begin + USUAL, "reason": "", "long": False}


def values_of(row: MaintenanceRow) -> Values:
    """As it was entered."""
    return {"since": row.since, "until": row.until, "reason": row.reason, "long": False}


def new_draft(values: Values, of: Maintainable) -> MaintenanceDraft:
    """What was typed, for the asset or its site."""
    at_site = values["scope"] == SITE
    return _draft(values, None if at_site else of.asset_id, of.site_id if at_site else None)


def draft_of(values: Values, row: MaintenanceRow) -> MaintenanceDraft:
    """What was typed, for what it was entered for."""
    return _draft(values, row.asset_id, row.site_id)


def _draft(values: Values, asset_id: int | None, site_id: int | None) -> MaintenanceDraft:
    return MaintenanceDraft(
        since=values["since"],
        until=values["until"],
        reason=values["reason"],
        asset_id=asset_id,
        site_id=site_id,
        long=values["long"],
    )
