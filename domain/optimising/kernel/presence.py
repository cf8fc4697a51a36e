"""Jobs that come into the plan and leave it, with all of their crew."""

from domain.optimising.kernel.arrays import NEVER, Arrays
from domain.optimising.kernel.compiling import compiled, inlined
from domain.optimising.kernel.state import ABSENT, LEFT_OUT, TOUCHED, State
from domain.optimising.kernel.touring import put_on, refresh, take_off


@compiled
def leave_absent(a: Arrays, s: State, job: int) -> None:
    """Count the job among the present."""
    s.counts[ABSENT] -= 1
    s.sums[LEFT_OUT] -= a.jobs[job].left_out
    last, place = s.absent[s.counts[ABSENT]], s.marks[job].place
    s.absent[place] = last
    s.marks[last].place = place


@compiled
def join_absent(a: Arrays, s: State, job: int) -> None:
    """Count the job among the absent."""
    s.marks[job].place = s.counts[ABSENT]
    s.absent[s.counts[ABSENT]] = job
    s.counts[ABSENT] += 1
    s.sums[LEFT_OUT] += a.jobs[job].left_out


@compiled
def insert(a: Arrays, s: State, job: int, tour: int, position: int) -> None:
    """Put a job into the plan, or one more of its crew."""
    if s.marks[job].tour < 0:
        leave_absent(a, s, job)
        s.marks[job].tour = tour
    for seat in range(a.jobs[job].crew):
        if s.seats[job, seat] < 0:
            s.seats[job, seat] = tour
            break
    put_on(a, s, tour, position, job)
    refresh(a, s, tour)


@compiled
def withdraw(a: Arrays, s: State, job: int) -> None:
    """Take the job out of the plan, from all its tours, which are to be reckoned anew."""
    if s.marks[job].tour < 0:
        return
    for seat in range(a.jobs[job].crew):
        if s.seats[job, seat] >= 0:
            take_off(a, s, s.seats[job, seat], job)
            s.seats[job, seat] = -1
    s.marks[job].tour = -1
    s.marks[job].pin = NEVER
    join_absent(a, s, job)


@inlined
def withdraw_followers(a: Arrays, s: State) -> None:
    """Take out what comes after jobs that are out."""
    going = True
    while going:
        going = False
        for job in s.linked:
            if s.marks[job].tour >= 0 and not _is_led(a, s, job):
                withdraw(a, s, job)
                going = True


@inlined
def _is_led(a: Arrays, s: State, job: int) -> bool:
    out = 0
    for each in range(a.jobs[job].after_from, a.jobs[job].after_to):
        out += s.marks[a.after[each, 0]].tour < 0
    return out == 0


@inlined
def refresh_touched(a: Arrays, s: State) -> None:
    """Reckon anew what this round has changed."""
    for each in range(s.counts[TOUCHED]):
        refresh(a, s, s.touched[each])
