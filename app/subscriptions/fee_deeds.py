"""What can be done with fees: shown and made for one subscription or its group, taken back while they are open."""

from collections.abc import Callable, Sequence
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
from app.subscriptions.long_run import LongRun
from app.subscriptions.preview import Preview, PreviewDialog
from app.subscriptions.preview_table import makes, preview_columns, preview_told
from domain.language import tr, trn
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.detail import FeeRow, SubscriptionDetail
from domain.subscriptions.fee_plan import FeePreview, preview_fees, preview_group_fees
from domain.subscriptions.fee_service import Step, create_fees, create_group_fees, take_back
from domain.subscriptions.gaps import Wish
from domain.subscriptions.spans import Span

Values = dict[str, Any]


class FeeDeeds(QObject):
    """Opens the forms about fees; says what came of them."""

    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, run: LongRun, pane: QWidget) -> None:
        super().__init__(pane)
        self._kit = kit
        self._desk = desk
        self._run = run
        self._entry = Entry(kit, desk, pane)
        self._entry.told.connect(self.told)

    def make(self, shown: SubscriptionDetail, span: Span | None = None) -> None:
        """Make fees, seen before: for `span`, else for what is to be billed next."""
        columns, work = preview_columns(self._kit.times), partial(self._look, shown)
        told = partial(preview_told, times=self._kit.times)
        kind = partial(PreviewDialog, self._kit, Preview("fee_preview", columns, work, told, makes))
        title, values = tr("Make fees for {name}", name=shown.number), forms.fee_values(span or shown.next_days)
        fields, submit = forms.fee_fields(shown.group), partial(self._make, shown)
        self._entry.ask("fees", title, fields, tr("Make the fees"), submit, values, kind=kind)

    def take_back(self, fees: Sequence[FeeRow]) -> None:
        """Let open fees be as if they had never been made, once that was said again."""
        said = tr("Their days are free again. What is invoiced cannot be taken back, but credited.")
        title = trn("Take back {count} fee?", "Take back {count} fees?", len(fees))
        self._entry.ask("take_back", title, (), tr("Take back"), partial(self._take_back, fees), said=said)

    def _take_back(self, fees: Sequence[FeeRow], dialog: FormDialog, _values: Values) -> None:
        self._entry.keep(dialog, partial(_taken_back, len(fees)), take_back_all, fees)

    def _make(self, shown: SubscriptionDetail, dialog: FormDialog, values: Values) -> None:
        wish = forms.fee_wish(values)
        if values["scope"] == forms.THIS:
            self._entry.keep(dialog, _made, create_fees, shown.id, wish)
        else:
            self._run.check_free("scope")
            dialog.finish()
            store, user = self._desk.store, self._desk.user
            self._run.begin(partial(create_group_fees, store, user, shown.draft.group_id, wish), _group_told)

    def _look(self, shown: SubscriptionDetail, values: Values) -> Callable[[], Sequence[FeePreview]]:
        return partial(_read, self._desk.store, shown, forms.fee_wish(values), values["scope"])


def take_back_all(work: UnitOfWork, fees: Sequence[FeeRow]) -> None:
    """Take back all of them, or none."""
    for fee in fees:
        take_back(work, fee.id, fee.version)


def _read(store: Store, shown: SubscriptionDetail, wish: Wish, scope: str) -> Sequence[FeePreview]:
    with store.read() as session:
        if scope == forms.GROUP:
            return preview_group_fees(session, shown.draft.group_id, wish)
        return (preview_fees(session, shown.id, wish),)


def _made(fees: Sequence[int]) -> Notice:
    if not fees:
        return Notice(tr("Nothing was made: there is a fee for each of these days."), Mood.WARNING)
    return Notice(_made_words(len(fees)))


def _group_told(steps: Sequence[Step]) -> Notice:
    """How many fees were made, and why some got none."""
    words = _made_words(sum(step.fees for step in steps))
    reasons = [step.reason for step in steps if step.reason]
    if not reasons:
        return Notice(words)
    left = trn(
        "{count} subscription got none: {why}", "{count} subscriptions got none: {why}", len(reasons), why=reasons[0]
    )
    return Notice(f"{words} {left}", Mood.WARNING)


def _made_words(count: int) -> str:
    return trn("{count} fee is made.", "{count} fees are made.", count)


def _taken_back(count: int, _result: None) -> Notice:
    return Notice(trn("{count} fee is taken back.", "{count} fees are taken back.", count))
