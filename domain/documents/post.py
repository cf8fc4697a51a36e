"""Sends mails, and sends those later that could not be sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Generic, TypeVar

from domain.documents.mail import MailDelayed, MailRefused, MailServer, parse_mail, send
from domain.documents.outbox import Outbox, read_mail
from domain.errors import Unavailable
from domain.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tried(Generic[T]):
    """What came of the mails that waited: what followed from each that is out, and why some never will be."""

    sent: tuple[T, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True)
class Post:
    """The mail server of the service centre, and the folder of what waits for it."""

    server: MailServer
    folder: Path
    environment: Mapping[str, str]

    def send(self, message: EmailMessage) -> None:
        """Hand a mail in. Raises MailRefused, MailDelayed, Unavailable; it is not kept then."""
        send(self.server, message, self.environment)

    def keep(self, message: EmailMessage) -> None:
        """Keep a mail to be sent later. Raises Unavailable where that is not possible either."""
        Outbox(self.folder).keep(message)

    def send_kept(self, ours: Callable[[EmailMessage], bool], then: Callable[[EmailMessage], T]) -> Tried[T]:
        """Send what waits and is `ours`; `then` is done with each mail that is out, before it is kept no more.

        A mail that is refused is laid aside, one that is delayed goes on waiting; a server that is away ends it.
        """
        outbox = Outbox(self.folder)
        sent, refused = [], []
        for path in outbox.waiting():
            claimed = outbox.claim(path) if _is(path, ours) else None
            if claimed is None:
                continue
            message = read_mail(claimed)
            try:
                self.send(message)
            except MailRefused as error:
                outbox.lay_aside(claimed)
                refused.append(f"{message['To']}: {error}")
            except Unavailable as error:
                outbox.put_back(claimed)
                if not isinstance(error, MailDelayed):
                    break
            else:
                sent.append(then(message))
                claimed.unlink(missing_ok=True)
        return Tried(tuple(sent), tuple(refused))


def post_of(settings: Settings, environment: Mapping[str, str]) -> Post | None:
    """The post of a profile, if a mail server is set up. Raises Unavailable."""
    if settings.mail is None:
        return None
    return Post(parse_mail(settings.mail, settings.mail_sender or ""), settings.profile / "outbox", environment)


def _is(path: Path, ours: Callable[[EmailMessage], bool]) -> bool:
    """Whether a file is one of our mails; what somebody else has put there, or has just sent, is not."""
    try:
        return ours(read_mail(path))
    except OSError:
        return False
