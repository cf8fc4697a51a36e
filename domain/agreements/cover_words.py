"""The answer to "is this covered?" as the desk reads it out on the telephone."""

from collections.abc import Iterator
from decimal import Decimal

from domain.agreements.cover import Answer
from domain.agreements.cover_caps import Usage, measured
from domain.agreements.cover_rules import CoverRule, Treatment
from domain.language import day_words, figure, tr


def told(answer: Answer) -> str:
    """All of an answer in words."""
    return " ".join(_sentences(answer))


def named(answer: Answer) -> str:
    """By what something is covered, without what is left."""
    if answer.warranty is not None:
        return tr("Under warranty until {day}: nothing to pay.", day=day_words(answer.warranty.ends_on))
    return "" if answer.rule is None else _by_rule(answer.rule)


def beyond(answer: Answer) -> str:
    """Of which limit something lies beyond."""
    return "" if answer.rule is None else tr("Beyond the limit of “{name}”.", name=answer.rule.name)


def _sentences(answer: Answer) -> Iterator[str]:
    if answer.warranty is not None:
        yield tr("Under warranty until {day}: nothing to pay.", day=day_words(answer.warranty.ends_on))
        return
    if answer.rule is None:
        yield tr("Nothing covers this: it is charged.")
        return
    yield _by_rule(answer.rule)
    if answer.rule.ends_on is not None:
        yield tr("This holds until {day}.", day=day_words(answer.rule.ends_on))
    if answer.usage is not None:
        yield from _limited(answer, answer.usage)


def _by_rule(rule: CoverRule) -> str:
    if rule.treatment is Treatment.INCLUDED:
        return tr("Included by “{name}”.", name=rule.name)
    if rule.treatment is Treatment.DISCOUNTED:
        percent = figure(float(rule.discount_percent), 2)
        return tr("{percent} % less by “{name}”.", percent=percent, name=rule.name)
    return tr("Charged by “{name}”.", name=rule.name)


def _limited(answer: Answer, usage: Usage) -> Iterator[str]:
    def said(number: Decimal) -> str:
        return measured(usage.cap.unit, number, answer.work.currency)

    if answer.is_split:
        yield tr("Beyond the limit, and charged, are {amount}.", amount=said(answer.beyond))
    elif answer.beyond:
        yield tr("But the limit is used up: this is charged.")
    yield _left(usage, said(usage.left), said(usage.cap.limit))
    if usage.is_warned and usage.left:
        yield tr("{percent} % of it are used.", percent=figure(float(usage.percent), 0))


def _left(usage: Usage, left: str, limit: str) -> str:
    if usage.window.ends_on is None:
        return tr("Left of {limit}: {left}.", left=left, limit=limit)
    return tr("Left of {limit} until {day}: {left}.", left=left, limit=limit, day=day_words(usage.window.ends_on))
