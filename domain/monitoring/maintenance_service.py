"""Times of maintenance: entered, changed, ended before their time, called off."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.assets.model import Asset
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.model import Maintenance
from domain.parties.model import Site
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version

LONG = timedelta(days=30)
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class MaintenanceDraft:
    """Maintenance as it is asked for: of one asset or of one site. What is `long` was meant so."""

    since: datetime
    until: datetime
    reason: str
    asset_id: int | None = None
    site_id: int | None = None
    long: bool = False


def enter_maintenance(work: UnitOfWork, draft: MaintenanceDraft) -> int:
    """Say that alerts are expected for a time; returns the id."""
    if (draft.asset_id is None) == (draft.site_id is None):
        raise Refusal(tr("Choose the asset or the site that is maintained."), field="scope")
    if draft.asset_id is not None:
        work.get(Asset, draft.asset_id)
    if draft.site_id is not None:
        work.get(Site, draft.site_id)
    _check(work, draft)
    maintenance = Maintenance(
        asset_id=draft.asset_id,
        site_id=draft.site_id,
        since=draft.since,
        until=draft.until,
        reason=draft.reason.strip(),
    )
    return work.add(maintenance, "maintenance.entered").id


def change_maintenance(work: UnitOfWork, maintenance_id: int, version: int, draft: MaintenanceDraft) -> None:
    """Change when it is and why; what it is of stays."""
    maintenance = work.get(Maintenance, maintenance_id, lock=True)
    check_version(maintenance, version, maintenance.reason)
    _check(work, draft)
    maintenance.since, maintenance.until = draft.since, draft.until
    maintenance.reason = draft.reason.strip()
    work.note("maintenance.changed", maintenance)


def end_maintenance(work: UnitOfWork, maintenance_id: int) -> None:
    """It is over now; one that has not begun is called off."""
    maintenance = work.get(Maintenance, maintenance_id, lock=True)
    if maintenance.until <= work.now:
        raise Refusal(tr("This maintenance is over already."))
    if maintenance.since < work.now:
        maintenance.until = work.now
        work.note("maintenance.ended", maintenance)
        return
    work.note("maintenance.called_off", maintenance)
    work.session.delete(maintenance)


def _check(work: UnitOfWork, draft: MaintenanceDraft) -> None:
    if draft.until <= work.now:
        raise Refusal(tr("That is over already; choose an end that is still to come."), field="until")
    if draft.until <= draft.since:
        raise Refusal(tr("It has to end after it begins."), field="until")
    if draft.until - draft.since > LONG and not draft.long:
        words = tr("That is more than 30 days, in which nobody sees these alerts. Tick below that it is meant so.")
        raise Refusal(words, field="until")
    if not draft.reason.strip():
        raise Refusal(tr("Say why, in a few words: they stand beside each alert."), field="reason")
    if len(draft.reason.strip()) > LONGEST_REASON:
        raise Refusal(tr("Say it in {count} letters at most.", count=LONGEST_REASON), field="reason")
