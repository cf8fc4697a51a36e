"""What a board shows and how: plain data for the database, whatever an older or newer console has written there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, TypeVar

from app.dispatch.board.look import BoardLook, ColourMode, Grouping
from app.shared.tokens import Density
from domain.scheduling.board_rows import BoardBooking, BoardTechnician, Span
from domain.scheduling.boards.with_work import with_work

TEAM, TERRITORY, SKILL, KIND, WORK = "team", "territory", "skill", "kind", "work"
WORDS = (TEAM, TERRITORY, SKILL, KIND, WORK)
WITH_WORK = "with"
#: The teams that whoever looks dispatches; no team can be called so.
MY_TEAMS = " mine"
LEAST_HOURS, MOST_HOURS = 0.5, 24.0 * 400
SWITCHES = ("travel", "breaks", "cancelled", "heat")
PLAIN = BoardLook()
Name = TypeVar("Name", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class BoardSettings:
    """An empty filter lets everybody through."""

    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By the words of the filter sentence."""
    technicians: frozenset[int] = frozenset()
    """Picked by hand; none means everybody."""
    look: BoardLook = PLAIN
    hours: float = 0.0
    """How much time is in view; 0 where nobody has said."""

    def plain(self) -> dict[str, Any]:
        """As it is kept."""
        look = self.look
        return {
            "chosen": {key: sorted(values) for key, values in sorted(self.chosen.items()) if values},
            "technicians": sorted(self.technicians),
            "look": {each.name: getattr(look, each.name) for each in fields(look)},
            "hours": round(self.hours, 2),
        }


def settings_of(kept: object) -> BoardSettings:
    """What was kept, as far as it is understood."""
    if not isinstance(kept, Mapping):
        return BoardSettings()
    chosen, hours = kept.get("chosen"), kept.get("hours")
    return BoardSettings(
        {key: frozenset(_texts(chosen.get(key))) for key in WORDS} if isinstance(chosen, Mapping) else {},
        frozenset(each for each in _list(kept.get("technicians")) if isinstance(each, int)),
        _look(kept.get("look")),
        float(hours) if isinstance(hours, int | float) and LEAST_HOURS <= hours <= MOST_HOURS else 0.0,
    )


def seen_by(settings: BoardSettings, technicians: Iterable[BoardTechnician], user: str) -> BoardSettings:
    """The settings with the names of the user's own teams in place of "my teams"; whoever has none sees none."""
    teams = settings.chosen.get(TEAM, frozenset())
    mine = {one.team for one in technicians if one.team_owner == user}
    if MY_TEAMS not in teams or not mine:
        return settings
    return replace(settings, chosen={**settings.chosen, TEAM: (teams - {MY_TEAMS}) | mine})


def shown(
    settings: BoardSettings, technicians: Sequence[BoardTechnician], bookings: Iterable[BoardBooking], days: Span
) -> tuple[BoardTechnician, ...]:
    """Who stands on the board while these days are in view."""
    kept = tuple(one for one in technicians if passes(settings, one))
    if not settings.chosen.get(WORK):
        return kept
    busy = with_work(bookings, days)
    return tuple(one for one in kept if one.id in busy)


def passes(settings: BoardSettings, technician: BoardTechnician) -> bool:
    """Whether the filters let somebody through, with work or without."""
    wanted = settings.chosen.get
    return (
        (not settings.technicians or technician.id in settings.technicians)
        and (not wanted(TEAM) or technician.team in wanted(TEAM, ()))
        and (not wanted(KIND) or technician.kind.value in wanted(KIND, ()))
        and (not wanted(TERRITORY) or bool(technician.territories & wanted(TERRITORY, frozenset())))
        and (not wanted(SKILL) or bool(technician.skills & wanted(SKILL, frozenset())))
    )


def _look(kept: object) -> BoardLook:
    if not isinstance(kept, Mapping):
        return PLAIN
    switches = {name: bool(kept.get(name, getattr(PLAIN, name))) for name in SWITCHES}
    return replace(
        PLAIN,
        grouping=_named(Grouping, kept.get("grouping"), PLAIN.grouping),
        colours=_named(ColourMode, kept.get("colours"), PLAIN.colours),
        density=_named(Density, kept.get("density"), PLAIN.density),
        **switches,
    )


def _named(kind: type[Name], kept: object, otherwise: Name) -> Name:
    return next((each for each in kind if each.value == kept), otherwise)


def _list(kept: object) -> list[Any]:
    return kept if isinstance(kept, list) else []


def _texts(kept: object) -> list[str]:
    return [each for each in _list(kept) if isinstance(each, str)]
