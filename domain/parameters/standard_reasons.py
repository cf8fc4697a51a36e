"""The reasons that a service centre begins with; its administrator goes on from there."""

from collections.abc import Mapping

from domain.parameters.model import Reason, ReasonFor
from domain.store.unit_of_work import UnitOfWork

_REASONS: Mapping[ReasonFor, Mapping[str, str]] = {
    ReasonFor.STAGE: {
        "ACCESS": "No access to the machine",
        "CUSTOMER": "The customer asked for it",
        "PARTS": "Parts are missing",
        "MISTAKE": "Entered by mistake",
    },
    ReasonFor.PAUSE: {
        "APPROVAL": "Waiting for the customer's approval",
        "APPOINTMENT": "The customer wants a later appointment",
        "SUPPLIER": "Waiting for the supplier",
        "WEATHER": "The weather does not allow it",
    },
    ReasonFor.CANCEL: {
        "DOUBLE": "Reported twice",
        "SOLVED": "Solved without a visit",
        "WITHDRAWN": "Withdrawn by the customer",
        "NOT-COVERED": "Not covered by the agreement",
    },
    ReasonFor.BREACH: {
        "STAFF": "Nobody was free",
        "STOCK": "Parts came too late",
        "TRAFFIC": "Held up on the way",
        "HARDER": "More work than expected",
        "CUSTOMER": "The customer could not be reached",
    },
    ReasonFor.CREDIT: {
        "PRICE": "Wrong price",
        "QUANTITY": "Wrong quantity",
        "GOODWILL": "Goodwill",
        "WARRANTY": "Covered by the warranty",
    },
}


def make_standard_reasons(work: UnitOfWork) -> dict[tuple[ReasonFor, str], Reason]:
    """Make them; by what they are for and their code."""
    reasons = work.add_all(
        (
            Reason(reason_for=reason_for, code=code, name=name)
            for reason_for, named in _REASONS.items()
            for code, name in named.items()
        ),
        "reason.created",
    )
    return {(reason.reason_for, reason.code): reason for reason in reasons}
