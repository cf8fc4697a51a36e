"""The reasons that a service centre begins with; its administrator goes on from there."""

from collections.abc import Mapping

from domain.language import tr
from domain.parameters.model import Reason, ReasonFor
from domain.store.unit_of_work import UnitOfWork


def make_standard_reasons(work: UnitOfWork) -> dict[tuple[ReasonFor, str], Reason]:
    """Make them; by what they are for and their code."""
    reasons = work.add_all(
        (
            Reason(reason_for=reason_for, code=code, name=name)
            for reason_for, named in _standard().items()
            for code, name in named.items()
        ),
        "reason.created",
    )
    return {(reason.reason_for, reason.code): reason for reason in reasons}


def _standard() -> Mapping[ReasonFor, Mapping[str, str]]:
    """Code and name of each, in the language of whoever starts first."""
    return {
        ReasonFor.STAGE: {
            "ACCESS": tr("No access to the machine"),
            "CUSTOMER": tr("The customer asked for it"),
            "PARTS": tr("Parts are missing"),
            "MISTAKE": tr("Entered by mistake"),
        },
        ReasonFor.PAUSE: {
            "APPROVAL": tr("Waiting for the customer's approval"),
            "APPOINTMENT": tr("The customer wants a later appointment"),
            "SUPPLIER": tr("Waiting for the supplier"),
            "WEATHER": tr("The weather does not allow it"),
        },
        ReasonFor.CANCEL: {
            "DOUBLE": tr("Reported twice"),
            "SOLVED": tr("Solved without a visit"),
            "WITHDRAWN": tr("Withdrawn by the customer"),
            "NOT-COVERED": tr("Not covered by the agreement"),
        },
        ReasonFor.BREACH: {
            "STAFF": tr("Nobody was free"),
            "STOCK": tr("Parts came too late"),
            "TRAFFIC": tr("Held up on the way"),
            "HARDER": tr("More work than expected"),
            "CUSTOMER": tr("The customer could not be reached"),
        },
        ReasonFor.CREDIT: {
            "PRICE": tr("Wrong price"),
            "QUANTITY": tr("Wrong quantity"),
            "GOODWILL": tr("Goodwill"),
            "WARRANTY": tr("Covered by the warranty"),
        },
    }
