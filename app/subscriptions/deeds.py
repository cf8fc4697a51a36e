"""What can be done with a subscription: entered, changed, ended, stopped and let go on."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.shared.days import short_day
from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.entry import Entry, saved
from app.shared.fields import ChoiceField
from app.shared.kit import Kit
from app.shared.links import Notice
from app.subscriptions import forms
from domain.errors import Refusal
from domain.language import tr
from domain.reporting.subscription_overview import SubscriptionOverview
from domain.subscriptions.choices import SubscriptionChoices, agreement_choices, subscription_choices
from domain.subscriptions.detail import SubscriptionDetail
from domain.subscriptions.service import (
    activate,
    change_subscription,
    create_subscription,
    deactivate,
    end_subscription,
)
from domain.subscriptions.settings_queries import Choices

Values = dict[str, Any]


class SubscriptionDeeds(QObject):
    """Opens the forms about the subscription that is shown; says what came of them."""

    told = Signal(object)
    """A `Notice`."""
    subscription_made = Signal(int)
    """The id of a subscription that was just entered."""

    def __init__(self, kit: Kit, desk: Desk, pane: QWidget) -> None:
        super().__init__(pane)
        self._times = kit.times
        self._entry = Entry(kit, desk, pane)
        self._entry.told.connect(self.told)
        self.overview: SubscriptionOverview | None = None

    @property
    def shown(self) -> SubscriptionDetail:
        """The subscription, where an action is possible only with one."""
        assert self.overview is not None, "actions are off without a subscription"
        return self.overview.subscription

    @property
    def today(self) -> date:
        """The day at the desk."""
        return self._times.local(self._times.now()).date()

    def new(self, customer_id: int | None) -> None:
        """Enter a subscription, with a customer where one is known."""
        read = partial(subscription_choices, customer_id=customer_id)
        self._entry.read(read, partial(self._ask_new, customer_id))

    def change(self) -> None:
        shown = self.shown
        self._entry.read(partial(subscription_choices, customer_id=shown.customer_id), partial(self._ask, shown))

    def end(self) -> None:
        shown = self.shown
        title, values = tr("When does {name} end?", name=shown.number), {"ends_on": shown.draft.ends_on or self.today}
        submit = partial(self._end, shown)
        self._entry.ask("end", title, forms.end_fields(), tr("Keep the end"), submit, values)

    def switch(self) -> None:
        """Let no further fees be made, or let them be made again; either can be undone."""
        shown = self.shown
        there, back = (deactivate, activate) if shown.active else (activate, deactivate)
        undo = partial(self._entry.act, Notice(tr("Undone.")), back, shown.id)
        words = tr("{name} is active again.", name=shown.number)
        if shown.active:
            words = tr("{name} is not active: no further fees are made.", name=shown.number)
        self._entry.act(Notice(words, undo=undo), there, shown.id)

    def _ask_new(self, customer_id: int | None, choices: SubscriptionChoices) -> None:
        values = {**forms.header_values(forms.first_draft(self.today)), "customer": customer_id, "group_id": None}
        fields, verb = forms.new_fields(choices), tr("Enter the subscription")
        dialog = self._entry.ask("subscription", tr("New subscription"), fields, verb, self._enter, values)
        dialog.form.edited.connect(partial(self._on_edited, dialog))

    def _on_edited(self, dialog: FormDialog, field: str) -> None:
        """What can be chosen as agreement follows from the customer."""
        if field == "customer":
            customer_id = dialog.form.fields["customer"].value()
            self._entry.read(partial(agreement_choices, customer_id=customer_id), partial(_offer, dialog))

    def _enter(self, dialog: FormDialog, values: Values) -> None:
        if values["customer"] is None:
            raise Refusal(tr("Choose the customer first."), field="customer")
        draft = forms.header_draft(values)
        done = partial(self._on_entered, draft.name)
        self._entry.keep(dialog, done, create_subscription, values["customer"], draft)

    def _on_entered(self, name: str, subscription_id: int) -> Notice:
        self.subscription_made.emit(subscription_id)
        return Notice(tr("{name} is entered; now what it costs.", name=name))

    def _ask(self, shown: SubscriptionDetail, choices: SubscriptionChoices) -> None:
        own = shown.draft.article_id
        article = None if own is None else (own, shown.article)
        fields, title = forms.header_fields(choices, article), tr("Change {name}", name=shown.number)
        values, submit = forms.header_values(shown.draft), partial(self._save, shown)
        self._entry.ask("subscription", title, fields, tr("Save"), submit, values)

    def _save(self, shown: SubscriptionDetail, dialog: FormDialog, values: Values) -> None:
        draft = forms.header_draft(values)
        self._entry.keep(dialog, partial(saved, draft.name), change_subscription, shown.id, draft, shown.version)

    def _end(self, shown: SubscriptionDetail, dialog: FormDialog, values: Values) -> None:
        last = values["ends_on"]
        done = partial(_ends, shown.number, last)
        self._entry.keep(dialog, done, end_subscription, shown.id, shown.version, last)


def _offer(dialog: FormDialog, choices: Choices) -> None:
    field = dialog.form.fields["agreement_id"]
    if isinstance(field, ChoiceField):
        with dialog.form.filling():
            field.offer(forms.or_none(choices))


def _ends(name: str, last_day: date | None, _result: None) -> Notice:
    if last_day is None:
        return Notice(tr("{name} goes on until further notice.", name=name))
    return Notice(tr("{name} ends on {day}.", name=name, day=short_day(last_day)))
