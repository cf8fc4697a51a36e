"""A host that hears edge nodes, for tests of what it makes of them."""

from devices.dialects.dialect import Decoded
from devices.dialects.sparkplug.dialect import Sparkplug
from devices.messages import Reason, Received
from tests.devices.dialects.sparkplug.messages import NOW


class Host:
    """The dialect, and what came of all that it heard; it can be started anew with what it learned."""

    def __init__(self, *, strict: bool = False, host: str = "") -> None:
        self.strict, self.host = strict, host
        self.memory: dict[str, bytes] = {}
        self.said: list[Decoded] = []
        self.dialect = Sparkplug(strict=strict, host=host)

    def hear(self, *messages: Received, now: int = NOW) -> Decoded:
        for message in messages:
            self._keep(self.dialect.decode(message, now))
        return self.said[-1]

    def wait(self, now: int) -> Decoded:
        self._keep(self.dialect.pass_time(now))
        return self.said[-1]

    def restart(self) -> None:
        self.dialect = Sparkplug(strict=self.strict, host=self.host)
        self.dialect.recall(self.memory)

    def _keep(self, decoded: Decoded) -> None:
        self.said.append(decoded)
        for key, value in decoded.learned.items():
            if value is None:
                self.memory.pop(key, None)
            else:
                self.memory[key] = value

    @property
    def values(self) -> list[tuple[str, str, float | str | None]]:
        return [(r.device, r.metric, r.text if r.value is None else r.value) for d in self.said for r in d.readings]

    @property
    def requests(self) -> int:
        return sum(len(decoded.outgoing) for decoded in self.said)

    @property
    def reasons(self) -> list[Reason]:
        return [each.reason for decoded in self.said for each in decoded.rejected]

    def online(self) -> dict[str, bool]:
        return {status.device: status.online for decoded in self.said for status in decoded.statuses}
