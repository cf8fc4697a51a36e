"""Mails over the SMTP server of the service centre. User and password come from the keyring or the environment."""

import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from urllib.parse import parse_qs, urlsplit

import keyring
import keyring.errors

from domain.errors import Refusal, Unavailable
from domain.language import tr

_PORTS = {"smtp": 587, "smtps": 465}
SECONDS = 20.0
#: From here on a server says no for good; below it says "later".
FOR_GOOD = 500


class MailRefused(Refusal):
    """The server will never take this mail, whatever becomes of others."""


class MailDelayed(Unavailable):
    """The server does not take this mail now; it may well take others."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mails are handed in: with TLS from the start, with STARTTLS, or in the open where that was asked for."""

    host: str
    port: int
    sender: str
    tls: bool = False
    open_way: bool = False

    @property
    def keyring_service(self) -> str:
        """The name under which the keyring has user and password."""
        return f"callout mail {self.host}:{self.port}"


def parse_mail(url: str, sender: str) -> MailServer:
    """The server in `smtps://host:port` or `smtp://host:port` (STARTTLS; `?tls=no` without). Raises Unavailable."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise _refused(url) from None
    if parts.username is not None or parts.password is not None:
        raise Unavailable(
            tr("The URL of the mail server must not hold a user or password: use the keyring or CALLOUT_MAIL_USER.")
        )
    asked = parse_qs(parts.query)
    known = parts.scheme in _PORTS and asked in ({}, {"tls": ["no"]}) and not parts.path.strip("/")
    if not known or not parts.hostname or not _is_host(parts.hostname):
        raise _refused(url)
    if not is_address(sender):
        raise Unavailable(
            tr("“mail_sender” must be the address that mails come from, not “{address}”.", address=sender)
        )
    tls = parts.scheme == "smtps"
    return MailServer(parts.hostname, port or _PORTS[parts.scheme], sender, tls, open_way=bool(asked) and not tls)


def is_address(text: str) -> bool:
    """Whether a mail can be sent there."""
    name, address = parseaddr(text)
    local, _, host = address.rpartition("@")
    return not name and address == text and bool(local) and bool(host) and text.isprintable() and " " not in text


def send(server: MailServer, message: EmailMessage, environment: Mapping[str, str]) -> None:
    """Hand a mail in. Raises MailRefused, MailDelayed, Unavailable with the reason."""
    with _told(server), _connected(server) as line:
        _log_in(line, server, environment)
        try:
            line.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            raise _not_taken(server, max(code for code, _ in error.recipients.values()), error) from error
        except smtplib.SMTPDataError as error:
            raise _not_taken(server, error.smtp_code, error) from error
        except smtplib.SMTPNotSupportedError as error:
            raise MailRefused(tr("The mail server {host} knows no such addresses.", host=server.host)) from error


def reach(server: MailServer, environment: Mapping[str, str]) -> None:
    """See whether the server would take a mail from us. Raises Unavailable with the reason."""
    with _told(server), _connected(server) as line:
        _log_in(line, server, environment)
        line.noop()


@contextmanager
def _told(server: MailServer) -> Iterator[None]:
    """Whatever goes wrong inside is told in one sentence."""
    try:
        yield
    except (OSError, smtplib.SMTPException) as error:
        raise Unavailable(_sentence(server, error)) from error


def _not_taken(server: MailServer, code: int, error: Exception) -> MailRefused | MailDelayed:
    sentence = _sentence(server, error)
    return MailRefused(sentence) if code >= FOR_GOOD else MailDelayed(sentence)


def _sentence(server: MailServer, error: Exception) -> str:
    return tr("The mail server {host} did not take it: {why}", host=server.host, why=_reason(error))


def _log_in(line: smtplib.SMTP, server: MailServer, environment: Mapping[str, str]) -> None:
    known = _credentials(server, environment)
    if known is None:
        return
    if not all(word.isascii() for word in known):
        raise Unavailable(
            tr(
                "User and password of the mail server {host} may have no letters beyond plain English ones.",
                host=server.host,
            )
        )
    line.login(*known)


def _is_host(name: str) -> bool:
    """Whether the name of a host can be looked up at all."""
    try:
        name.encode("idna")
    except UnicodeError:
        return False
    return True


def _connected(server: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.tls:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=context)
    line = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
    try:
        if not server.open_way:
            line.starttls(context=context)
    except BaseException:
        line.close()
        raise
    return line


def _credentials(server: MailServer, environment: Mapping[str, str]) -> tuple[str, str] | None:
    if user := environment.get("CALLOUT_MAIL_USER"):
        return user, environment.get("CALLOUT_MAIL_PASSWORD", "")
    try:
        found = keyring.get_credential(server.keyring_service, None)
    except keyring.errors.KeyringError:
        return None
    return (found.username, found.password) if found else None


def _reason(error: Exception) -> str:
    """One line, in the server's words if it said some."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        _, said = next(iter(error.recipients.values()))
        return said.decode(errors="replace")
    if isinstance(error, smtplib.SMTPResponseException):
        told = error.smtp_error
        return told.decode(errors="replace") if isinstance(told, bytes) else str(told)
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error)


def _refused(url: str) -> Unavailable:
    return Unavailable(tr("“{url}” is not a mail server: write smtps://host:port or smtp://host:port.", url=url))
