"""Sends the webhooks and mails of plans, again and again until they are taken or given up.

At least once: a process that is killed after it has sent one sends it again. Both carry the number of the delivery, by
which the receiver knows it.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.message import EmailMessage

from devices.listener.standby import Standby
from devices.webhooks import SECONDS, find_secret, post
from domain.documents.post import Post
from domain.errors import CalloutError, Overtaken, Refusal
from domain.language import tr
from domain.monitoring import deliveries
from domain.monitoring.command_senders import PLANS
from domain.monitoring.deliveries import MAILTO, PAUSES, DeliveryRow
from domain.store.journal import FactRow
from domain.store.store import Store

NAME = "deliveries"
#: Without any news it looks this often, for a clock may have been set.
LOOK = timedelta(seconds=15)
#: So many are under way at once; one that hangs holds up the others no longer than it is waited for.
_AT_ONCE = 8


class Delivering(Standby):
    """The watch over the deliveries of one store, between `start` and `stop`; mails go out by `mails`, if given."""

    def __init__(
        self,
        store: Store,
        mails: Post | None,
        environment: Mapping[str, str],
        *,
        seconds: float = SECONDS,
        pauses: Sequence[timedelta] = PAUSES,
    ) -> None:
        super().__init__(store, NAME)
        self._mails = mails
        self._environment = environment
        self._seconds = seconds
        self._pauses = pauses

    def begin(self) -> None:
        """What waits is found at every turn."""

    def learn(self, facts: tuple[FactRow, ...]) -> None:
        """Facts from the journal, in its thread."""
        if any(fact.subject == "delivery" for fact in facts):
            self._news.set()

    def turn(self) -> float:
        """Send what is due; returns for how many seconds there is nothing to do."""
        with self._store.read() as session:
            found = deliveries.due(session, self._store.clock.now())
        if found:
            with ThreadPoolExecutor(_AT_ONCE, "delivery") as hands:
                for row, error in zip(found, hands.map(self._try, found), strict=True):
                    self._settle(row, error)
        return self._pause()

    def _try(self, row: DeliveryRow) -> str:
        """Why it was not taken; empty where it was."""
        send: Callable[[DeliveryRow], None] = self._mail if row.target.startswith(MAILTO) else self._post
        try:
            send(row)
        except CalloutError as error:
            return str(error)
        return ""

    def _post(self, row: DeliveryRow) -> None:
        post(row.target, row.body.encode(), row.id, find_secret(row.target, self._environment), self._seconds)

    def _mail(self, row: DeliveryRow) -> None:
        if self._mails is None:
            raise Refusal(tr("No mail server is set up for the listener."))
        message = EmailMessage()
        sender = self._mails.server.sender
        message["From"], message["To"] = sender, row.target.removeprefix(MAILTO)
        message["Subject"] = row.body.partition("\n")[0]
        message["Message-ID"] = f"<callout-delivery-{row.id}@{sender.rpartition('@')[2]}>"
        message.set_content(row.body)
        self._mails.send(message)

    def _settle(self, row: DeliveryRow, error: str) -> None:
        try:
            self._store.run(PLANS, deliveries.settle, row.id, error, self._pauses)
        except Overtaken:
            self._news.set()

    def _pause(self) -> float:
        now = self._store.clock.now()
        with self._store.read() as session:
            moment = deliveries.next_due(session)
        until = now + LOOK if moment is None else min(moment, now + LOOK)
        return max(0.0, (until - now).total_seconds())
