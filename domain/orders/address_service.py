"""An address for one order alone: set, changed, and taken away again."""

from dataclasses import dataclass

from babel import Locale
from sqlalchemy import select

from domain.errors import Refusal
from domain.language import tr
from domain.orders.content import OrderAddress
from domain.orders.model import Order
from domain.orders.permissions import Permission, require
from domain.store.unit_of_work import UnitOfWork

LONGEST = 200
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


@dataclass(frozen=True, slots=True)
class AddressDraft:
    """Where the work is; `country` is the ISO 3166 code, `hint` says how to find the place."""

    name: str
    street: str
    postcode: str
    city: str
    country: str
    hint: str = ""
    latitude: float | None = None
    longitude: float | None = None


def set_address(work: UnitOfWork, order_id: int, draft: AddressDraft) -> None:
    """Let the work of an order be somewhere else than at its site, for this order alone."""
    order = work.get(Order, order_id, lock=True)
    require(order, Permission.MODIFY)
    put_address(work, order, draft)


def put_address(work: UnitOfWork, order: Order, draft: AddressDraft) -> None:
    """Give an order that is held an address of its own, whatever its stage allows."""
    kept = _checked(draft)
    address = work.session.scalar(select(OrderAddress).where(OrderAddress.order_id == order.id))
    if address is None:
        work.add(OrderAddress(order_id=order.id, **kept), "order_address.set", order_id=order.id)
    else:
        for name, value in kept.items():
            setattr(address, name, value)
        work.note("order_address.set", address, order_id=order.id)
    work.note("order.address_set", order, address=in_one_line(draft))


def clear_address(work: UnitOfWork, order_id: int) -> None:
    """Let the work be at the site of the order again."""
    order = work.get(Order, order_id, lock=True)
    require(order, Permission.MODIFY)
    address = work.session.scalar(select(OrderAddress).where(OrderAddress.order_id == order.id))
    if address is not None:
        work.session.delete(address)
        work.note("order_address.cleared", address, order_id=order.id)
        work.note("order.address_cleared", order)


def in_one_line(address: AddressDraft | OrderAddress) -> str:
    """The address as it stands in a sentence."""
    town = " ".join(part for part in (address.postcode, address.city) if part)
    return ", ".join(part for part in (address.name, address.street, town, address.country) if part)


def _checked(draft: AddressDraft) -> dict[str, str | float | None]:
    texts = {name: getattr(draft, name).strip() for name in ("name", "street", "postcode", "city", "hint")}
    for name, text in texts.items():
        if len(text) > LONGEST:
            raise Refusal(tr("At most {count} letters.", count=LONGEST), field=name)
    country = draft.country.strip().upper()
    if not country:
        raise Refusal(tr("An address needs a country."), field="country")
    if not _is_country(country):
        raise Refusal(
            tr("There is no country “{code}”; use its two letters, such as DE.", code=country), field="country"
        )
    if not texts["city"]:
        raise Refusal(tr("An address needs a town."), field="city")
    _check_position(draft.latitude, draft.longitude)
    return {**texts, "country": country, "latitude": draft.latitude, "longitude": draft.longitude}


def _is_country(code: str) -> bool:
    """Whether it is an ISO 3166 alpha-2 code; CLDR has some more for unions and for nowhere."""
    return len(code) == 2 and code not in _NO_COUNTRIES and code in Locale("en").territories  # noqa: PLR2004


def _check_position(latitude: float | None, longitude: float | None) -> None:
    if (latitude is None) != (longitude is None):
        field = "latitude" if latitude is None else "longitude"
        raise Refusal(tr("A position needs both latitude and longitude."), field=field)
    if latitude is not None and not -90 <= latitude <= 90:  # noqa: PLR2004  # pole to pole
        raise Refusal(tr("A latitude is between −90 and 90."), field="latitude")
    if longitude is not None and not -180 <= longitude <= 180:  # noqa: PLR2004  # once around
        raise Refusal(tr("A longitude is between −180 and 180."), field="longitude")
