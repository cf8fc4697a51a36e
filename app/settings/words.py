"""Small words that several sections show."""

from domain.language import tr


def yes_or_no(value: bool) -> str:
    """A switch as a word in a list."""
    return tr("yes") if value else tr("no")


def name_or_off(name: str, *, active: bool) -> str:
    """The name of what may be switched off, and that it is."""
    return name if active else tr("{name} (off)", name=name)


def name_or_left(name: str, *, active: bool) -> str:
    """The name of somebody who may have left, and that it is so."""
    return name if active else tr("{name} (left)", name=name)
