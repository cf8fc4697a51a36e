"""What may become of a job that no longer fits its day: it stays, waits again, or goes to a colleague nearby."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from app.dispatch.board.drag import Proposal, of_booking
from app.dispatch.moving.fitting import Fit, fits
from app.dispatch.moving.setting import Setting
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.progress.progress import AHEAD

OFFERED = 3


@dataclass(frozen=True, slots=True)
class Fate:
    """One of them; with neither, the job stays where it is."""

    words: str
    off: bool = False
    given: Proposal | None = None

    @property
    def key(self) -> int:
        """What it is known by when everything is reckoned anew: whose it becomes."""
        return self.given.technician.id if self.given is not None else -1 if self.off else 0

    @property
    def fits(self) -> bool:
        """Whether it can be done without a second thought."""
        return self.given is not None and not self.given.findings


def fates(row: BoardBooking, setting: Setting, *, movable: bool) -> tuple[Fate, ...]:
    """What may become of it; `movable` is False where only somebody else can still be in time for it."""
    stays = Fate(tr("stays"))
    if row.status not in AHEAD:
        return (stays,)
    others = [one for one in setting.people if one.id != row.technician_id]
    found = [fit for fit in fits([of_booking(row)], others, setting) if fit.possible][:OFFERED]
    off = (Fate(tr("take off, waits again"), off=True),) if movable else ()
    return (stays, *map(_given, found), *off)


def begin_with(found: tuple[Fate, ...], taken: AbstractSet[int]) -> Fate:
    """The colleague whom it fits without a warning and who is given nothing else; else it stays."""
    return next((fate for fate in found if fate.fits and fate.key not in taken), found[0])


def _given(fit: Fit) -> Fate:
    return Fate(tr("give to {who}", who=fit.words), given=fit.proposals[0])
