"""A command to a device as every format tells it in its own way."""

from collections.abc import Mapping

import msgspec

Value = str | float | bool | None | Mapping[str, object]


def value_of(values: Mapping[str, str | float | bool]) -> Value:
    """The values of a command as formats tell them: one called `value` stands for itself."""
    return values["value"] if set(values) == {"value"} else dict(values) or None


class Command(msgspec.Struct, frozen=True):
    """What the device with the key `device` is told; an answer names its `token` or `number`, where a format has such.

    `value` is one value, several under their names, or None where the command needs none; `at` is now, in ms UTC.
    """

    device: str
    name: str
    value: Value = None
    number: int = 1
    token: str = ""
    at: int = 0

    @property
    def dialect(self) -> str:
        """The format that the device speaks."""
        return self.device.partition(":")[0]

    @property
    def path(self) -> str:
        """The key without its format."""
        return self.device.partition(":")[2]
