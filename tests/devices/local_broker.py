"""A broker of a few lines, for what a real one never does at the moment one wants."""

import socket
import threading
from abc import ABC, abstractmethod
from typing import Self

from devices.addresses import BrokerAddress


class LocalBroker(ABC):
    """Lives in a thread between `__enter__` and `__exit__`; what it does with its clients is in `serve`."""

    def __enter__(self) -> Self:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.address = BrokerAddress("127.0.0.1", self.server.getsockname()[1])
        self._thread = threading.Thread(target=self.serve)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.join()
        self.server.close()

    @abstractmethod
    def serve(self) -> None:
        """Accept clients from `server`, and return."""
