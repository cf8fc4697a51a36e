"""Mails that wait to be sent, as files in a folder; who sends one has it alone, also among several consoles."""

from contextlib import suppress
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from os import utime
from pathlib import Path
from time import time, time_ns
from uuid import uuid4

from domain.errors import Unavailable
from domain.language import tr

WAITING, CLAIMED, REFUSED = ".eml", ".sending", ".refused"
#: Whoever claimed a mail and was not heard of for so long is gone.
HELD = timedelta(minutes=10)


class Outbox:
    """The folder of a profile. Names begin with the time, so that they sort by it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, message: EmailMessage) -> None:
        """Keep a mail to be sent later. Raises Unavailable."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh = self.folder / f"{time_ns():020}-{uuid4().hex[:8]}.part"
            fresh.write_bytes(message.as_bytes(policy=policy.SMTP))
            fresh.replace(fresh.with_suffix(WAITING))
        except OSError as error:
            raise Unavailable(
                tr("{file} cannot be written: {why}", file=self.folder, why=error.strerror or error)
            ) from error

    def waiting(self) -> tuple[Path, ...]:
        """What waits, the oldest first."""
        self._free_abandoned()
        return tuple(sorted(self.folder.glob(f"*{WAITING}")))

    def claim(self, path: Path) -> Path | None:
        """Have a mail for oneself; None where somebody else was faster."""
        claimed = path.with_suffix(CLAIMED)
        try:
            utime(path)
            path.rename(claimed)
        except OSError:
            return None
        return claimed

    def put_back(self, claimed: Path) -> None:
        """Let a mail wait again."""
        claimed.replace(claimed.with_suffix(WAITING))

    def lay_aside(self, claimed: Path) -> None:
        """Keep a mail that nobody will ever take, for people to look at."""
        claimed.replace(claimed.with_suffix(REFUSED))

    def _free_abandoned(self) -> None:
        oldest = time() - HELD.total_seconds()
        for claimed in self.folder.glob(f"*{CLAIMED}"):
            with suppress(OSError):
                if claimed.stat().st_mtime < oldest:
                    self.put_back(claimed)


def read_mail(path: Path) -> EmailMessage:
    """A mail as it was kept. Raises OSError."""
    return message_from_bytes(path.read_bytes(), policy=policy.SMTP)
