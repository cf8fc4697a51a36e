"""Small words that several sections show."""

from domain.language import tr


def yes_or_no(value: bool) -> str:
    """A switch as a word in a list."""
    return tr("yes") if value else tr("no")
