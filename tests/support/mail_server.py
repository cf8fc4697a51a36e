"""A mail server on the loopback that keeps what it is handed, or refuses it."""

import socketserver
import threading
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage


class MailServerStand:
    """Speaks as much SMTP as a mail needs.

    `refusal` is what it says to every recipient instead of taking mails, `refusals` what it says to some.
    """

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.refusal = ""
        self.refusals: dict[str, str] = {}
        self.reading: Callable[[], object] | None = None
        """What happens meanwhile, before a mail is taken."""
        self.login = ""
        self._server = _Server(("127.0.0.1", 0), _Talk)
        self._server.stand = self
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}?tls=no"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    stand: MailServerStand


class _Talk(socketserver.StreamRequestHandler):
    """One conversation."""

    def handle(self) -> None:
        assert isinstance(self.server, _Server)
        stand = self.server.stand
        self._say("220 here")
        while line := self.rfile.readline():
            word, _, rest = line.decode().strip().partition(" ")
            match word.upper():
                case "EHLO":
                    self._say("250-here", "250 AUTH PLAIN")
                case "AUTH":
                    stand.login = rest
                    self._say("235 welcome")
                case "RCPT":
                    self._say(stand.refusals.get(_address(rest), stand.refusal) or "250 well")
                case "DATA":
                    self._say("354 go on")
                    mail = self._mail()
                    if stand.reading is not None:
                        stand.reading()
                    stand.messages.append(mail)
                    self._say("250 taken")
                case "QUIT":
                    self._say("221 bye")
                    return
                case _:
                    self._say("250 well")

    def _mail(self) -> EmailMessage:
        rows = []
        while (row := self.rfile.readline()) not in (b".\r\n", b""):
            rows.append(row.removeprefix(b".") if row.startswith(b"..") else row)
        return message_from_bytes(b"".join(rows), policy=policy.SMTP)

    def _say(self, *rows: str) -> None:
        self.wfile.write("".join(f"{row}\r\n" for row in rows).encode())


def _address(rest: str) -> str:
    """Whom `TO:<kim@callout.example> …` means."""
    return rest.partition("<")[2].partition(">")[0]
