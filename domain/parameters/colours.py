"""The colours that a service centre may choose: those of priorities, booking statuses and stages."""

import re
from collections.abc import Mapping

from domain.errors import Refusal
from domain.language import tr
from domain.words import Priority

PRIORITIES = tuple(f"priority.{priority.value}" for priority in Priority)
STATUSES = tuple(
    f"status.{status}"
    for status in ("planned", "dispatched", "accepted", "travelling", "on_site", "done", "partly_done", "cancelled")
)
STAGES = tuple(f"stage.{meaning}" for meaning in ("new", "planned", "active", "done", "cancelled"))
COLOURED = (*PRIORITIES, *STATUSES, *STAGES)
"""Everything that has a colour, by the name it has in the parameter; what is not chosen keeps that of the theme."""

_COLOUR = re.compile(r"#[0-9a-f]{6}")


def is_colour(text: str) -> bool:
    """Whether it is written as a colour."""
    return _COLOUR.fullmatch(text) is not None


def not_a_colour() -> str:
    """The sentence for what is none."""
    return tr("A colour is written as # and six digits or letters from a to f, such as #c65300.")


def checked_colours(name: str, value: object) -> dict[str, str]:
    """The chosen colours by what has them. Raises Refusal at the colour that is none."""
    given = value if isinstance(value, Mapping) else {}
    unknown = sorted(set(given) - set(COLOURED))
    if unknown:
        raise Refusal(tr("“{key}” has no colour.", key=unknown[0]), field=name)
    colours = {key: str(given[key]).strip().lower() for key in COLOURED if key in given}
    for key, colour in colours.items():
        if not is_colour(colour):
            raise Refusal(not_a_colour(), field=f"{name}.{key}")
    return colours
