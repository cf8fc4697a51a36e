"""What one process at a time does, whatever happens to it."""

from devices.listener.standby import Standby
from domain.store.journal import FactRow
from domain.store.store import Store
from tests.devices.conftest import until
from tests.support.silence import LogWatch


class Stumbling(Standby):
    """Falls over its first turn."""

    turns = 0

    def begin(self) -> None:
        """Nothing to make ready."""

    def learn(self, facts: tuple[FactRow, ...]) -> None:
        """Nothing to hear."""

    def turn(self) -> float:
        self.turns += 1
        if self.turns == 1:
            raise ValueError("a turn that nobody foresaw")
        return 60.0


def test_a_watch_that_stumbles_begins_anew(store: Store, expected_logs: LogWatch) -> None:
    expected_logs.expect("devices.listener.standby", "The watch over the stones stumbled and begins anew")
    watch = Stumbling(store, "stones")
    watch.start()
    until(watch.watching.is_set)
    watch.stop()
    assert watch.turns == 2
