"""What a line must keep to before it is stored: one sentence beside the field that is off."""

from datetime import datetime
from decimal import Decimal

from domain.catalogue.model import LineKind
from domain.errors import Refusal
from domain.language import tr
from domain.money import exact

SECONDS_PER_HOUR = 3600
LONGEST_TEXT = 500
LONGEST_UNIT = 12
HIGHEST_TAX = 100
HIGHEST_AMOUNT = 10**9
_FINEST = Decimal("0.0001")


def checked_text(text: str) -> str:
    """The text of a line: what the customer reads on the invoice."""
    if not text.strip():
        raise Refusal(tr("Choose an article or say what the line is for."), field="text")
    if len(text) > LONGEST_TEXT:
        raise Refusal(tr("At most {count} letters; the rest belongs into the note.", count=LONGEST_TEXT), field="text")
    return text.strip()


def checked_unit(unit: str) -> str:
    """What a quantity counts."""
    if not 0 < len(unit.strip()) <= LONGEST_UNIT:
        raise Refusal(tr("A unit has between 1 and {count} letters.", count=LONGEST_UNIT), field="unit")
    return unit.strip()


def checked_quantity(quantity: Decimal | int | str, kind: LineKind) -> Decimal:
    """How many; nothing is less than none."""
    value = exact(quantity, "quantity")
    if value < 0:
        hours = kind is LineKind.HOUR
        sentence = tr("Hours cannot be negative.") if hours else tr("A quantity cannot be negative.")
        raise Refusal(sentence, field="quantity")
    return value


def checked_cost(price: Decimal | int | str) -> Decimal:
    """What one costs the service centre."""
    value = exact(price, "cost_price")
    if value < 0:
        raise Refusal(tr("A cost price cannot be negative."), field="cost_price")
    return value


def checked_sales(price: Decimal | int | str, kind: LineKind) -> Decimal:
    """What the customer pays for one; only a fee may give something back."""
    value = exact(price, "sales_price")
    if value < 0 and kind is not LineKind.FEE:
        raise Refusal(tr("A price cannot be negative; a discount is a fee with a negative price."), field="sales_price")
    return value


def checked_tax(percent: Decimal | int | str) -> Decimal:
    """The tax on top."""
    value = exact(percent, "tax_percent")
    if not 0 <= value <= HIGHEST_TAX:
        raise Refusal(tr("Tax is between 0 and 100 percent."), field="tax_percent")
    return value


def check_span(started_at: datetime | None, finished_at: datetime | None) -> None:
    """Refuse work that ends before it starts."""
    if started_at is not None and finished_at is not None and finished_at < started_at:
        raise Refusal(tr("The end is before the start."), field="finished_at")


def check_amounts(quantity: Decimal, *prices: Decimal) -> None:
    """Refuse what no order comes to, such as a quantity typed into twice; sums of it would not be exact any more."""
    if any(abs(quantity * price) >= HIGHEST_AMOUNT for price in prices):
        raise Refusal(tr("This comes to more than 999,999,999; check quantity and price."), field="quantity")


def hours_between(started_at: datetime, finished_at: datetime) -> Decimal:
    """The hours from start to end, as a quantity."""
    seconds = Decimal((finished_at - started_at).total_seconds())
    return (seconds / SECONDS_PER_HOUR).quantize(_FINEST)


def check_currency(given: str | None, wanted: str, field: str) -> None:
    """Refuse prices of another currency than the order's."""
    if given is not None and given != wanted:
        raise Refusal(
            tr("This price is in {given}, the order is in {wanted}.", given=given, wanted=wanted), field=field
        )
