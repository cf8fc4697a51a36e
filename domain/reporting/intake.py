"""Customers, sites and assets taken in from a file: all of it, or nothing, or all but the rows that are wrong."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select

from domain.assets.model import Asset, AssetGroup, AssetModel
from domain.assets.model_service import ModelDraft, create_model, delete_model
from domain.assets.service import AssetDraft, PlaceDraft, create_asset
from domain.errors import Refusal
from domain.language import tr
from domain.parties.customer_service import CustomerDraft, create_customer
from domain.parties.model import Customer, Site
from domain.parties.site_service import SiteDraft, create_site
from domain.reporting.importing import Numbered, Row
from domain.sla.model import Sla
from domain.store.unit_of_work import UnitOfWork

INSIDE = "/"
"""Between the names of places, from the outside in."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A list that can be taken in: its columns, those without which nothing can be entered, and how one row is."""

    columns: tuple[str, ...]
    needed: tuple[str, ...]
    enter: Callable[[UnitOfWork, Row], object]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A row that was refused: where it stands, in which column, and why."""

    at: int
    column: str
    why: str


class RowsRefusedError(Exception):
    """Some rows are wrong, so that nothing is kept."""

    def __init__(self, wrong: tuple[Wrong, ...]) -> None:
        super().__init__(len(wrong))
        self.wrong = wrong


@dataclass(frozen=True, slots=True)
class Taken:
    """How many rows were entered, and which were not."""

    entered: int
    wrong: tuple[Wrong, ...]


def take_in(work: UnitOfWork, kind: Kind, read: Callable[[], Iterable[Numbered]], *, skip_bad: bool) -> Taken:
    """Enter every row. Raises RowsRefusedError, and so keeps nothing, where one is wrong and none may be skipped.

    `read` begins the file anew: a unit of work that collided with another one is done twice.
    """
    entered, wrong = 0, []
    for each in read():
        try:
            kind.enter(work, each.row)
            entered += 1
        except Refusal as refusal:
            wrong.append(Wrong(each.at, refusal.field or "", str(refusal)))
    if wrong and not skip_bad:
        raise RowsRefusedError(tuple(wrong))
    return Taken(entered, tuple(wrong))


def _customer(work: UnitOfWork, row: Row) -> int:
    draft = CustomerDraft(
        number=row.get("number", ""),
        name=row["name"],
        currency=row.get("currency") or None,
        sla_id=_sla(work, row),
        street=row.get("street", ""),
        postcode=row.get("postcode", ""),
        city=row.get("city", ""),
        country=row.get("country", ""),
    )
    return create_customer(work, draft)


def _site(work: UnitOfWork, row: Row) -> int:
    customer_id = _customer_id(work, row)
    parent = row.get("parent", "")
    draft = SiteDraft(
        name=row["name"],
        street=row.get("street", ""),
        postcode=row.get("postcode", ""),
        city=row["city"],
        country=row["country"],
        latitude=_degrees(row, "latitude"),
        longitude=_degrees(row, "longitude"),
        timezone=row["timezone"],
        parent_id=_place(work, customer_id, parent, "parent") if parent else None,
    )
    return create_site(work, customer_id, draft)


def _asset(work: UnitOfWork, row: Row) -> int:
    customer_id = _customer_id(work, row)
    place = PlaceDraft(_place(work, customer_id, row["site"], "site"), _whole(work, row))
    model_id, is_new = _model(work, row)
    draft = AssetDraft(
        name=row["name"],
        serial=row["serial"],
        model_id=model_id,
        number=row.get("number", ""),
        group_id=_group(work, row),
        intangible=_yes(row, "intangible"),
        installed_on=_day(row, "installed_on"),
        warranty_until=_day(row, "warranty_until"),
        sla_id=_sla(work, row),
        same_serial=True,
    )
    try:
        return create_asset(work, draft, place)
    except Refusal:
        if is_new:
            delete_model(work, model_id)
        raise


def _customer_id(work: UnitOfWork, row: Row) -> int:
    number = row["customer"]
    found = work.session.scalar(select(Customer.id).where(Customer.number == number))
    if found is None:
        raise Refusal(tr("There is no customer {number}.", number=number), field="customer")
    return found


def _place(work: UnitOfWork, customer_id: int, path: str, field: str) -> int:
    """The place at the end of a path such as "Plant North / Cellar"; one name alone must be the only one."""
    names = [name.strip() for name in path.split(INSIDE)]
    found = list(work.session.scalars(_sites_named(customer_id, names[0])))
    for name in names[1:]:
        statement = _sites_named(customer_id, name).where(Site.parent_id.in_(found))
        found = list(work.session.scalars(statement))
    if not found:
        raise Refusal(tr("This customer has no site “{name}”.", name=path), field=field)
    if len(found) > 1:
        raise Refusal(tr("This customer has several sites “{name}”; say in which it lies.", name=path), field=field)
    return found[0]


def _sites_named(customer_id: int, name: str) -> Select[int]:
    return select(Site.id).where(Site.customer_id == customer_id, Site.name == name)


def _whole(work: UnitOfWork, row: Row) -> int | None:
    number = row.get("part_of", "")
    if not number:
        return None
    found = work.session.scalar(select(Asset.id).where(Asset.number == number))
    if found is None:
        raise Refusal(tr("There is no asset {number}.", number=number), field="part_of")
    return found


def _model(work: UnitOfWork, row: Row) -> tuple[int, bool]:
    """The model of that maker and name, and whether it is new; with its kind, it is entered where it is missing."""
    maker, name, kind = row["maker"], row["model"], row.get("kind", "")
    statement = select(AssetModel.id).where(AssetModel.maker == maker, AssetModel.name == name)
    found = work.session.scalar(statement)
    if found is not None:
        return found, False
    if not kind:
        sentence = tr("There is no model {maker} {name}; with its kind it is entered.", maker=maker, name=name)
        raise Refusal(sentence, field="model")
    return create_model(work, ModelDraft(kind, maker, name)), True


def _sla(work: UnitOfWork, row: Row) -> int | None:
    name = row.get("sla", "")
    if not name:
        return None
    found = work.session.scalar(select(Sla.id).where(Sla.name == name))
    if found is None:
        raise Refusal(tr("There is no SLA “{name}”.", name=name), field="sla")
    return found


def _group(work: UnitOfWork, row: Row) -> int | None:
    name = row.get("group", "")
    if not name:
        return None
    found = work.session.scalar(select(AssetGroup.id).where(AssetGroup.name == name))
    if found is None:
        raise Refusal(tr("There is no group of assets “{name}”.", name=name), field="group")
    return found


def _yes(row: Row, column: str) -> bool:
    word = row.get(column, "").lower()
    if word not in {"", "true", "false"}:
        raise Refusal(tr("Write true or false."), field=column)
    return word == "true"


def _degrees(row: Row, column: str) -> float:
    try:
        return float(row[column].replace(",", "."))
    except ValueError as error:
        raise Refusal(tr("A number is needed here."), field=column) from error


def _day(row: Row, column: str) -> date | None:
    word = row.get(column, "")
    try:
        return date.fromisoformat(word) if word else None
    except ValueError as error:
        raise Refusal(tr("“{word}” is no day; write it like 2026-03-02.", word=word), field=column) from error


_ADDRESS = ("street", "postcode", "city", "country")
KINDS: Mapping[str, Kind] = {
    "customers": Kind(("number", "name", "currency", "sla", *_ADDRESS), ("name",), _customer),
    "sites": Kind(
        ("customer", "name", "parent", *_ADDRESS, "latitude", "longitude", "timezone"),
        ("customer", "name", "city", "country", "latitude", "longitude", "timezone"),
        _site,
    ),
    "assets": Kind(
        (
            "customer",
            "site",
            "part_of",
            "number",
            "name",
            "serial",
            "maker",
            "model",
            "kind",
            "group",
            "intangible",
            "installed_on",
            "warranty_until",
            "sla",
        ),
        ("customer", "site", "name", "serial", "maker", "model"),
        _asset,
    ),
}
