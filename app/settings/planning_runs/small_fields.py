"""Inputs of a run: a time of day, days of the week, records to tick, and choices that begin with the usual one."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from PySide6.QtCore import QTime

from app.settings.toggles import Toggles
from app.shared.calm import CalmMoment
from app.shared.fields import ChoiceField, Field
from app.shared.search_choice import SearchChoiceField
from app.shared.tick_list import TickList
from domain.language import tr

USUAL_TIME = time(5, 30)
TIME_WIDTH = 96
LIST_HEIGHT = 190


class ClockField(Field):
    """A time of day."""

    def __init__(self, name: str, title: str) -> None:
        self.edit = CalmMoment()
        super().__init__(name, title, self.edit)
        self.edit.setDisplayFormat("HH:mm")
        self.edit.setFixedWidth(TIME_WIDTH)
        self.edit.timeChanged.connect(self._on_edited)

    def value(self) -> time:
        shown = self.edit.time()
        return time(shown.hour(), shown.minute())

    def set_value(self, value: Any) -> None:
        given: time = value or USUAL_TIME
        self.edit.setTime(QTime(given.hour, given.minute))


class TogglesField(Field):
    """Several of a few values, each a button that stays down."""

    def __init__(self, name: str, title: str, choices: Sequence[tuple[int, str]]) -> None:
        self.toggles = Toggles(title, choices, len(choices))
        super().__init__(name, title, self.toggles)
        self.toggles.setFocusProxy(next(iter(self.toggles.buttons.values())))
        self.toggles.edited.connect(self._on_edited)

    def value(self) -> tuple[int, ...]:
        return self.toggles.value()

    def set_value(self, value: Any) -> None:
        self.toggles.set_value(value or ())


class TicksField(Field):
    """The ids of the records that are ticked, among many."""

    def __init__(self, name: str, title: str, nothing: str) -> None:
        self.ticks = TickList(title, nothing)
        super().__init__(name, title, self.ticks)
        self.ticks.setFixedHeight(LIST_HEIGHT)
        self.ticks.words.setAccessibleName(tr("{list}: filter", list=title))
        self._offered: list[tuple[int, str]] = []
        self.ticks.changed.connect(self._on_edited)

    def offer(self, choices: Sequence[tuple[int, str]]) -> None:
        """Replace the records; what is ticked stays so where it can."""
        if list(choices) != self._offered:
            self._offered = list(choices)
            self.ticks.offer(self._offered, ticked=self.value())

    def value(self) -> tuple[int, ...]:
        return tuple(sorted(key for key, _ in self.ticks.chosen()))

    def set_value(self, value: Any) -> None:
        wanted = tuple(sorted(value or ()))
        if wanted != self.value():
            self.ticks.offer(self._offered, ticked=wanted)


class UsualChoiceField(ChoiceField):
    """Nothing is the first that is offered."""

    def set_value(self, value: Any) -> None:
        super().set_value(self._values[0] if value is None and self._values else value)


class ZoneField(UsualChoiceField, SearchChoiceField):
    """A time zone, at first that of the service centre."""
