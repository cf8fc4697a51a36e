"""Asks the routing service, where there is one, for the ways that the plan in view takes."""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QObject, QTimer, Slot

from app.dispatch.plan import Plan
from app.dispatch.presenter import DispatchPresenter
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.travel.fetching import fetch_legs
from domain.scheduling.travel.places import Place

#: A service that is away is left alone for so long.
PATIENCE_MS = 10 * 60_000


class WayFetcher(QObject):
    """Asks beside all else, once at a time; what is new is judged by, and a service that is away told of once."""

    def __init__(self, kit: Kit, desk: Desk, presenter: DispatchPresenter) -> None:
        super().__init__(presenter)
        self._presenter = presenter
        self._tasks = kit.tasks
        self._desk = desk
        self._plan: Plan | None = None
        self._busy = False
        self._pause = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._pause.timeout.connect(self._next)
        presenter.plan_changed.connect(self._on_plan)

    @Slot(object, bool)
    def _on_plan(self, plan: Plan, _fade: bool) -> None:
        self._plan = plan
        self._next()

    @Slot()
    def _next(self) -> None:
        plan = self._plan
        if plan is None or self._busy or self._pause.isActive():
            return
        self._busy, self._plan = True, None
        work = partial(fetch_legs, self._desk.store, ways_of(plan))
        self._tasks.run(work, self._on_fetched, self._on_failed, owner=self)

    def _on_fetched(self, count: int) -> None:
        self._busy = False
        if count:
            self._presenter.judge_anew()
        self._next()

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        self._pause.start()
        self._presenter.said.emit(Notice(str(error), Mood.WARNING))


def ways_of(plan: Plan) -> Iterator[tuple[Place, Place]]:
    """The ways of every day: from where it begins, from job to job, to where it ends."""
    jobs: dict[int, list[BoardBooking]] = defaultdict(list)
    for booking in plan.bookings:
        if booking.need.place is not None:
            jobs[booking.technician_id].append(booking)
    for technician in plan.technicians:
        places: list[Place] = []
        for booking in sorted(jobs[technician.id], key=lambda one: one.start):
            assert booking.need.place is not None, "left out above"
            places.append(booking.need.place)
        yield from pairwise(places)
        for place in places:
            if technician.start is not None:
                yield technician.start, place
            if technician.end is not None:
                yield place, technician.end
