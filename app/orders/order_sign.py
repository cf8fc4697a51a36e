"""Signing an order off, with a drawn signature or by name, and taking that back."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton

from app.orders.order_work import OrderWork
from app.orders.signature_pad import SignaturePad
from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.fields import TextField
from app.shared.layout import column, row
from app.shared.links import Mood, Notice
from domain.language import tr
from domain.orders import attachments, signing
from domain.orders.content import AttachmentKind
from domain.orders.model import StageMeaning
from domain.parameters.model import ReasonFor
from domain.store.files import StoredFile
from domain.store.unit_of_work import UnitOfWork


class OrderSign:
    """The confirmation that the work is done."""

    def __init__(self, work: OrderWork, desk: Desk) -> None:
        self._work = work
        self._desk = desk

    def can_sign(self) -> bool:
        view = self._work.view
        open_or_done = view is not None and view.detail.meaning is not StageMeaning.CANCELLED
        return open_or_done and view is not None and view.header.signed_at is None

    def can_take_back(self) -> bool:
        view = self._work.view
        return view is not None and view.header.signed_at is not None

    def sign(self) -> None:
        """Ask who signs, and for the signature."""
        view = self._work.shown
        contact = next((each.name for each in view.detail.contacts), "")
        name = TextField("name", tr("Name"), tr("Who confirms the work"))
        title = tr("Sign {number} off", number=view.detail.number)
        pad = SignaturePad(self._work.kit.theme)
        dialog = self._work.dialog(title, [name], tr("Sign off"), partial(self._on_name, pad))
        dialog.set_said(tr("The signature can be left out; then the name alone counts."))
        again = QPushButton(tr("Draw again"))
        again.setProperty("role", "quiet")
        again.setAutoDefault(False)
        again.clicked.connect(pad.clear)
        beside = row(margins=(0, 0, 0, 0))
        beside.addStretch(1)
        beside.addWidget(again)
        drawn = column(margins=(16, 8, 0, 0), spacing=4)
        drawn.addWidget(pad)
        drawn.addLayout(beside)
        dialog.middle.addLayout(drawn)
        dialog.begin({"name": contact})

    def take_back(self) -> None:
        """Take the sign-off back."""
        order = self._work.shown.detail
        done = Notice(tr("The sign-off of {number} is taken back.", number=order.number))
        self._work.deeds.do(done, signing.unsign_order, order.id)

    def _on_name(self, pad: SignaturePad, dialog: FormDialog, values: dict[str, Any]) -> None:
        order = self._work.shown.detail
        picture = None if pad.is_empty else pad.picture()
        done = Notice(tr("{number} is signed off.", number=order.number), Mood.DONE)
        deed = partial(self._sign, order.id, values["name"], picture, _file_name(order.number))
        self._work.deeds.do_with_reason(
            order.id, ReasonFor.BREACH, done, deed, finish=dialog.finish, refuse=dialog.show_refusal
        )

    def _sign(
        self, order_id: int, name: str, picture: bytes | None, file_name: str, reason_id: int | None, _remark: str
    ) -> None:
        """Off the window's thread: the picture goes to the files, then order and picture are kept together."""
        stored = None if picture is None else self._desk.files.add_content(file_name, picture)
        self._desk.do(_signed, order_id, name, stored, reason_id)


def _signed(work: UnitOfWork, order_id: int, name: str, stored: StoredFile | None, reason_id: int | None) -> None:
    key = None if stored is None else attachments.attach(work, order_id, stored, AttachmentKind.SIGNATURE)
    signing.sign_order(work, order_id, name, key, reason_id)


def _file_name(number: str) -> str:
    return f"{number}.png"
