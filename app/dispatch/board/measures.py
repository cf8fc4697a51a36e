"""How tall the parts of a row are, as dense as the user wants it."""

from dataclasses import dataclass

from app.shared.tokens import Density

GROUP_HEIGHT = 26
PADDING = 3
HEAT_HEIGHT = 4


@dataclass(frozen=True, slots=True)
class Measures:
    """Pixels of a lane, of a lane that shares its row with others, and of the strip that tells how full days are."""

    lane: int
    crowded: int
    heat: int

    def lane_height(self, lanes: int) -> int:
        return self.lane if lanes == 1 else self.crowded

    def row_height(self, lanes: int) -> int:
        """Of a technician's row with so many lanes."""
        return lanes * self.lane_height(lanes) + 2 * PADDING + self.heat


LANES = {Density.COMPACT: (26, 22), Density.NORMAL: (40, 28), Density.COMFORTABLE: (50, 34)}


def measures(density: Density, *, heat: bool) -> Measures:
    """The measures of a density, with or without the heat strip."""
    return Measures(*LANES[density], HEAT_HEIGHT if heat else 0)
