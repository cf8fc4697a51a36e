"""What belongs to an agreement: assets and sites of its customer, and days within its own."""

from datetime import date

from domain.agreements.model import Agreement
from domain.assets.model import Asset
from domain.errors import Refusal
from domain.language import tr
from domain.parties.model import Site
from domain.store.unit_of_work import UnitOfWork


def check_asset(work: UnitOfWork, agreement: Agreement, asset_id: int | None) -> None:
    """Refuse an asset of somebody else, and any in a template."""
    if asset_id is None:
        return
    _check_no_template(agreement, "asset")
    if work.get(Asset, asset_id).customer_id != agreement.customer_id:
        raise Refusal(tr("This asset belongs to another customer than the agreement."), field="asset")


def check_site(work: UnitOfWork, agreement: Agreement, site_id: int | None) -> None:
    """Refuse a site of somebody else, and any in a template."""
    if site_id is None:
        return
    _check_no_template(agreement, "site")
    if work.get(Site, site_id).customer_id != agreement.customer_id:
        raise Refusal(tr("This site belongs to another customer than the agreement."), field="site")


def check_within(agreement: Agreement, starts_on: date | None, ends_on: date | None) -> None:
    """Refuse days outside those of the agreement; a template has none to keep to, and its parts name none."""
    if agreement.folder_id is not None and (starts_on or ends_on):
        raise Refusal(tr("In a template no days are set."), field="starts_on" if starts_on else "ends_on")
    first, last = starts_on or agreement.starts_on, ends_on or agreement.ends_on
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        raise Refusal(tr("The end is before the start."), field="ends_on")
    if first < agreement.starts_on:
        raise _outside("starts_on", tr("The agreement begins on {day} only.", day=agreement.starts_on.isoformat()))
    if last is not None and last < agreement.starts_on:
        raise _outside("ends_on", tr("The agreement begins on {day} only.", day=agreement.starts_on.isoformat()))
    if agreement.ends_on is not None:
        told = tr("The agreement ends on {day}.", day=agreement.ends_on.isoformat())
        if first > agreement.ends_on:
            raise _outside("starts_on", told)
        if last is not None and last > agreement.ends_on:
            raise _outside("ends_on", told)


def _outside(field: str, sentence: str) -> Refusal:
    return Refusal(sentence, field=field)


def _check_no_template(agreement: Agreement, field: str) -> None:
    if agreement.folder_id is not None:
        raise Refusal(tr("A template is for every customer: it names no asset and no site."), field=field)
