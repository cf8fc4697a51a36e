"""Tours, jobs and prices as the optimiser knows them."""

from collections.abc import Sequence

from domain.optimising.problem import MUST, Job, Present, Tour, Weights
from domain.parameters.placement_rules import Kind
from domain.planning.goals import Goals
from domain.planning.translation.clock import Clock
from domain.planning.translation.drafts import Draft
from domain.planning.translation.places import Places, Spot
from domain.planning.translation.standing import Item
from domain.planning.translation.touring import Touring
from domain.planning.translation.values import Work
from domain.scheduling.needs.needs import Need
from domain.scheduling.rules.terms import Terms
from domain.workforce.model import Bookable

#: Quantities are counted in so many parts of one.
PARTS = 10_000
#: What a van holds of which nobody keeps account.
PLENTY = 10**9


class Stocks:
    """Which articles are counted, and how much of each is needed and carried."""

    def __init__(self, needs: Sequence[Need], terms: Terms) -> None:
        counted = needs if Kind.PARTS in terms.levels else ()
        self._articles = sorted({part.article_id for need in counted for part in need.parts})

    @property
    def articles(self) -> tuple[int, ...]:
        """Their ids, in the turn in which they are counted."""
        return tuple(self._articles)

    def uses(self, needs: Sequence[Need]) -> tuple[int, ...]:
        """What work takes out of the van."""
        found = dict.fromkeys(self._articles, 0)
        for need in needs:
            for part in need.parts:
                if part.article_id in found:
                    found[part.article_id] += int(part.quantity * PARTS)
        return tuple(found.values()) if any(found.values()) else ()

    def carried(self, touring: Touring, present: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
        """What the van holds; at least what the present plan takes."""
        if not self._articles:
            return ()
        van = dict(touring.outline.technician.van)
        held = [int(van.get(article, 0) * PARTS) if van else PLENTY for article in self._articles]
        taken = [sum(uses[at] for uses in present if uses) for at in range(len(self._articles))]
        return tuple(max(one, other) for one, other in zip(held, taken, strict=True))


class JobMaker:
    """Knows goals and places, and makes jobs and tours."""

    def __init__(self, goals: Goals, places: Places, clock: Clock, over: int) -> None:
        """Nobody does before the tick `over` what is left out."""
        self._goals, self._places, self._clock, self._over = goals, places, clock, over

    @property
    def weights(self) -> Weights:
        """The prices of ticks."""
        goals = self._goals
        return Weights(goals.travel, goals.overtime, goals.waiting, goals.unfair)

    def place(self, need: Need) -> int:
        """Where one goes for some work; nobody goes to a facility."""
        spot = Spot() if need.kind is Bookable.FACILITY else Spot.at(self._places.number(need.place))
        return self._places.spot_number(spot)

    def tour(self, touring: Touring, column: int, fair: int, stock: tuple[int, ...]) -> Tour:
        """One working day."""
        day, place = touring.day, self._places.spot_number
        return Tour(column, day.starts, day.ends, day.latest, place(day.start), place(day.end), day.breaks, fair, stock)

    def fast(self, item: Item, tour: int, uses: tuple[int, ...]) -> Job:
        """What stands fast."""
        return Job(
            ticks=item.finish - item.start,
            place=self._places.spot_number(item.spot),
            windows=((item.start, item.start),),
            left_out=MUST,
            uses=uses,
            present=Present((tour,), item.start),
        )

    def job(self, draft: Draft, present: Present | None, uses: tuple[int, ...]) -> Job:
        """What may be planned."""
        work, goals = draft.work, self._goals
        factor = goals.promised if work.is_told else 1.0
        due, late = self._late(work)
        return Job(
            ticks=draft.ticks,
            place=self.place(work.need),
            windows=draft.windows,
            left_out=MUST if draft.stays and work.booking is not None else self._left_out(draft, due, late, factor),
            due=due,
            late=late,
            crew=work.crew,
            after=draft.after,
            uses=uses,
            present=present,
            moved=goals.moved * factor if present is not None else 0.0,
        )

    def _late(self, work: Work) -> tuple[int | None, float]:
        if work.due is None or self._goals.late is None:
            return None, 0.0
        return self._clock.floor(work.due), self._goals.late.of(work.priority)

    def _left_out(self, draft: Draft, due: int | None, late: float, factor: float) -> float:
        """What is left out is done later than all that is planned; as far as a visit may be, that costs nothing."""
        work = draft.work
        delay = 0 if due is None else max(0, self._over - due)
        price = self._goals.left_out.of(work.priority) * draft.share + late * delay
        return price if work.booking is None else price + self._goals.taken_off * factor
