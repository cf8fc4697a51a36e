"""Whom a customer wants to come, or not: asked in a form, for all sites or one of them."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from app.customers.wish_line import WishLine
from app.shared.dialog import FormDialog
from app.shared.entry import Entry, saved
from app.shared.kit import Kit
from app.shared.rows_field import Choices, RowsField
from domain.errors import Refusal
from domain.language import tr
from domain.reporting.customer_detail import CustomerDetail
from domain.reporting.order_choices import technician_choices
from domain.scheduling.needs.wish_service import Wished, wish, wishes_of

WIDE, MANY = 640, 8
Found = tuple[frozenset[Wished], Choices]


class WishDeeds:
    """What can be done with the wishes of a customer."""

    def __init__(self, entry: Entry, kit: Kit, pane: QWidget) -> None:
        self._entry = entry
        self._kit = kit
        self._pane = pane

    def change(self, customer: CustomerDetail) -> None:
        self._entry.read(partial(_read, customer.id), partial(self._ask, customer))

    def _ask(self, customer: CustomerDetail, found: Found) -> None:
        seen, technicians = found
        sites = [(site.id, site.name) for site in customer.sites if site.active]
        make = partial(WishLine, sites, self._kit.theme)
        field = RowsField("wishes", tr("Technicians"), make, tr("Add a technician"))
        field.offer(technicians)
        title = tr("Whom {name} wants to come", name=customer.name)
        said = tr("The board warns or refuses by these; those of a site come before those of the customer.")
        dialog = FormDialog(title, (field,), tr("Save"), self._pane, said, scrolls=len(seen) > MANY)
        dialog.setMinimumWidth(WIDE)
        names = dict(technicians)
        values = tuple(sorted(seen, key=lambda one: (one.site_id or 0, names.get(one.technician_id, ""))))
        self._entry.show("wishes", dialog, partial(self._submit, customer, seen), {"wishes": values})

    def _submit(
        self, customer: CustomerDetail, seen: frozenset[Wished], dialog: FormDialog, values: dict[str, Any]
    ) -> None:
        if None in values["wishes"]:
            raise Refusal(tr("Choose a technician in each line, or remove the line."), field="wishes")
        wanted = frozenset(values["wishes"])
        self._entry.keep(dialog, partial(saved, customer.name), wish, customer.id, seen, wanted)


def _read(customer_id: int, session: Session) -> Found:
    return wishes_of(session, customer_id), technician_choices(session)
