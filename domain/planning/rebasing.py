"""What of a proposal still fits the board as it is now, and for all else a sentence that says why not.

Nothing is judged here but by the rules of the board; the board itself judges once more when the edits are done.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.language import tr
from domain.planning.changes import Change
from domain.planning.meanwhile import altered, takes_another_time
from domain.planning.model import ChangeKind
from domain.scheduling.needs.fulfilling import books, given
from domain.scheduling.placing.edit_values import Edit
from domain.scheduling.placing.edits import with_requirement
from domain.scheduling.placing.holding import Held, check_as_seen, lay_hold, look_at
from domain.scheduling.placing.judging import judge
from domain.scheduling.progress.stage_rules import cannot_be_new, cannot_be_planned
from domain.scheduling.rules import terms
from domain.scheduling.rules.findings import Finding, Level
from domain.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Fitting:
    """By the numbers of the changes: edits that fit together, what the rules say of them, and why others do not."""

    edits: Mapping[int, Edit]
    warnings: Mapping[int, tuple[str, ...]]
    refused: Mapping[int, str]


def fitting(
    work: UnitOfWork, changes: Mapping[int, Change], zone: tzinfo | None = None, *, any_warning: bool = False
) -> Fitting:
    """Hold what the changes concern, and find those that fit, all together.

    A rule that warns and did not when the change was proposed speaks against it, unless `any_warning` is taken.
    """
    edits = _edits(changes)
    held = lay_hold(work, list(edits.values()))
    return _Rebase(work.session, work.now, held, changes, edits, zone, any_warning=any_warning).fit()


def not_fitting(
    session: Session, changes: Mapping[int, Change], now: datetime, zone: tzinfo | None = None
) -> Mapping[int, str]:
    """By the numbers of the changes that do not fit at this moment, why not; nothing is held."""
    edits = _edits(changes)
    held = look_at(session, list(edits.values()))
    return _Rebase(session, now, held, changes, edits, zone, any_warning=False).fit().refused


def _edits(changes: Mapping[int, Change]) -> dict[int, Edit]:
    return {key: edit for key, change in changes.items() if (edit := change.edit()) is not None}


@dataclass(slots=True)
class _Rebase:
    """What is left of the changes, from one check to the next."""

    session: Session
    now: datetime
    held: Held
    changes: Mapping[int, Change]
    edits: dict[int, Edit]
    zone: tzinfo | None
    any_warning: bool = field(kw_only=True)
    refused: dict[int, str] = field(init=False, default_factory=dict)

    def fit(self) -> Fitting:
        self._drop(self._altered())
        self._drop(self._not_needed())
        warnings = self._judge()
        while stuck := self._stuck():
            self._drop(stuck)
            warnings = self._judge()
        return Fitting(self.edits, warnings, self.refused)

    def _drop(self, refused: Mapping[int, str]) -> None:
        """Leave these out, and whoever would do the same job with them."""
        teams = {self.changes[key].team: why for key, why in refused.items() if self.changes[key].team is not None}
        others = {key: teams[self.changes[key].team] for key in self.edits if self.changes[key].team in teams}
        for key, why in {**others, **refused}.items():
            self.refused[key] = why
            del self.edits[key]

    def _altered(self) -> Mapping[int, str]:
        """What is not any more as it was seen."""
        known = books(self.session, {edit.order_id for edit in self.edits.values()})
        return {
            key: why
            for key, edit in self.edits.items()
            if (
                why := altered(self.session, self.held, self.changes[key], self.zone)
                or self._refusal(edit)
                or takes_another_time(self.held, self.changes[key], known.get(edit.order_id))
            )
        }

    def _refusal(self, edit: Edit) -> str:
        try:
            check_as_seen(self.held, edit)
        except Refusal as refusal:
            return str(refusal)
        return ""

    def _not_needed(self) -> Mapping[int, str]:
        """What somebody else does already; asked order by order only where there is something."""
        if not self._give(self.edits):
            return {}
        of_order: dict[int, list[int]] = {}
        for key, edit in self.edits.items():
            of_order.setdefault(edit.order_id, []).append(key)
        return {key: why for keys in of_order.values() if (why := self._give(keys)) for key in self._assigned(keys)}

    def _give(self, keys: Collection[int]) -> str:
        """Say of each edit what it fulfils; why not, if there is nothing."""
        wanted = [with_requirement(self.held, self.edits[key]) for key in keys]
        try:
            self.edits.update(zip(list(keys), given(self.session, wanted), strict=True))
        except Refusal as refusal:
            return str(refusal)
        return ""

    def _assigned(self, keys: Iterable[int]) -> list[int]:
        return [key for key in keys if self.changes[key].kind is ChangeKind.ASSIGN]

    def _stuck(self) -> Mapping[int, str]:
        """What would take its order to a stage that is not open to it."""
        placed = {edit.order_id for edit in self.edits.values() if edit.technician_id is not None}
        taken = [edit for edit in self.edits.values() if edit.technician_id is None]
        leaving = {edit.booking_id for edit in taken if edit.booking_id is not None}
        why = {
            **cannot_be_planned(self.session, placed),
            **cannot_be_new(self.session, {edit.order_id for edit in taken} - placed, leaving),
        }
        return {
            key: tr("{number}: {reason}", number=self.held.orders[edit.order_id].number, reason=why[edit.order_id])
            for key, edit in self.edits.items()
            if edit.order_id in why
        }

    def _judge(self) -> Mapping[int, tuple[str, ...]]:
        """Leave out what the rules speak against until they let all the rest be together; what they warn of then."""
        on = terms.load(self.session).at(self.now)
        while self.edits:
            judged = judge(self.session, self.held, list(self.edits.values()), on, self.zone)
            found = dict(zip(self.edits, judged.findings, strict=True))
            against = {key: told for key, findings in found.items() if (told := self._against(key, findings))}
            if not against:
                return {key: tuple(each.kind.value for each in findings) for key, findings in found.items()}
            self._drop(against)
        return {}

    def _against(self, key: int, findings: Sequence[Finding]) -> str:
        known = self.changes[key].warnings
        return " ".join(
            each.sentence
            for each in findings
            if each.level is Level.REFUSAL or not (self.any_warning or each.kind.value in known)
        )
