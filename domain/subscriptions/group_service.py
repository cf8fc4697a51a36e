"""What administrators do with groups of subscriptions: make, change, remove."""

from dataclasses import dataclass

from sqlalchemy import exists, select

from domain.agreements.header import checked_name
from domain.catalogue.model import Article, LineKind
from domain.errors import Refusal
from domain.language import tr
from domain.store.names import is_taken
from domain.store.references import is_used
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version
from domain.subscriptions.accrual import check_allowed
from domain.subscriptions.model import Fee, Subscription, SubscriptionGroup
from domain.subscriptions.paid import bills_days
from domain.subscriptions.periods import PeriodCode


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """A group as it is asked for; without `accrual_code` revenue counts when it is invoiced."""

    name: str
    code: PeriodCode
    article_id: int
    accrual_code: PeriodCode | None = None


def create_group(work: UnitOfWork, draft: GroupDraft) -> int:
    """Make a group of subscriptions; returns its id."""
    group = SubscriptionGroup()
    _fill(work, group, draft)
    return work.add(group, "subscription_group.created").id


def change_group(work: UnitOfWork, group_id: int, draft: GroupDraft, version: int) -> None:
    """Change a group; its period stays as long as there are fees by it."""
    group = work.get(SubscriptionGroup, group_id, lock=True)
    check_version(group, version, group.name)
    if draft.code is not group.code:
        _check_no_fees(work, group)
    with work.session.no_autoflush:
        _fill(work, group, draft)
    work.note("subscription_group.changed", group)


def delete_group(work: UnitOfWork, group_id: int, version: int) -> None:
    """Remove a group without subscriptions."""
    group = work.get(SubscriptionGroup, group_id, lock=True)
    check_version(group, version, group.name)
    if is_used(work.session, group):
        raise Refusal(tr("There are subscriptions in the group “{name}”.", name=group.name))
    work.session.delete(group)
    work.note("subscription_group.deleted", group)


def fee_article(work: UnitOfWork, article_id: int, current: int | None) -> int:
    """The id of an article that fees can be charged for; one offered no more stays where it is. Raises Refusal."""
    article = work.get(Article, article_id)
    if article.kind is not LineKind.FEE:
        raise Refusal(tr("“{name}” is no article for fees.", name=article.name), field="article_id")
    if not article.active and article.id != current:
        raise Refusal(tr("{article} is not offered any more.", article=article.name), field="article_id")
    return article.id


def _fill(work: UnitOfWork, group: SubscriptionGroup, draft: GroupDraft) -> None:
    group.name = _free(work, draft.name, group.id)
    group.article_id = fee_article(work, draft.article_id, group.article_id)
    if draft.accrual_code is not None:
        check_allowed(draft.code, draft.accrual_code)
    group.code, group.accrual_code = draft.code, draft.accrual_code


def _free(work: UnitOfWork, entered: str, own: int | None) -> str:
    name = checked_name(entered)
    if is_taken(work.session, SubscriptionGroup.name, name, own):
        raise Refusal(tr("There is a group “{name}” already.", name=name), field="name")
    return name


def _check_no_fees(work: UnitOfWork, group: SubscriptionGroup) -> None:
    # Its subscriptions are held, so that nobody makes a fee by the old period meanwhile.
    mine = select(Subscription.id).where(Subscription.group_id == group.id)
    work.session.execute(mine.order_by(Subscription.id).with_for_update()).all()
    if work.session.scalar(select(exists().where(Fee.subscription_id.in_(mine), bills_days()))):
        raise Refusal(
            tr("There are fees by the {period} already; make another group.", period=group.code.label), field="code"
        )
