"""The columns of customers and of what hangs on one."""

from functools import partial

from app.shared.columns import RIGHT, Column
from app.shared.days import short_day
from app.shared.times import Times
from domain.agreements.queries import AgreementRow
from domain.language import tr
from domain.reporting.customer_detail import AssetLine, ContactLine, OrderLine, SiteRow
from domain.reporting.customer_list import CustomerRow

#: The columns of the list that give way, and the pixels below which they do.
LEAST = {"number": 540, "city": 400, "sites": 640, "assets": 600}


def customer_columns(times: Times) -> tuple[Column[CustomerRow], ...]:
    """The list; the database puts it in order."""
    return (
        Column("name", tr("Customer"), lambda row: row.name, width=200, strong=True, stretch=True, tip=_whole),
        Column("number", tr("Number"), lambda row: row.number, width=96, muted=True),
        Column("city", tr("Town"), lambda row: row.city, width=120, muted=True),
        Column("sites", tr("Sites"), partial(_sites, times), sort=lambda row: row.sites, width=64, align=RIGHT),
        Column("assets", tr("Assets"), partial(_assets, times), sort=lambda row: row.assets, width=70, align=RIGHT),
        Column("orders", tr("Open orders"), partial(_open, times), sort=_open_orders, width=104, align=RIGHT),
    )


def site_columns(times: Times) -> tuple[Column[SiteRow], ...]:
    """The tree of places."""
    return (
        Column("name", tr("Site"), lambda row: _kept(row.name, row.active), width=200, strong=True, stretch=True),
        Column("address", tr("Address"), _address, width=220, muted=True, stretch=True, tip=_address),
        Column("assets", tr("Assets"), partial(_at_site, times), sort=lambda row: row.assets, width=70, align=RIGHT),
    )


def contact_columns() -> tuple[Column[ContactLine], ...]:
    """Whom to call."""
    return (
        Column("name", tr("Name"), lambda row: _kept(row.draft.name, row.active), width=130, strong=True, stretch=True),
        Column("role", tr("Role"), lambda row: row.draft.role, width=120, muted=True),
        Column("site", tr("Site"), lambda row: row.site or tr("all sites"), width=110, muted=True),
        Column("phone", tr("Phone"), lambda row: row.draft.phone, width=148),
        Column("email", tr("Mail"), lambda row: row.draft.email, width=200, tip=lambda row: row.draft.email),
    )


def asset_columns() -> tuple[Column[AssetLine], ...]:
    """What the customer has."""
    return (
        Column("name", tr("Asset"), lambda row: _kept(row.name, row.active), width=150, strong=True, stretch=True),
        Column("number", tr("Number"), lambda row: row.number, width=92, muted=True),
        Column("model", tr("Model"), lambda row: row.model, width=130, muted=True, tip=lambda row: row.model),
        Column("serial", tr("Serial number"), lambda row: row.serial, width=110),
        Column("site", tr("Site"), lambda row: row.site, width=110, muted=True),
    )


def agreement_columns() -> tuple[Column[AgreementRow], ...]:
    """What is promised."""
    return (
        Column("number", tr("Number"), lambda row: row.number, width=92, strong=True),
        Column("name", tr("Agreement"), lambda row: row.name, width=160, stretch=True),
        Column("starts", tr("From"), lambda row: short_day(row.starts_on), sort=lambda row: row.starts_on, width=96),
        Column("ends", tr("Until"), _ends, sort=lambda row: row.ends_on, width=96),
    )


def order_columns(times: Times) -> tuple[Column[OrderLine], ...]:
    """What was and is to be done."""
    return (
        Column("number", tr("Number"), lambda row: row.number, width=92, strong=True),
        Column("title", tr("Title"), lambda row: row.title, width=160, stretch=True, tip=lambda row: row.title),
        Column("stage", tr("Stage"), lambda row: row.stage, width=96, muted=True),
        Column(
            "opened",
            tr("Opened"),
            lambda row: times.short(row.opened_at),
            sort=lambda row: row.opened_at,
            tip=lambda row: times.full(row.opened_at),
            width=112,
            muted=True,
        ),
        Column(
            "due",
            tr("Due"),
            lambda row: "" if row.closed_at else times.short(row.due_at),
            sort=lambda row: row.due_at,
            tip=lambda row: times.full(row.due_at),
            tone=partial(_due_tone, times),
            width=100,
        ),
    )


def _kept(name: str, active: bool) -> str:
    return name if active else tr("{name} (archived)", name=name)


def _whole(row: CustomerRow) -> str:
    return " · ".join(part for part in (row.name, row.number, row.city, row.country) if part)


def _count(times: Times, count: int) -> str:
    return times.number(count) if count else "–"


def _sites(times: Times, row: CustomerRow) -> str:
    return _count(times, row.sites)


def _assets(times: Times, row: CustomerRow) -> str:
    return _count(times, row.assets)


def _open(times: Times, row: CustomerRow) -> str:
    return _count(times, row.open_orders)


def _open_orders(row: CustomerRow) -> int:
    return row.open_orders


def _at_site(times: Times, row: SiteRow) -> str:
    return _count(times, row.assets)


def _address(row: SiteRow) -> str:
    town = f"{row.draft.postcode} {row.draft.city}".strip()
    return ", ".join(part for part in (row.draft.street, town, row.draft.country) if part)


def _ends(row: AgreementRow) -> str:
    if row.suspended:
        return tr("suspended")
    return tr("open end") if row.ends_on is None else short_day(row.ends_on)


def _due_tone(times: Times, row: OrderLine) -> str:
    late = row.due_at is not None and row.closed_at is None and row.due_at < times.now()
    return "critical" if late else ""
