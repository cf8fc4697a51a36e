"""What can be done with billing by usage: meter and tariff agreed, changed, given up."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.entry import Entry
from app.shared.kit import Kit
from app.shared.links import Notice
from app.subscriptions import usage_forms
from domain.language import tr
from domain.subscriptions.choices import meter_choices
from domain.subscriptions.detail import SubscriptionDetail
from domain.subscriptions.settings_queries import Choices
from domain.subscriptions.usage_service import remove_usage, set_usage

Values = dict[str, Any]


class UsageDeeds(QObject):
    """Opens the forms about usage; says what came of them."""

    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, pane: QWidget) -> None:
        super().__init__(pane)
        self._theme = kit.theme
        self._entry = Entry(kit, desk, pane)
        self._entry.told.connect(self.told)

    def agree(self, shown: SubscriptionDetail) -> None:
        """Bill by a meter, or by another tariff."""
        self._entry.read(partial(meter_choices, customer_id=shown.customer_id), partial(self._ask, shown))

    def give_up(self, shown: SubscriptionDetail) -> None:
        """Bill by usage no more, once that was said again."""
        title, verb = tr("Bill {name} by usage no more?", name=shown.number), tr("Bill by usage no more")
        said = tr("Fees that were made stay.")
        self._entry.ask("no_usage", title, (), verb, partial(self._give_up, shown), said=said)

    def _ask(self, shown: SubscriptionDetail, meters: Choices) -> None:
        title, fields = tr("Bill {name} by usage", name=shown.number), usage_forms.usage_fields(meters, self._theme)
        values, submit = usage_forms.usage_values(shown.usage), partial(self._agree, shown)
        self._entry.ask("usage", title, fields, tr("Agree it"), submit, values)

    def _agree(self, shown: SubscriptionDetail, dialog: FormDialog, values: Values) -> None:
        draft = usage_forms.usage_draft(values)
        done = partial(_told, tr("{name} is billed by usage.", name=shown.number))
        self._entry.keep(dialog, done, set_usage, shown.id, draft, shown.version)

    def _give_up(self, shown: SubscriptionDetail, dialog: FormDialog, _values: Values) -> None:
        done = partial(_told, tr("{name} is not billed by usage any more.", name=shown.number))
        self._entry.keep(dialog, done, remove_usage, shown.id, shown.version)


def _told(words: str, _result: None) -> Notice:
    return Notice(words)
