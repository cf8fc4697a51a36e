"""What administrators do with articles: make, change, offer no more."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from domain.catalogue.model import Article, LineKind
from domain.errors import Refusal
from domain.language import tr
from domain.money import checked_currency, exact
from domain.parameters import service as parameters
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version

LONGEST_NUMBER = 30
LONGEST_NAME = 200
LONGEST_UNIT = 12
HIGHEST_TAX = 100
Number = Decimal | int | str


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article as it is entered; without tax or currency it has those of the service centre."""

    number: str
    name: str
    kind: LineKind
    unit: str
    cost_price: Number = 0
    sales_price: Number = 0
    tax_percent: Number | None = None
    currency: str | None = None
    active: bool = True


def create_article(work: UnitOfWork, draft: ArticleDraft) -> int:
    """Make an article; returns its id."""
    article = Article(kind=draft.kind)
    _fill(work, article, draft)
    return work.add(article, "article.created").id


def change_article(work: UnitOfWork, article_id: int, draft: ArticleDraft, version: int) -> None:
    """Give an article that was read as `version` what `draft` says; lines keep what they have. Its kind stays."""
    article = work.get(Article, article_id, lock=True)
    check_version(article, version, article.name)
    if article.kind is not draft.kind:
        raise Refusal(tr("The kind of an article stays as it is; make another article."), field="kind")
    _fill(work, article, draft)
    work.note("article.changed", article)


def switch_article(work: UnitOfWork, article_id: int, *, active: bool) -> None:
    """Offer an article, or offer it no more."""
    article = work.get(Article, article_id, lock=True)
    if article.active != active:
        article.active = active
        work.note("article.switched", article)


def _fill(work: UnitOfWork, article: Article, draft: ArticleDraft) -> None:
    basics = parameters.read(work.session)
    with work.session.no_autoflush:
        article.number = _number(work, article, draft.number)
    article.name = _short(draft.name, "name", LONGEST_NAME)
    article.unit = _short(draft.unit, "unit", LONGEST_UNIT)
    article.cost_price = _price(draft.cost_price, "cost_price")
    article.sales_price = _price(draft.sales_price, "sales_price")
    article.tax_percent = _tax(basics.tax_percent if draft.tax_percent is None else draft.tax_percent)
    article.currency = checked_currency(draft.currency or basics.currency, "currency")
    article.active = draft.active


def _number(work: UnitOfWork, article: Article, entered: str) -> str:
    number = _short(entered, "number", LONGEST_NUMBER)
    if work.session.scalar(select(Article.id).where(Article.number == number)) not in {None, article.id}:
        raise Refusal(tr("There is an article {number} already.", number=number), field="number")
    return number


def _short(entered: str, field: str, longest: int) -> str:
    text = entered.strip()
    if not 0 < len(text) <= longest:
        raise Refusal(tr("Between 1 and {count} letters are needed here.", count=longest), field=field)
    return text


def _price(entered: Number, field: str) -> Decimal:
    price = exact(entered, field)
    if price < 0:
        raise Refusal(tr("A price cannot be negative."), field=field)
    return price


def _tax(entered: Number) -> Decimal:
    tax = exact(entered, "tax_percent")
    if not 0 <= tax <= HIGHEST_TAX:
        raise Refusal(tr("Tax is between 0 and 100 percent."), field="tax_percent")
    return tax
