"""What the forms of subscriptions ask, and how it becomes what the services want."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from app.shared.date_fields import DateField, OptionalDateField
from app.shared.fields import CheckField, ChoiceField, Field, TextField
from app.shared.numbers import typed, written
from app.shared.search_choice import SearchChoiceField
from domain.errors import Refusal
from domain.language import tr
from domain.subscriptions.choices import SubscriptionChoices
from domain.subscriptions.gaps import Wish
from domain.subscriptions.indexation import Change, IndexMethod
from domain.subscriptions.rate_service import RateDraft
from domain.subscriptions.service import SubscriptionDraft
from domain.subscriptions.spans import Span

NONE = "–"
THIS, GROUP = "this", "group"
Values = Mapping[str, Any]


def new_fields(choices: SubscriptionChoices) -> tuple[Field, ...]:
    """Who subscribes, and what every subscription says."""
    return (SearchChoiceField("customer", tr("Customer"), choices.customers), *header_fields(choices))


def header_fields(choices: SubscriptionChoices, article: tuple[int, str] | None = None) -> tuple[Field, ...]:
    """What a subscription says; `article` is one of its own that it has, which may be offered no more."""
    own = () if article is None else (article,)
    articles: dict[int | None, str] = {None: tr("that of the group"), **dict((*own, *choices.articles))}
    return (
        TextField("name", tr("Name"), tr("It stands on the invoice")),
        SearchChoiceField("group_id", tr("Group"), choices.groups),
        DateField("starts_on", tr("Begins")),
        OptionalDateField("ends_on", tr("Ends")),
        CheckField("from_start", tr("Periods count from its first day")),
        TextField("quantity", tr("Quantity")),
        SearchChoiceField("agreement_id", tr("Agreement"), or_none(choices.agreements)),
        SearchChoiceField("article_id", tr("Article"), list(articles.items())),
        TextField("currency", tr("Currency"), tr("that of the service centre")),
    )


def header_values(draft: SubscriptionDraft) -> dict[str, Any]:
    return {**asdict(draft), "quantity": written(draft.quantity)}


def header_draft(values: Values) -> SubscriptionDraft:
    """The subscription that is asked for."""
    if values["group_id"] is None:
        raise Refusal(tr("Choose the group first."), field="group_id")
    asked = {name: value for name, value in values.items() if name != "customer"}
    return SubscriptionDraft(**{**asked, "quantity": typed(values["quantity"]), "currency": values["currency"] or None})


def end_fields() -> tuple[Field, ...]:
    return (OptionalDateField("ends_on", tr("Last day; without one it goes on until further notice")),)


def rate_fields() -> tuple[Field, ...]:
    """What a period costs, from when on."""
    return (
        DateField("effective_on", tr("Holds from")),
        TextField("base", tr("Base price of a period, for one unit")),
        TextField("index", tr("Index; 100 leaves the base price as it is")),
    )


def rate_draft(values: Values) -> RateDraft:
    return RateDraft(values["effective_on"], typed(values["base"]), typed(values["index"]))


def index_fields(group: str) -> tuple[Field, ...]:
    """In which of the four ways prices rise, from when on, and whose."""
    return (
        ChoiceField("method", tr("What changes"), [(each, each.label) for each in IndexMethod]),
        TextField("value", tr("By, or to")),
        DateField("effective_on", tr("Holds from")),
        scope_field(group),
    )


def index_change(values: Values) -> Change:
    try:
        return Change(values["method"], Decimal(typed(values["value"])), values["effective_on"])
    except ArithmeticError:
        raise Refusal(tr("A number is needed here."), field="value") from None


def fee_fields(group: str) -> tuple[Field, ...]:
    """Which fees are to be made, and whose."""
    kinds = [(True, tr("Regular: one for each whole period")), (False, tr("Non-regular: for any days"))]
    return (
        ChoiceField("regular", tr("Fees"), kinds),
        DateField("starts_on", tr("First day")),
        DateField("ends_on", tr("Last day")),
        CheckField("continuous", tr("Only go on after the last fee, fill no gaps")),
        scope_field(group),
    )


def fee_values(span: Span, *, regular: bool = True) -> dict[str, Any]:
    return {
        "regular": regular,
        "starts_on": span.starts_on,
        "ends_on": span.ends_on,
        "continuous": False,
        "scope": THIS,
    }


def fee_wish(values: Values) -> Wish:
    """The fees that are asked for. Raises Refusal for an end before the start."""
    span = Span(values["starts_on"], values["ends_on"])
    return Wish(span, regular=values["regular"], continuous=values["continuous"])


def scope_field(group: str) -> ChoiceField:
    """Whether one subscription is meant, or all of its group."""
    return ChoiceField(
        "scope", tr("For"), [(THIS, tr("this subscription")), (GROUP, tr("the whole group {name}", name=group))]
    )


def first_draft(today: date) -> SubscriptionDraft:
    """What most subscriptions are: from the next first of a month on."""
    after = date(today.year + today.month // 12, today.month % 12 + 1, 1)
    return SubscriptionDraft("", 0, today if today.day == 1 else after)


def or_none(choices: Sequence[tuple[int, str]]) -> list[tuple[int | None, str]]:
    return [(None, NONE), *choices]
