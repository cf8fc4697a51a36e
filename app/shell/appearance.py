"""The user's choice of theme and density, and its memory."""

from functools import partial

from app.shared.actions import Action
from app.shared.memory import Memory
from app.shared.theme import Look, Theme
from app.shared.tokens import Density
from domain.language import tr

LOOK, DENSITY = "appearance/look", "appearance/density"
ICONS = {Look.SYSTEM: "monitor", Look.LIGHT: "sun", Look.DARK: "moon", Look.HIGH_CONTRAST: "contrast"}


def restore_appearance(theme: Theme, memory: Memory) -> None:
    """Look as when the program was left."""
    if (look := memory.text(LOOK)) in set(Look):
        theme.set_look(Look(look))
    if (density := memory.text(DENSITY)) in set(Density):
        theme.set_density(Density(density))


def look_actions(theme: Theme, memory: Memory) -> tuple[Action, ...]:
    """One action per theme."""
    return tuple(
        Action(
            f"look_{look.value}",
            look.label,
            partial(_choose_look, theme, memory, look),
            icon=ICONS[look],
            checked=partial(_has_look, theme, look),
        )
        for look in Look
    )


def density_actions(theme: Theme, memory: Memory) -> tuple[Action, ...]:
    """One action per row height."""
    return tuple(
        Action(
            f"density_{density.value}",
            tr("{density} rows", density=density.label),
            partial(_choose_density, theme, memory, density),
            icon="rows-3",
            checked=partial(_has_density, theme, density),
        )
        for density in Density
    )


def _choose_look(theme: Theme, memory: Memory, look: Look) -> None:
    theme.set_look(look)
    memory.keep(LOOK, look.value)


def _has_look(theme: Theme, look: Look) -> bool:
    return theme.look is look


def _choose_density(theme: Theme, memory: Memory, density: Density) -> None:
    theme.set_density(density)
    memory.keep(DENSITY, density.value)


def _has_density(theme: Theme, density: Density) -> bool:
    return theme.density is density
