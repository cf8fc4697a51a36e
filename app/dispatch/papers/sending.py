"""Sends a day to a technician as mail with calendar file and paper; what cannot be sent is tried again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.dispatch.papers.asking import whose
from app.dispatch.papers.shown import Shown
from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.entry import Entry
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.shared.papers.pdf import pdf
from domain.documents.day_mail import day_mail, told_of
from domain.documents.mail import MailRefused, is_address
from domain.documents.post import Post, Tried
from domain.documents.sheets import week_sheet
from domain.documents.week_calendar import calendar_name, week_calendar
from domain.documents.week_loading import load_week
from domain.errors import Refusal, Unavailable
from domain.language import tr, trn
from domain.parameters import service as parameters
from domain.scheduling.progress.status_service import dispatch

AGAIN_MS = 60_000


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a mail: `why` it waits, if it does; else how many of its bookings are otherwise by now."""

    name: str
    why: str = ""
    changed: int = 0


class DayPost(Entry):
    """Asks whose day is sent, sends it, and dispatches what was told of."""

    def __init__(
        self, kit: Kit, desk: Desk, pane: QWidget, shown: Callable[[], Shown], chosen: Callable[[], int]
    ) -> None:
        super().__init__(kit, desk, pane)
        self._shown = shown
        self._chosen = chosen
        self._busy = False
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self.send_kept)
        if desk.post is not None:
            self._again.start()

    def can_send(self) -> bool:
        """Whether mails can be sent, and there is somebody to send them to."""
        return self._desk.post is not None and bool(self._shown().technicians)

    def why_not(self) -> str:
        """Why no mail can be sent."""
        if self._desk.post_problem:
            return self._desk.post_problem
        if self._desk.post is None:
            return tr("No mail server is set up (docs/dispatch.md); save the calendar file or the week as PDF instead.")
        return tr("Nobody is on the board.")

    def ask_day(self) -> None:
        """Ask whose day."""
        fields, values = whose(self._shown(), self._chosen(), self._kit.times, tr("Day"))
        self.ask("send_day", tr("Send the day"), fields, tr("Send"), self._submit, values)

    @Slot()
    def send_kept(self) -> None:
        """Try again what waits."""
        post = self._desk.post
        if post is not None and not self._busy:
            self._busy = True
            self._kit.tasks.run(partial(self._send_kept, post), self._on_kept_sent, self._on_still_kept, owner=self)

    def _submit(self, dialog: FormDialog, values: dict[str, Any]) -> None:
        post = self._desk.post
        if post is None:
            raise Refusal(self.why_not())
        work = partial(self._send, post, values["technician"], values["day"])
        self._kit.tasks.run(work, partial(self._on_sent, dialog), partial(self._on_refused, dialog), owner=self)

    def _send(self, post: Post, technician_id: int, day: date) -> Sent:
        name, message = self._written(post, technician_id, day)
        try:
            post.send(message)
        except MailRefused as error:
            raise Refusal(str(error), field="technician") from error
        except Unavailable as error:
            post.keep(message)
            return Sent(name, str(error))
        return Sent(name, changed=self._dispatched(message))

    def _dispatched(self, message: EmailMessage) -> int:
        """Dispatch what a mail told of; returns how much of it is otherwise by now."""
        return len(self._desk.do(dispatch, told_of(message) or {}))

    def _written(self, post: Post, technician_id: int, day: date) -> tuple[str, EmailMessage]:
        with self._desk.store.read() as session:
            week = load_week(session, technician_id, day, day, parameters.read(session), cancelled=True)
            sheet = week_sheet(session, technician_id, day, day)
        if not is_address(week.email):
            sentence = tr("{name} has no e-mail address; enter it in the settings.", name=week.technician)
            raise Refusal(sentence, field="technician")
        sender = post.server.sender
        calendar = calendar_name(week), week_calendar(week, self._desk.store.clock.now(), sender)
        paper = sheet.file_name, pdf(sheet)
        return week.technician, day_mail(week.email, sender, week, calendar, paper)

    def _send_kept(self, post: Post) -> Tried[int]:
        return post.send_kept(_is_ours, self._dispatched)

    def _on_sent(self, dialog: FormDialog, sent: Sent) -> None:
        dialog.finish()
        if sent.why:
            words = tr("The mail to {name} waits and is tried again every minute. {why}", name=sent.name, why=sent.why)
            self.told.emit(Notice(words, Mood.WARNING))
        else:
            self._tell_sent(tr("The day is sent to {name}.", name=sent.name), sent.changed)

    def _tell_sent(self, words: str, changed: int) -> None:
        """Say that mails are out, and that they tell of what is not so any more, if they do."""
        if changed:
            again = trn(
                "{count} job in it has changed meanwhile and is not dispatched; send the day again.",
                "{count} jobs in it have changed meanwhile and are not dispatched; send the day again.",
                changed,
            )
            self.told.emit(Notice(f"{words} {again}", Mood.WARNING))
        else:
            self.told.emit(Notice(words))

    def _on_kept_sent(self, tried: Tried[int]) -> None:
        self._busy = False
        if tried.sent:
            count = len(tried.sent)
            words = trn("{count} mail that waited is sent.", "{count} mails that waited are sent.", count)
            self._tell_sent(words, sum(tried.sent))
        for sentence in tried.refused:
            self.told.emit(Notice(sentence, Mood.ERROR))

    def _on_still_kept(self, error: Exception) -> None:
        self._busy = False
        self._on_failed(error)


def _is_ours(message: EmailMessage) -> bool:
    return told_of(message) is not None
