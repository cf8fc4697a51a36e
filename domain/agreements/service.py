"""What the office does with agreements: make and change them, renew, terminate, suspend."""

from datetime import date

from domain.agreements import renewal
from domain.agreements.header import AgreementDraft, fill, keep_end, term_of
from domain.agreements.model import Agreement
from domain.agreements.owned import check_parts
from domain.agreements.renewal import Renewal
from domain.errors import Refusal
from domain.language import day_words, tr
from domain.parties.model import Customer
from domain.store.numbering import next_number
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version


def create_agreement(work: UnitOfWork, customer_id: int, draft: AgreementDraft) -> int:
    """Make an agreement with a customer; returns its id."""
    agreement = Agreement(customer_id=work.get(Customer, customer_id).id)
    return add_agreement(work, agreement, draft)


def add_agreement(work: UnitOfWork, agreement: Agreement, draft: AgreementDraft) -> int:
    """Store an agreement of a customer, or a template in a folder; returns its id."""
    agreement.suspended, agreement.renewed = False, 0
    with work.session.no_autoflush:
        fill(work, agreement, draft)
        agreement.number = next_number(work, "agreement", "AG")
    return work.add(agreement, "agreement.created").id


def change_agreement(work: UnitOfWork, agreement_id: int, draft: AgreementDraft, version: int) -> None:
    """Change an agreement; orders that began under it stay as they are. Its days never leave out those of its parts."""
    agreement = held(work, agreement_id, version)
    days = (agreement.starts_on, agreement.ends_on)
    with work.session.no_autoflush:
        fill(work, agreement, draft)
        if days != (agreement.starts_on, agreement.ends_on):  # a notice may have left parts out before
            check_parts(work, agreement)
    work.note("agreement.changed", agreement)


def renew(work: UnitOfWork, agreement_id: int, version: int) -> None:
    """Let an agreement that is renewed on request go on for one more term."""
    agreement = held(work, agreement_id, version)
    _check_signed(agreement)
    if agreement.renewal is not Renewal.EXPRESS:
        raise Refusal(tr("{number} is not one that is renewed on request.", number=agreement.number))
    agreement.renewed += 1
    keep_end(agreement)
    work.note("agreement.renewed", agreement)


def terminate(work: UnitOfWork, agreement_id: int, version: int, given_on: date, last_day: date | None = None) -> date:
    """Give notice on a day; returns the last day of the agreement.

    That follows from the terms, and is `last_day` where there are none.
    """
    agreement = held(work, agreement_id, version)
    _check_signed(agreement)
    if agreement.terminated_on is not None:
        raise Refusal(tr("Notice was given on {day} already.", day=day_words(agreement.terminated_on)))
    term = term_of(agreement)
    if term is not None and term.renewal is not Renewal.TACIT:
        last = renewal.ends_on(term)
        assert last is not None, "it does not renew itself"
        raise Refusal(tr("{number} ends on {day} by itself.", number=agreement.number, day=day_words(last)))
    agreement.terminated_on = given_on
    if term is None:
        agreement.ends_on = _last_day(agreement, given_on, last_day)
    keep_end(agreement)
    work.note("agreement.terminated", agreement)
    assert agreement.ends_on is not None, "notice was given"
    return agreement.ends_on


def withdraw_notice(work: UnitOfWork, agreement_id: int, version: int) -> None:
    """Take a notice back: the agreement goes on, without terms until further notice."""
    agreement = held(work, agreement_id, version)
    if agreement.terminated_on is None:
        raise Refusal(tr("No notice was given for {number}.", number=agreement.number))
    agreement.terminated_on = agreement.ends_on = None
    keep_end(agreement)
    work.note("agreement.notice_withdrawn", agreement)


def suspend(work: UnitOfWork, agreement_id: int) -> None:
    """Let no order be opened under an agreement; all its lines count as stopped."""
    _suspend(work, agreement_id, suspended=True)


def resume(work: UnitOfWork, agreement_id: int) -> None:
    """Let an agreement hold again."""
    _suspend(work, agreement_id, suspended=False)


def held(work: UnitOfWork, agreement_id: int, version: int) -> Agreement:
    """The agreement, locked, as it was read in that version. Raises Overtaken."""
    agreement = work.get(Agreement, agreement_id, lock=True)
    check_version(agreement, version, agreement.number)
    return agreement


def _suspend(work: UnitOfWork, agreement_id: int, *, suspended: bool) -> None:
    agreement = work.get(Agreement, agreement_id, lock=True)
    if agreement.suspended != suspended:
        agreement.suspended = suspended
        work.note("agreement.suspended" if suspended else "agreement.resumed", agreement)


def _check_signed(agreement: Agreement) -> None:
    if agreement.folder_id is not None:
        raise Refusal(tr("{number} is a template; its terms begin with an agreement.", number=agreement.number))


def _last_day(agreement: Agreement, given_on: date, last_day: date | None) -> date:
    if last_day is None:
        raise Refusal(tr("There are no terms: say on which day it ends."), field="last_day")
    if last_day < max(given_on, agreement.starts_on):
        raise Refusal(tr("The end is before the notice or the start."), field="last_day")
    return last_day
