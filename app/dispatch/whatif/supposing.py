"""The forms in which something is supposed, one after the other."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.dispatch.whatif.suppositions import Ground, Kind, fields, filled, meant, usual
from app.shared.dialog import FormDialog
from app.shared.entry import Entry
from app.shared.kit import Kit
from app.shared.searched_field import SearchedField
from app.shared.type_ahead import Found
from domain.language import tr
from domain.planning.scope import Scope
from domain.planning.whatif.checking import check_variation
from domain.planning.whatif.values import Variation
from domain.reporting.agreement_choices import CustomerFound, customers_found


class Supposing(QObject):
    """Asks for one supposition; a refusal stands beside its field."""

    supposed = Signal(object)
    """The `Variation` that was filled in."""
    customer_met = Signal(int, str)
    """A customer that was chosen, by id and name."""

    def __init__(self, kit: Kit, entry: Entry, pane: QWidget) -> None:
        super().__init__(pane)
        self._kit, self._entry, self._pane = kit, entry, pane

    def ask(self, kind: Kind, ground: Ground, variation: Variation | None = None) -> None:
        """Open the form of a kind, filled with a supposition that is there, or with what is usual."""
        times = self._kit.times
        wanted = fields(kind, ground, times)
        values = usual(kind, ground, times) if variation is None else filled(variation, ground.names)
        verb = tr("Suppose it") if variation is None else tr("Change it")
        dialog = FormDialog(kind.question, wanted, verb, self._pane)
        for field in wanted:
            if isinstance(field, SearchedField):
                field.searched.connect(partial(self._on_searched, field))
        self._entry.show(f"suppose_{kind.value}", dialog, partial(self._take, kind, ground), values)

    def _take(self, kind: Kind, ground: Ground, dialog: FormDialog, values: dict[str, Any]) -> None:
        customer = dialog.form.fields.get("customer_id")
        typed = customer.line.text().strip() if isinstance(customer, SearchedField) else ""
        found = meant(kind, values, typed, ground)
        scope, zone = Scope(ground.since, ground.until), self._kit.times.zone
        check = partial(check_variation, scope=scope, variation=found, zone=zone)
        self._entry.check(dialog, check, partial(self._on_checked, found, values.get("customer_id")))

    def _on_checked(self, found: Variation, customer: Found | None) -> None:
        if customer is not None:
            self.customer_met.emit(customer.value, customer.title)
        self.supposed.emit(found)

    def _on_searched(self, field: SearchedField, words: str) -> None:
        self._entry.read(partial(customers_found, words=words), partial(_offer, field, words))


def _offer(field: SearchedField, words: str, found: tuple[CustomerFound, ...]) -> None:
    if isValid(field):
        field.line.offer(words, [Found(each.id, each.name, f"{each.number}  {each.city}".strip()) for each in found])
