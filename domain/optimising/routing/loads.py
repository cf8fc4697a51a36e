"""What jobs use and tours carry, of the same kinds for all."""

from domain.optimising.problem import Problem


def kinds(problem: Problem) -> int:
    """How many kinds of stock jobs use."""
    return max((len(job.uses) for job in problem.jobs), default=0)


def filled(amounts: tuple[int, ...], number: int) -> list[int]:
    """The amounts of so many kinds; nothing of those that are not named."""
    return [*amounts[:number], *[0] * (number - len(amounts))]
