"""What can be supposed: the fields of its form, and the value that they come to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from app.dispatch.whatif.values import Choices, Names
from app.dispatch.whatif.words import midnight
from app.shared.date_fields import DateField
from app.shared.fields import ChoiceField, Field, NumberField
from app.shared.moments import MomentInput
from app.shared.search_choice import SearchChoiceField
from app.shared.searched_field import SearchedField
from app.shared.times import Times
from app.shared.type_ahead import Found
from domain.errors import Refusal
from domain.language import tr
from domain.planning.whatif.checking import MOST_EXTRAS
from domain.planning.whatif.values import Absence, ExtraVan, OtherSla, Variation, Visits

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


class Kind(StrEnum):
    """The kinds of suppositions."""

    ABSENCE = "absence"
    VAN = "van"
    SLA = "sla"
    VISITS = "visits"

    @property
    def label(self) -> str:
        """The words on its button."""
        return {
            Kind.ABSENCE: tr("Absence…"),
            Kind.VAN: tr("Extra van…"),
            Kind.SLA: tr("Another SLA…"),
            Kind.VISITS: tr("Next visits…"),
        }[self]

    @property
    def question(self) -> str:
        """What its form asks."""
        return {
            Kind.ABSENCE: tr("Suppose somebody were away"),
            Kind.VAN: tr("Suppose there were another van"),
            Kind.SLA: tr("Suppose another SLA held"),
            Kind.VISITS: tr("Suppose the next visits were orders already"),
        }[self]

    @property
    def icon(self) -> str:
        """A file in `resources/icons`."""
        return {Kind.ABSENCE: "user", Kind.VAN: "user-plus", Kind.SLA: "timer", Kind.VISITS: "calendar-check"}[self]

    @staticmethod
    def of(variation: Variation) -> "Kind":
        """The kind of a supposition that is there."""
        kinds = {Absence: Kind.ABSENCE, ExtraVan: Kind.VAN, OtherSla: Kind.SLA, Visits: Kind.VISITS}
        return kinds[type(variation)]


@dataclass(frozen=True, slots=True)
class Ground:
    """What suppositions are made about: the people and SLAs to choose from, and the days in view."""

    people: Choices
    slas: Choices
    names: Names
    since: datetime
    until: datetime


class AtField(Field):
    """A moment in the zone of the user."""

    def __init__(self, name: str, title: str, times: Times) -> None:
        self._input = MomentInput(times, f"moment_{name}")
        super().__init__(name, title, self._input)
        self._input.dateTimeChanged.connect(self._on_edited)

    def value(self) -> datetime:
        return self._input.moment

    def set_value(self, value: Any) -> None:
        if isinstance(value, datetime):
            self._input.put(value)


def fields(kind: Kind, ground: Ground, times: Times) -> tuple[Field, ...]:
    """The form of a kind."""
    match kind:
        case Kind.ABSENCE:
            who = SearchChoiceField("technician_id", tr("Technician"), ground.people)
            return who, AtField("since", tr("From"), times), AtField("until", tr("Until"), times)
        case Kind.VAN:
            who = SearchChoiceField("like_id", tr("Works, knows, starts and carries like"), ground.people)
            return who, NumberField("count", tr("How many"), least=1, most=MOST_EXTRAS)
        case Kind.SLA:
            customer = SearchedField(
                "customer_id", tr("For the orders of"), tr("No customer is called that."), tr("All customers")
            )
            return ChoiceField("sla_id", tr("SLA"), ground.slas), customer
        case Kind.VISITS:
            return (DateField("until", tr("Visits that fall due until")),)


def usual(kind: Kind, ground: Ground, times: Times) -> dict[str, Any]:
    """What a form begins with."""
    first = next((key for key, _ in ground.people), None)
    match kind:
        case Kind.ABSENCE:
            today = midnight(times.local(times.now()).date(), times)
            since = today if ground.since <= today < ground.until else ground.since
            until = midnight(times.local(since).date() + DAY, times)
            return {"technician_id": first, "since": since, "until": until}
        case Kind.VAN:
            return {"like_id": first, "count": 1}
        case Kind.SLA:
            return {"sla_id": next((key for key, _ in ground.slas), None), "customer_id": None}
        case Kind.VISITS:
            return {"until": times.local(ground.until).date() - DAY + WEEK}


def filled(variation: Variation, names: Names) -> dict[str, Any]:
    """The form of a supposition that is there."""
    match variation:
        case Absence(technician_id, since, until):
            return {"technician_id": technician_id, "since": since, "until": until}
        case ExtraVan(like_id, count):
            return {"like_id": like_id, "count": count}
        case OtherSla(sla_id, customer_id):
            name = names.customers.get(customer_id or 0, "")
            return {"sla_id": sla_id, "customer_id": None if customer_id is None else Found(customer_id, name)}
        case Visits(until):
            return {"until": until}


def meant(kind: Kind, values: Mapping[str, Any], typed: str, ground: Ground) -> Variation:
    """What was filled in; `typed` are the words in the search for a customer. Raises Refusal at a field."""
    match kind:
        case Kind.ABSENCE:
            return _absence(values, ground)
        case Kind.VAN:
            return ExtraVan(_chosen(values, "like_id"), round(values["count"]))
        case Kind.SLA:
            return _sla(values, typed)
        case Kind.VISITS:
            return Visits(values["until"])


def _chosen(values: Mapping[str, Any], name: str) -> int:
    if values[name] is None:
        raise Refusal(tr("Choose a technician."), field=name)
    return int(values[name])


def _absence(values: Mapping[str, Any], ground: Ground) -> Absence:
    since, until = values["since"], values["until"]
    if since >= ground.until:
        raise Refusal(tr("This is after the days that are planned, so nothing would change."), field="since")
    if since < until <= ground.since:
        raise Refusal(tr("This is before the days that are planned, so nothing would change."), field="until")
    return Absence(_chosen(values, "technician_id"), since, until)


def _sla(values: Mapping[str, Any], typed: str) -> OtherSla:
    if values["sla_id"] is None:
        raise Refusal(tr("Choose an SLA."), field="sla_id")
    customer = values["customer_id"]
    if customer is None and typed:
        raise Refusal(tr("Choose one of the customers found, or leave this empty for all."), field="customer_id")
    return OtherSla(int(values["sla_id"]), None if customer is None else int(customer.value))
