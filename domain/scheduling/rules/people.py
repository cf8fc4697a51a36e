"""Whether the technician is the right one: kind, skills, territory, van, and whom the customer wants."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from domain.language import day_words, figure, tr
from domain.scheduling.needs.needs import Part
from domain.scheduling.rules.case import KEPT, Breaches, Case
from domain.workforce.model import Bookable

A_MOMENT = timedelta(microseconds=1)


def kind(case: Case) -> Breaches:
    """A person does not stand in for a crane; a crew does what a person does."""
    wanted, there = case.need.kind, case.technician.kind
    if wanted is there or (wanted is Bookable.PERSON and there is Bookable.CREW):
        return KEPT
    return (partial(_tell_kind, case),)


def inactive(case: Case) -> Breaches:
    """Who has left does no more work."""
    return KEPT if case.technician.active else (partial(_tell_inactive, case),)


def customer(case: Case) -> Breaches:
    """Nobody comes whom the customer does not want."""
    need = case.need
    if not need.restricted and not need.only:
        return KEPT
    found: list[partial[str]] = []
    if need.restricted & case.people:
        found.append(partial(_tell_restricted, case))
    if need.only and not need.only & case.people:
        found.append(partial(_tell_only, case))
    return found


def preferred(case: Case) -> Breaches:
    """Whom the customer likes best comes first."""
    if not case.need.preferred or case.need.preferred & case.people:
        return KEPT
    return (partial(_tell_preferred, case),)


def skill(case: Case) -> Breaches:
    """Everything that is asked for, one can."""
    lacking = case.need.skills - case.technician.skills
    return [partial(_tell_skill, case, each) for each in sorted(lacking)] if lacking else KEPT


def rating(case: Case) -> Breaches:
    """And well enough."""
    if not case.need.ratings:
        return KEPT
    rated = {ability.skill: ability.rating for ability in case.technician.abilities}
    return [
        partial(_tell_rating, case, each, least, rated.get(each, 0))
        for each, least in sorted(case.need.ratings)
        if each in case.technician.skills and rated.get(each, 0) < least
    ]


def expired(case: Case) -> Breaches:
    """A certificate holds to the last day of the work."""
    ending = [
        ability
        for ability in case.technician.abilities
        if ability.valid_until is not None and ability.skill in case.need.skills
    ]
    if not ending:
        return KEPT
    last_day = (case.finish - A_MOMENT).astimezone(case.zone).date()
    return [
        partial(_tell_expired, case, ability.skill, ability.valid_until)
        for ability in ending
        if ability.valid_until is not None and ability.valid_until < last_day
    ]


def territory(case: Case) -> Breaches:
    """Whoever looks after some territories stays in them; others go anywhere."""
    technician = case.technician
    if not case.need.territory or not technician.territories or case.need.territory in technician.territories:
        return KEPT
    return (partial(_tell_territory, case),)


def parts(case: Case) -> Breaches:
    """What is needed lies in the van, where anybody keeps account of the van."""
    van = case.technician.van
    if not case.need.parts or not van:
        return KEPT
    there = dict(van)
    return [
        partial(_tell_part, case, part, there.get(part.article_id, Decimal(0)))
        for part in case.need.parts
        if there.get(part.article_id, 0) < part.quantity
    ]


def _tell_kind(case: Case) -> str:
    return tr(
        "{name} is “{there}”; needed is “{wanted}”.",
        name=case.technician.name,
        there=case.technician.kind.label,
        wanted=case.need.kind.label,
    )


def _tell_inactive(case: Case) -> str:
    return tr("{name} is not active any more.", name=case.technician.name)


def _tell_restricted(case: Case) -> str:
    return tr("The customer does not want {name} to come.", name=case.technician.name)


def _tell_only(case: Case) -> str:
    return tr("{name} is not among those who alone may come to this customer.", name=case.technician.name)


def _tell_preferred(case: Case) -> str:
    return tr("{name} is not among those whom the customer prefers.", name=case.technician.name)


def _tell_skill(case: Case, name: str) -> str:
    return tr("{name} lacks the skill {skill}.", name=case.technician.name, skill=name)


def _tell_rating(case: Case, name: str, least: int, rated: int) -> str:
    if not rated:
        return tr(
            "{name} is not rated in {skill}; {least} is needed.", name=case.technician.name, skill=name, least=least
        )
    return tr(
        "{name} is rated {rating} in {skill}; {least} is needed.",
        name=case.technician.name,
        rating=rated,
        skill=name,
        least=least,
    )


def _tell_expired(case: Case, name: str, until: date) -> str:
    return tr(
        "The skill {skill} of {name} is valid only until {day}.",
        skill=name,
        name=case.technician.name,
        day=day_words(until),
    )


def _tell_territory(case: Case) -> str:
    return tr("{territory} is no territory of {name}.", territory=case.need.territory, name=case.technician.name)


def _tell_part(case: Case, part: Part, there: Decimal) -> str:
    return tr(
        "{quantity} × {part} needed, {there} in the van of {name}.",
        quantity=figure(float(part.quantity), 4),
        part=part.name,
        there=figure(float(there), 4),
        name=case.technician.name,
    )
