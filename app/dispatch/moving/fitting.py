"""Whom jobs fit at the times that they have: those who can do them first, then by warnings, then the nearest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.dispatch.board.drag import Cargo, Proposal
from app.dispatch.board.judging import weight
from app.dispatch.moving.setting import Setting
from domain.language import tr, trn
from domain.parameters.placement_rules import Kind
from domain.scheduling.board_rows import BoardTechnician
from domain.scheduling.rules.findings import Level

#: What makes somebody the wrong one for a job, at whatever time.
WRONG_PERSON = frozenset({Kind.SKILL, Kind.RATING, Kind.EXPIRED, Kind.CUSTOMER, Kind.KIND})


@dataclass(frozen=True, slots=True)
class Fit:
    """How well jobs fit somebody; `proposals` is where they would go."""

    technician: BoardTechnician
    proposals: tuple[Proposal, ...] = ()
    """Judged; empty where it is refused."""

    @property
    def possible(self) -> bool:
        return bool(self.proposals)

    @property
    def warnings(self) -> int:
        """How many sentences speak against it."""
        return sum(len(each.findings) for each in self.proposals)

    @property
    def travel(self) -> int:
        """Minutes of the ways there."""
        return sum(each.travel for each in self.proposals)

    @property
    def words(self) -> str:
        """Who it is, and how well it fits."""
        if not self.possible:
            return tr("{name} · {fit}", name=self.technician.name, fit=tr("not possible"))
        count = self.warnings
        fit = trn("{count} warning", "{count} warnings", count) if count else tr("fits")
        if not self.travel:
            return tr("{name} · {fit}", name=self.technician.name, fit=fit)
        return tr("{name} · {fit} · {minutes} min of travel", name=self.technician.name, fit=fit, minutes=self.travel)

    @property
    def rank(self) -> tuple[bool, int, int, int, str, int]:
        kinds = [finding.kind for each in self.proposals for finding in each.findings]
        wrong = sum(kind in WRONG_PERSON for kind in kinds)
        return (not self.possible, wrong, len(kinds), self.travel, self.technician.name, self.technician.id)


def fits(cargo: Sequence[Cargo], people: Iterable[BoardTechnician], setting: Setting) -> list[Fit]:
    """All of these people, the best first."""
    return sorted((_fit(cargo, one, setting) for one in people), key=_rank)


def _fit(cargo: Sequence[Cargo], technician: BoardTechnician, setting: Setting) -> Fit:
    there = [Proposal(each, technician, each.start, each.finish) for each in cargo]
    if any(weight(each, setting.grounds) is Level.REFUSAL for each in there):
        return Fit(technician)
    return Fit(technician, setting.together(there).all)


def _rank(fit: Fit) -> tuple[bool, int, int, int, str, int]:
    return fit.rank
