"""Exact numbers as they are typed into inputs, with the decimal sign of the user's language."""

from decimal import Decimal

from domain.language import tr


def typed(text: str) -> str:
    """A number as it was typed, with the point that services read."""
    return text.replace(tr("."), ".").strip()


def written(value: Decimal | int | str | None) -> str:
    """A number as it stands in an input; nothing for none."""
    return "" if value is None else f"{Decimal(value).normalize():f}".replace(".", tr("."))


def measured(value: float | None) -> str:
    """A floating number as it stands in an input, with all its digits: read again, it is the same."""
    return written(None if value is None else repr(value))
