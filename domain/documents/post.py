"""Sends mails, and keeps those that could not be sent as files in the profile until they can."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from uuid import uuid4

from domain.documents.mail import MailServer, parse_mail, send
from domain.errors import Unavailable
from domain.language import tr
from domain.settings import Settings

END = ".eml"


@dataclass(frozen=True)
class Post:
    """The mail server of the service centre, and the folder of what waits for it."""

    server: MailServer
    folder: Path
    environment: Mapping[str, str]

    def send(self, message: EmailMessage) -> None:
        """Hand a mail in. Raises Unavailable, and then it is not kept."""
        send(self.server, message, self.environment)

    def keep(self, message: EmailMessage) -> None:
        """Keep a mail to be sent later. Raises Unavailable where that is not possible either."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh = self.folder / f"{uuid4().hex}.part"
            fresh.write_bytes(message.as_bytes(policy=policy.SMTP))
            fresh.replace(fresh.with_suffix(END))
        except OSError as error:
            raise Unavailable(
                tr("{file} cannot be written: {why}", file=self.folder, why=error.strerror or error)
            ) from error

    def kept(self) -> tuple[Path, ...]:
        """The mails that wait, the oldest first."""
        return tuple(sorted(self.folder.glob(f"*{END}"), key=_age)) if self.folder.is_dir() else ()

    def send_kept(self) -> Iterator[EmailMessage]:
        """Send what waits; each mail that is sent is given back and kept no more. Raises Unavailable at the first."""
        for path in self.kept():
            message = message_from_bytes(path.read_bytes(), policy=policy.SMTP)
            self.send(message)
            path.unlink(missing_ok=True)
            yield message


def post_of(settings: Settings, environment: Mapping[str, str]) -> Post | None:
    """The post of a profile, if a mail server is set up. Raises Unavailable."""
    if settings.mail is None:
        return None
    return Post(parse_mail(settings.mail, settings.mail_sender or ""), settings.profile / "outbox", environment)


def _age(path: Path) -> tuple[int, str]:
    return path.stat().st_mtime_ns, path.name
