"""What can be done with the price of a subscription: set from a day on, taken back, raised for one or a group."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.entry import Entry
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.subscriptions import forms
from app.subscriptions.preview import Preview, PreviewDialog
from app.subscriptions.preview_table import index_columns, index_told, raises
from domain.language import tr, trn
from domain.store.store import Store
from domain.subscriptions.detail import SubscriptionDetail
from domain.subscriptions.indexation import Change, IndexMethod
from domain.subscriptions.indexing import (
    IndexPreview,
    index_group,
    index_subscription,
    preview_group_indexation,
    preview_indexation,
)
from domain.subscriptions.price_ladder import PriceStep
from domain.subscriptions.rate_service import remove_rate, set_rate

Values = dict[str, Any]


class PriceDeeds(QObject):
    """Opens the forms about prices; says what came of them."""

    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, pane: QWidget) -> None:
        super().__init__(pane)
        self._kit = kit
        self._store = desk.store
        self._entry = Entry(kit, desk, pane)
        self._entry.told.connect(self.told)

    def set_price(self, shown: SubscriptionDetail) -> None:
        values = {"effective_on": _next_day(shown), "base": "", "index": "100"}
        title, submit = tr("Price of {name}", name=shown.number), partial(self._set, shown)
        self._entry.ask("rate", title, forms.rate_fields(), tr("Set the price"), submit, values)

    def take_back(self, step: PriceStep) -> None:
        """Take back a price that no fee was made by."""
        if step.rate_id is not None:
            self._entry.act(Notice(tr("The price is taken back.")), remove_rate, step.rate_id)

    def index(self, shown: SubscriptionDetail) -> None:
        """Raise the price, seen before and after."""
        values = {
            "method": IndexMethod.INDEX_BY_PERCENT,
            "value": "",
            "effective_on": _next_day(shown),
            "scope": forms.THIS,
        }
        columns, work = index_columns(self._kit.times), partial(self._look, shown)
        kind = partial(PreviewDialog, self._kit, Preview("index_preview", columns, work, index_told, raises))
        fields, submit = forms.index_fields(shown.group), partial(self._index, shown)
        self._entry.ask("index", tr("Raise prices"), fields, tr("Raise them"), submit, values, kind=kind)

    def _set(self, shown: SubscriptionDetail, dialog: FormDialog, values: Values) -> None:
        self._entry.keep(dialog, _priced, set_rate, shown.id, forms.rate_draft(values))

    def _index(self, shown: SubscriptionDetail, dialog: FormDialog, values: Values) -> None:
        change = forms.index_change(values)
        if values["scope"] == forms.GROUP:
            self._entry.keep(dialog, _indexed, index_group, shown.draft.group_id, change)
        else:
            self._entry.keep(dialog, _priced, index_subscription, shown.id, change)

    def _look(self, shown: SubscriptionDetail, values: Values) -> Callable[[], Sequence[IndexPreview]]:
        return partial(_read, self._store, shown, forms.index_change(values), values["scope"])


def _read(store: Store, shown: SubscriptionDetail, change: Change, scope: str) -> Sequence[IndexPreview]:
    with store.read() as session:
        if scope == forms.GROUP:
            return preview_group_indexation(session, shown.draft.group_id, change)
        return (preview_indexation(session, shown.id, change),)


def _next_day(shown: SubscriptionDetail) -> date:
    """The first day that can have another price."""
    return shown.draft.starts_on if shown.paid_until is None else shown.paid_until + timedelta(days=1)


def _priced(_rate_id: int) -> Notice:
    return Notice(tr("The price is set."))


def _indexed(rows: Sequence[IndexPreview]) -> Notice:
    raised = sum(row.after is not None for row in rows)
    left = len(rows) - raised
    words = trn("{count} price is raised.", "{count} prices are raised.", raised)
    stays = trn("{count} stays as it is.", "{count} stay as they are.", left) if left else ""
    return Notice(f"{words} {stays}".strip(), Mood.DONE if raised else Mood.WARNING)
