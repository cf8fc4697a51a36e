"""Where an agreement stands on a day: running, notice due, notice passed, ending, expired."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.agreements.renewal import Renewal, Term, end_of, last_term, notice_of, term_on
from domain.language import day_words, tr, trn

#: How many days before an end or a last day for notice it is told.
WARN_DAYS = 30


class State(StrEnum):
    """What an agreement does on a day."""

    NOT_BEGUN = "not_begun"
    RUNNING = "running"
    NOTICE_DUE = "notice_due"
    NOTICE_PASSED = "notice_passed"
    ENDING = "ending"
    EXPIRED = "expired"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            State.NOT_BEGUN: tr("Not begun"),
            State.RUNNING: tr("Running"),
            State.NOTICE_DUE: tr("Notice due"),
            State.NOTICE_PASSED: tr("Notice passed"),
            State.ENDING: tr("Ending"),
            State.EXPIRED: tr("Expired"),
        }[self]


@dataclass(frozen=True, slots=True)
class Standing:
    """State, renewals so far, the last day of this term, and the last day for notice where there is one to give."""

    state: State
    renewals: int
    ends_on: date
    notice_on: date | None = None

    @property
    def sentence(self) -> str:
        """All of it in words."""
        told = [_state_told(self)]
        if self.notice_on is not None and self.state is not State.EXPIRED:
            told.append(tr("Last day for notice: {day}.", day=day_words(self.notice_on)))
        if self.renewals:
            told.append(trn("Renewed {count} time.", "Renewed {count} times.", self.renewals))
        return " ".join(told)


def standing(term: Term, day: date, warn_days: int = WARN_DAYS) -> Standing:
    """Where an agreement stands on a day; `warn_days` is how long before it is warned."""
    last = last_term(term)
    number = term_on(term, day) if last is None else min(term_on(term, day), last)
    end = end_of(term, number)
    is_open = last is None or (term.renewal is Renewal.EXPRESS and number == last)
    notice = notice_of(term, number) if is_open else None
    return Standing(_state(term, day, warn_days, end, notice, number == last), number, end, notice)


def _state(term: Term, day: date, warn_days: int, end: date, notice: date | None, is_last: bool) -> State:
    warning = timedelta(days=warn_days)
    if day < term.starts_on:
        return State.NOT_BEGUN
    if day > end:
        return State.EXPIRED
    if notice is None:
        return State.ENDING if is_last and day >= end - warning else State.RUNNING
    if day > notice:
        return State.NOTICE_PASSED
    return State.NOTICE_DUE if day >= notice - warning else State.RUNNING


def _state_told(standing: Standing) -> str:
    day = day_words(standing.ends_on)
    if standing.state is State.EXPIRED:
        return tr("Ended on {day}.", day=day)
    if standing.state is State.NOT_BEGUN:
        return tr("Has not begun; its first term ends on {day}.", day=day)
    return tr("This term ends on {day}.", day=day)
