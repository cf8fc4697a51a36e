"""What belongs to an agreement: assets and sites of its customer, and days within its own."""

from datetime import date

from sqlalchemy import select

from domain.agreements.model import Agreement, AgreementLine, Cover
from domain.assets.model import Asset
from domain.errors import Refusal
from domain.language import day_words, tr
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
        raise _outside("starts_on", tr("The agreement begins on {day} only.", day=day_words(agreement.starts_on)))
    if last is not None and last < agreement.starts_on:
        raise _outside("ends_on", tr("The agreement begins on {day} only.", day=day_words(agreement.starts_on)))
    if agreement.ends_on is not None:
        told = tr("The agreement ends on {day}.", day=day_words(agreement.ends_on))
        if first > agreement.ends_on:
            raise _outside("starts_on", told)
        if last is not None and last > agreement.ends_on:
            raise _outside("ends_on", told)


def check_parts(work: UnitOfWork, agreement: Agreement) -> None:
    """Refuse days of an agreement that leave out those of its lines or cover."""
    for kind, name in ((AgreementLine, AgreementLine.text), (Cover, Cover.name)):
        mine = select(name, kind.starts_on, kind.ends_on).where(kind.agreement_id == agreement.id)
        for part, starts_on, ends_on in work.session.execute(mine.order_by(kind.position, kind.id)):
            _check_part(agreement, part, starts_on, ends_on)


def _check_part(agreement: Agreement, name: str, starts_on: date | None, ends_on: date | None) -> None:
    if starts_on is not None and starts_on < agreement.starts_on:
        raise _outside("starts_on", tr("“{line}” begins on {day} already.", line=name, day=day_words(starts_on)))
    latest = max((day for day in (starts_on, ends_on) if day is not None), default=None)
    if latest is not None and agreement.ends_on is not None and latest > agreement.ends_on:
        field = "ends_on" if agreement.initial_months is None else "initial_months"
        raise _outside(field, tr("“{line}” holds until {day}.", line=name, day=day_words(latest)))


def _outside(field: str, sentence: str) -> Refusal:
    return Refusal(sentence, field=field)


def _check_no_template(agreement: Agreement, field: str) -> None:
    if agreement.folder_id is not None:
        raise Refusal(tr("A template is for every customer: it names no asset and no site."), field=field)
