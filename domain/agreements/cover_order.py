"""The lines of one order, covered one after the other: what one takes of a limit the next has less."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from domain.agreements.cover import Answer, Used, Warranty, covered, needed
from domain.agreements.cover_caps import CapWindow
from domain.agreements.cover_rules import CoverRule, Work, rule_for


def cover_lines(
    lines: Iterable[tuple[Work, Warranty | None]], rules: Sequence[CoverRule], used: Used
) -> tuple[Answer, ...]:
    """How each line is covered, in their order; `used` tells what other orders have used of a limit.

    A visit that one line has opened is open for the others under the same rule.
    """
    taken: defaultdict[tuple[int, CapWindow], Decimal] = defaultdict(Decimal)
    visited: set[int] = set()

    def with_lines_before(rule: CoverRule, window: CapWindow) -> Decimal:
        return used(rule, window) + taken[rule.shared, window]

    answers = []
    for line, warranty in lines:
        work = _open(line, rules, visited)
        answer = covered(work, rules, with_lines_before, warranty)
        answers.append(answer)
        if answer.rule is not None and answer.usage is not None:
            taken[answer.rule.shared, answer.usage.window] += needed(work, answer.usage.cap.unit) - answer.beyond
            if not answer.beyond:
                visited.add(answer.rule.shared)
    return tuple(answers)


def _open(work: Work, rules: Sequence[CoverRule], visited: set[int]) -> Work:
    rule = rule_for(rules, work)
    return replace(work, opens_visit=False) if rule is not None and rule.shared in visited else work
