"""What can be done with a device."""

from collections.abc import Callable

from app.shared.actions import Action
from domain.language import tr

Do = Callable[[], None]
May = Callable[[], bool]


def device_actions(claim: Do, release: Do, show_asset: Do, may_claim: May, has_asset: May) -> tuple[Action, ...]:
    """Claim an unclaimed device, release one of the fleet, go to its asset."""
    return (
        Action(
            "devices.claim",
            tr("Claim…"),
            claim,
            shortcut="C",
            icon="link",
            enabled=may_claim,
            tip=tr("Choose the asset that this device belongs to"),
        ),
        Action(
            "devices.release",
            tr("Release"),
            release,
            icon="unlink",
            enabled=has_asset,
            tip=tr("Take this device off its asset; it keeps its readings"),
        ),
        Action("devices.asset", tr("Show asset"), show_asset, icon="boxes", enabled=has_asset),
    )
