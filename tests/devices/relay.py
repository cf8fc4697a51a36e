"""A relay between a client and a broker, which lets a test decide how bytes come and whether they do."""

import ssl
import threading
from contextlib import suppress
from socket import SHUT_RDWR, create_connection, create_server, socket

from devices.addresses import BrokerAddress

_CHUNK = 65_536
#: Keys without names, for which nobody needs a certificate.
_ANONYMOUS = "AECDH:@SECLEVEL=0"


class Relay:
    """Takes one client after another, until `close`; at most `piece` bytes at once come from the broker."""

    def __init__(self, broker: BrokerAddress, *, piece: int = _CHUNK, tls: bool = False) -> None:
        self.sent = bytearray()
        """What the client has sent."""
        self.passes = threading.Event()
        """Set while anything is taken from the client."""
        self.passes.set()
        self._broker = broker
        self._piece = piece
        self._context = _context(ssl.PROTOCOL_TLS_SERVER) if tls else None
        self._server = create_server(("127.0.0.1", 0))
        self._open: list[socket] = [self._server]
        self._threads = [threading.Thread(target=self._serve)]
        self._threads[0].start()

    @property
    def port(self) -> int:
        number: int = self._server.getsockname()[1]
        return number

    def hang_up(self) -> None:
        """Break all connections."""
        for each in self._open[1:]:
            with suppress(OSError):
                each.shutdown(SHUT_RDWR)

    def close(self) -> None:
        self.passes.set()
        with suppress(OSError):
            self._server.shutdown(SHUT_RDWR)
        self.hang_up()
        for thread in self._threads:
            thread.join()
        for each in self._open:
            each.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._server.accept()
                if self._context is not None:
                    client = self._context.wrap_socket(client, server_side=True)
                broker = create_connection((self._broker.host, self._broker.port))
                self._open += [client, broker]
                for work in (self._up, self._down):
                    self._threads.append(threading.Thread(target=work, args=(client, broker)))
                    self._threads[-1].start()

    def _up(self, client: socket, broker: socket) -> None:
        with suppress(OSError):
            while self.passes.wait() and (told := client.recv(_CHUNK)):
                self.sent += told
                broker.sendall(told)
            broker.shutdown(SHUT_RDWR)

    def _down(self, client: socket, broker: socket) -> None:
        with suppress(OSError):
            while told := broker.recv(self._piece):
                client.sendall(told)
            client.shutdown(SHUT_RDWR)


def trusting() -> ssl.SSLContext:
    """What a client needs to speak to a relay with TLS."""
    return _context(ssl.PROTOCOL_TLS_CLIENT)


def _context(side: int) -> ssl.SSLContext:
    context = ssl.SSLContext(side)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(_ANONYMOUS)
    return context
