"""What the service desk does with assets: enter, change, move, remove."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from domain.assets.model import Asset, AssetGroup, AssetModel
from domain.errors import Refusal
from domain.language import tr
from domain.parties import checks
from domain.parties.model import Site
from domain.sla.model import Sla
from domain.store.merging import check_as_seen, lay_over
from domain.store.numbering import next_number
from domain.store.references import is_used
from domain.store.unit_of_work import UnitOfWork

SERIES, PREFIX = "asset", "A"
LONGEST_SERIAL = 60


@dataclass(frozen=True, slots=True)
class AssetDraft:
    """An asset as it is entered; without a number it is given the next one.

    `same_serial` says that whoever enters it knows of the other asset with this serial number; what is `intangible`
    needs none.
    """

    name: str
    serial: str
    model_id: int | None
    number: str = ""
    group_id: int | None = None
    intangible: bool = False
    installed_on: date | None = None
    warranty_until: date | None = None
    sla_id: int | None = None
    same_serial: bool = False


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """Where an asset stands: at a site, and there perhaps as a part of another asset."""

    site_id: int | None
    parent_id: int | None = None


def create_asset(work: UnitOfWork, draft: AssetDraft, place: PlaceDraft) -> int:
    """Enter an asset; returns its id."""
    site = _site(work, place)
    made = _checked(work, draft, None)
    _check_parent(work, None, site, place.parent_id)
    assert made.model_id is not None, "checked"
    asset = Asset(
        number=made.number or _free_number(work),
        name=made.name,
        serial=made.serial,
        model_id=made.model_id,
        site_id=site.id,
        customer_id=site.customer_id,
        parent_id=place.parent_id,
        group_id=made.group_id,
        intangible=made.intangible,
        installed_on=made.installed_on,
        warranty_until=made.warranty_until,
        sla_id=made.sla_id,
    )
    return work.add(asset, "asset.created").id


def change_asset(work: UnitOfWork, asset_id: int, seen: AssetDraft, draft: AssetDraft) -> None:
    """Give an asset what `draft` says otherwise than `seen`; where it stands stays. Raises Overtaken."""
    asset = work.get(Asset, asset_id, lock=True)
    wanted = _checked(work, draft, asset)
    if not wanted.number:
        raise Refusal(tr("An asset keeps a number."), field="number")
    if lay_over(asset, seen, wanted, except_for=("same_serial",)):
        work.note("asset.changed", asset)


def move_asset(work: UnitOfWork, asset_id: int, seen: PlaceDraft, place: PlaceDraft) -> None:
    """Let an asset stand elsewhere, with all its parts; orders stay where they were. Raises Overtaken."""
    asset = work.get(Asset, asset_id, lock=True)
    if place == seen:
        return
    check_as_seen(PlaceDraft(asset.site_id, asset.parent_id), seen, "site_id")
    site = _site(work, place)
    if site.customer_id != asset.customer_id:
        sentence = tr("An asset stays with its customer, as its orders and agreements do; enter it anew there.")
        raise Refusal(sentence, field="site_id")
    _check_parent(work, asset, site, place.parent_id)
    parts = list(_parts(work, asset))
    asset.parent_id = place.parent_id
    for each in (asset, *parts):
        each.site_id = site.id
        work.note("asset.moved", each, site=site.name)


def delete_asset(work: UnitOfWork, asset_id: int) -> None:
    """Remove an asset that nothing was ever done on."""
    asset = work.get(Asset, asset_id, lock=True)
    if is_used(work.session, asset):
        sentence = tr("{name} has parts, devices, orders or agreements, and stays for their sake.", name=asset.name)
        raise Refusal(sentence)
    work.session.delete(asset)
    work.note("asset.deleted", asset)


def _checked(work: UnitOfWork, draft: AssetDraft, asset: Asset | None) -> AssetDraft:
    number = draft.number.strip()
    if number:
        _check_number(work, checks.name(number, "number", checks.LONGEST_NUMBER), asset)
    if draft.model_id is None:
        raise Refusal(tr("Choose the model; what can be done on the asset follows from it."), field="model_id")
    work.get(AssetModel, draft.model_id)
    if draft.sla_id is not None:
        work.get(Sla, draft.sla_id)
    if draft.group_id is not None:
        work.get(AssetGroup, draft.group_id)
    made = replace(draft, number=number, name=checks.name(draft.name), serial=_serial(draft))
    if made.installed_on and made.warranty_until and made.warranty_until < made.installed_on:
        raise Refusal(tr("The warranty ends after the day of installation."), field="warranty_until")
    _check_serial(work, made, asset)
    return made


def _serial(draft: AssetDraft) -> str:
    if draft.intangible and not draft.serial.strip():
        return ""
    return checks.name(draft.serial, "serial", LONGEST_SERIAL)


def _check_number(work: UnitOfWork, number: str, asset: Asset | None) -> None:
    own = None if asset is None else asset.id
    if work.session.scalar(select(Asset.id).where(Asset.number == number)) not in {None, own}:
        raise Refusal(tr("There is an asset {number} already.", number=number), field="number")


def _check_serial(work: UnitOfWork, draft: AssetDraft, asset: Asset | None) -> None:
    """One model never has a serial number twice; two makers may have the same one, if somebody has looked."""
    if not draft.serial:
        return
    others = select(Asset.number, Asset.name, Asset.model_id).where(Asset.serial == draft.serial)
    if asset is not None:
        others = others.where(Asset.id != asset.id)
    for number, name, model_id in work.session.execute(others):
        values = {"number": number, "name": name}
        if model_id == draft.model_id:
            raise Refusal(tr("{number} {name} of this model has this serial number.", **values), field="serial")
        unchanged = asset is not None and (asset.serial, asset.model_id) == (draft.serial, draft.model_id)
        if not draft.same_serial and not unchanged:
            sentence = tr("{number} {name} has this serial number; say that both are right.", **values)
            raise Refusal(sentence, field="same_serial")


def _site(work: UnitOfWork, place: PlaceDraft) -> Site:
    if place.site_id is None:
        raise Refusal(tr("Say at which site it stands."), field="site_id")
    return work.get(Site, place.site_id)


def _check_parent(work: UnitOfWork, asset: Asset | None, site: Site, parent_id: int | None) -> None:
    """A part stands where its whole stands, and is never a part of itself."""
    above = parent_id
    while above is not None:
        parent = work.get(Asset, above, lock=True)
        if asset is not None and parent.id == asset.id:
            raise Refusal(tr("An asset cannot be a part of itself."), field="parent_id")
        if parent.site_id != site.id:
            raise Refusal(tr("{name} stands at another site.", name=parent.name), field="parent_id")
        above = parent.parent_id


def _parts(work: UnitOfWork, asset: Asset) -> Iterator[Asset]:
    for part in work.session.scalars(select(Asset).where(Asset.parent_id == asset.id)).all():
        yield part
        yield from _parts(work, part)


def _free_number(work: UnitOfWork) -> str:
    """The next number of the series that nobody has entered by hand."""
    while True:
        number = next_number(work, SERIES, PREFIX)
        if work.session.scalar(select(Asset.id).where(Asset.number == number)) is None:
            return number
