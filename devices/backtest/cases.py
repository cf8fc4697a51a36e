"""The alerts of the past that were raised up to a moment: which of them are one trouble, as `gathering` has it."""

from collections.abc import Iterable, Iterator
from operator import attrgetter

from devices.backtest.case import Case
from domain.clock import from_ms
from domain.monitoring.grouping import Tie, is_storm
from domain.monitoring.model import Grouping
from domain.words import Severity


class Cases:
    """Alerts in the order in which they were raised, the oldest first."""

    def __init__(self) -> None:
        self.all: list[Case] = []
        self._open: dict[int, Case] = {}
        self._of_rule: dict[int, list[Case]] = {}

    def add(self, case: Case) -> None:
        """It has been raised."""
        case.number = len(self.all)
        self.all.append(case)
        self._open[case.number] = case
        self._of_rule.setdefault(case.rule, []).append(case)

    def turn(self, case: Case, *, is_open: bool) -> None:
        """It is over, or open again."""
        case.is_open = is_open
        if is_open:
            self._open[case.number] = case
        else:
            del self._open[case.number]

    @property
    def open(self) -> list[Case]:
        """Those that are not over."""
        return [self._open[number] for number in sorted(self._open)]

    def head_of(self, case: Case) -> tuple[Case, Tie] | None:
        """The alert that this one is a part of, and why."""
        for tie, heads in self._ways(case):
            head = next((each for each in heads if each is not case), None)
            if head is not None:
                return head, tie
        return None

    def under(self, head: Case) -> list[Case]:
        """Those that stand under an alert and are not over."""
        return [each for each in self.open if each.under is head]

    def shown_severity(self, case: Case) -> Severity:
        """How bad an alert is with all that stands open under it."""
        return min((case.severity, *(each.severity for each in self.under(case))), key=attrgetter("rank"))

    def in_storm(self, case: Case) -> bool:
        """Whether its rule has raised so many troubles of late that this one is part of a storm."""
        limit = case.answer.storm_limit
        if limit is None:
            return False
        counted = (each for each in self.of_late(case) if each.tie in (None, Tie.STORM) and each.quiet is None)
        raised = [from_ms(each.alert.raised) for each in counted]
        return is_storm(raised, from_ms(case.alert.raised), limit, case.answer.storm_seconds)

    def of_late(self, case: Case) -> Iterator[Case]:
        """The others of its rule that were raised in the time that counts for a storm."""
        since = case.alert.raised - case.answer.storm_seconds * 1000
        for each in reversed(self._of_rule[case.rule]):
            if each.alert.raised <= since:
                return
            if each is not case:
                yield each

    def _ways(self, case: Case) -> Iterator[tuple[Tie, Iterable[Case]]]:
        """The heads that it may stand under, oldest first, by the way it would."""
        own = [each for each in self.open if each.is_head and each.rule == case.rule]
        if case.answer.grouping is Grouping.SITE:
            yield Tie.SITE, (each for each in own if each.place.site == case.place.site)
        elif case.answer.grouping is Grouping.PARENT:
            yield Tie.PARENT, self._of_wholes(case)
        if self.in_storm(case):
            recent = {each.number for each in self.of_late(case)}
            followed = {each.under.number for each in self.of_late(case) if each.under is not None}
            yield Tie.STORM, (each for each in own if each.number in recent | followed)

    def _of_wholes(self, case: Case) -> list[Case]:
        """The heads of what is open on what its asset is a part of, or its device speaks through."""
        assets = (case.place.wholes | case.place.gateways) - {case.place.asset}
        open_there = [each for each in self.open if each.quiet is None and each.place.asset in assets]
        heads = {head.number: head for each in open_there if (head := each.under or each).is_open}
        return [heads[number] for number in sorted(heads) if heads[number].under is None]
