"""Why an order is left out of a plan that was found, and what it would take, in sentences to be kept with it."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from domain.language import figure, near_day, tr
from domain.optimising.plan import Plan
from domain.parameters.placement_rules import Kind
from domain.planning.goals import Goals
from domain.planning.reasons.apart import whatever, why_not_apart
from domain.planning.reasons.nearest import by_technician
from domain.planning.reasons.values import Binding, Reason
from domain.planning.reasons.words import several, what_it_takes, why
from domain.planning.translation.binding import binding
from domain.planning.translation.clock import MINUTE
from domain.planning.translation.jobs import PARTS
from domain.planning.translation.loaded import Loaded
from domain.planning.translation.values import Translated, Work
from domain.scheduling.board_rows import BoardTechnician
from domain.scheduling.rules.checks import check
from domain.scheduling.rules.findings import Placement

log = logging.getLogger(__name__)

#: Of more jobs than these, the dearest ones first, nobody is asked why.
MOST_JOBS = 30
#: So many technicians, and so many ways out, are told of each.
MOST_TOLD = 3
#: Between what stands against an order and what it would take.
PARTED = "\n\n"
#: Rules that look at who comes, whenever that is.
ABOUT_PEOPLE = frozenset(
    {
        Kind.KIND,
        Kind.INACTIVE,
        Kind.CUSTOMER,
        Kind.PREFERRED,
        Kind.SKILL,
        Kind.RATING,
        Kind.EXPIRED,
        Kind.TERRITORY,
        Kind.PARTS,
    }
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the numbers of a problem stand for on the board of which it was made."""

    loaded: Loaded
    translated: Translated
    goals: Goals
    staff: Mapping[int, BoardTechnician]
    articles: Mapping[int, str]

    @classmethod
    def of(cls, loaded: Loaded, translated: Translated, goals: Goals) -> "Meaning":
        """With the names that stand on the board."""
        needs = [*(each.need for each in loaded.bookings), *(each.need for each in loaded.waiting)]
        articles = {part.article_id: part.name for need in needs for part in need.parts}
        return cls(loaded, translated, goals, {each.id: each for each in loaded.technicians}, articles)

    def who(self, tour: int) -> str:
        """The technician of a tour."""
        return self.staff[self.translated.technicians[tour]].name

    def order(self, job: int) -> str:
        """The number of its order."""
        return self._work(job).number

    def moment(self, tick: int) -> str:
        """Day and time on the clock of the reader."""
        zone, clock = self.loaded.zone, self.translated.clock
        local = clock.moment(tick).astimezone(zone)
        return f"{near_day(local.date(), clock.origin.astimezone(zone).date())} {local:%H:%M}"

    def part(self, kind: int, amount: int) -> str:
        """So much of an article."""
        name = self.articles[self.translated.articles[kind]]
        return f"{figure(amount / PARTS, 4)} × {name}"

    def forbidden(self, job: int, tour: int) -> str:
        """What the rules of the board say of who would come."""
        work, clock = self._work(job), self.translated.clock
        technician = self.staff[self.translated.technicians[tour]]
        start = clock.moment(self.translated.problem.tours[tour].starts)
        wish = Placement(technician.id, start, start + max(work.minutes, 1) * MINUTE)
        terms = binding(self.loaded.terms, self.goals)
        found = check(wish, technician, (), work.need, terms, self.loaded.zone)
        told = " ".join(each.sentence for each in found if each.kind in ABOUT_PEOPLE)
        return told or tr("It stays with who has it.")

    def _work(self, job: int) -> Work:
        """Of a job that does not stand fast."""
        work = self.translated.work[job]
        assert work is not None
        return work


def explained(meaning: Meaning, plan: Plan, wanted: Callable[[], bool] = whatever) -> Mapping[int, str]:
    """By job, why it is on no tour of the plan. Takes a few seconds."""
    problem = meaning.translated.problem
    done = {job for route in plan.routes for job in route}
    asked = [
        job
        for job, work in enumerate(meaning.translated.work)
        if work is not None and job not in done and problem.tours
    ]
    asked = sorted(asked, key=lambda job: -problem.jobs[job].left_out)[:MOST_JOBS]
    if not asked:
        return {}
    try:
        found = why_not_apart(problem, plan, asked, wanted, meaning.translated.earliest)
    except (EOFError, OSError, msgspec.DecodeError) as error:
        if wanted():
            log.warning("why orders are left out could not be reckoned: %r", error)
        return {}
    crews = [problem.jobs[job].crew for job in asked]
    return {job: _told(reasons, crew, meaning) for job, crew, reasons in zip(asked, crews, found, strict=True)}


def _told(reasons: Sequence[Reason], crew: int, meaning: Meaning) -> str:
    """The nearest technicians, those who may not do it last, a line each.

    Where none of them could come follows, after an empty line, what it would take, one change a line.
    """
    if crew > 1:
        return several(reasons, crew, meaning)
    nearest = sorted(by_technician(reasons), key=_is_forbidden)[:MOST_TOLD]
    if nearest[0].insertion is not None:
        return why(nearest[0], meaning)
    against = _lines(why(each, meaning) for each in nearest)
    return PARTED.join(filter(None, (against, _lines(what_it_takes(reasons, meaning)[:MOST_TOLD]))))


def _is_forbidden(reason: Reason) -> bool:
    return reason.binding is Binding.FORBIDDEN


def _lines(told: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(told))
