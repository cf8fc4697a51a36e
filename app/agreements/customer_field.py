"""The customer of an agreement, found by typing anything that is known of him."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from shiboken6 import isValid

from app.shared.searched_field import SearchedField
from app.shared.type_ahead import Found
from domain.language import tr
from domain.reporting.agreement_choices import CustomerFound, customers_found

Read = Callable[[Any, Callable[[Any], None]], None]
"""Asks the store a question, then goes on with the answer."""


class CustomerField(SearchedField):
    """Asks the store for what is typed."""

    def __init__(self, read: Read) -> None:
        hint = tr("Number, name, town or a contact")
        super().__init__("customer", tr("Customer"), tr("No customer in use has this."), hint)
        self._read = read
        self.searched.connect(self._on_searched)

    def customer_id(self) -> int | None:
        """The one that was found."""
        found = self.value()
        return None if found is None else found.value

    @Slot(str)
    def _on_searched(self, words: str) -> None:
        self._read(partial(customers_found, words=words), partial(self._on_found, words))

    def _on_found(self, words: str, found: tuple[CustomerFound, ...]) -> None:
        if isValid(self):
            self.line.offer(words, [as_found(each) for each in found])


def as_found(customer: CustomerFound) -> Found:
    """A customer as the field holds it."""
    below = " · ".join(part for part in (customer.number, customer.city) if part)
    return Found(customer.id, customer.name, below)
