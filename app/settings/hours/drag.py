"""What the mouse has in its hand on the calendar of a week."""

from dataclasses import dataclass

from app.settings.hours.edits import fitting
from app.settings.hours.week import STEP, Block, Lane


@dataclass(frozen=True, slots=True)
class Drag:
    """`end` is which end of a block is dragged, "start" or "finish"; without, the whole of it, or something new."""

    lane: Lane
    pressed: int
    block: Block | None = None
    end: str = ""

    def span(self, minute: int) -> tuple[int, int]:
        """From when to when it is with the mouse at a minute."""
        if self.block is None:
            return fitting(self.lane, min(self.pressed, minute), max(self.pressed, minute))
        start, finish = self.block.start, self.block.finish
        if self.end == "start":
            return fitting(self.lane, min(minute, finish - STEP), finish)
        if self.end == "finish":
            return fitting(self.lane, start, minute)
        return start + minute - self.pressed, finish + minute - self.pressed

    def is_turned(self, minute: int) -> bool:
        """Whether an end is pulled to the other one or past it, so that nothing would be left."""
        if self.block is None or not self.end:
            return False
        return minute >= self.block.finish if self.end == "start" else minute <= self.block.start

    def block_at(self, minute: int) -> Block:
        """What it would be."""
        start, finish = self.span(minute)
        return Block(self.lane, start, finish, self.block.entry if self.block else None)
