"""What would come of fees and indexation, as rows: what is made or raised, and why the rest is not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from app.shared.chips import Chip
from app.shared.columns import RIGHT, Column
from app.shared.money import money
from app.shared.times import Times
from app.subscriptions.words import period_words, rate_words, span_words
from domain.language import tr, trn
from domain.subscriptions.fee_plan import FeePreview, PlannedFee
from domain.subscriptions.indexation import Rate
from domain.subscriptions.indexing import IndexPreview
from domain.subscriptions.skipped import Skipped
from domain.subscriptions.spans import Span


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A fee that would be made, days that get none, or a subscription that gets none at all."""

    id: int
    subscription: str
    span: Span | None
    fee: PlannedFee | None
    reason: str


@dataclass(frozen=True, slots=True)
class IndexLine:
    """What would become of the price of one subscription."""

    preview: IndexPreview

    @property
    def id(self) -> int:
        """That of the subscription."""
        return self.preview.subscription_id


def preview_told(previews: Sequence[FeePreview], times: Times) -> tuple[Sequence[PreviewLine], str]:
    """All that would be made or skipped, and what the fees come to."""
    found = ((whole, line) for whole in previews for line in _lines(whole))
    lines = tuple(PreviewLine(at, whole.number, *line) for at, (whole, line) in enumerate(found))
    return lines, _summary(previews, times)


def makes(previews: Sequence[FeePreview]) -> bool:
    """Whether there is a fee to make."""
    return any(whole.fees for whole in previews)


def preview_columns(times: Times) -> tuple[Column[PreviewLine], ...]:
    """What would be made."""
    return (
        Column("number", tr("Number"), lambda row: row.subscription, width=92, muted=True),
        Column("days", tr("Days"), _days, sort=lambda row: row.span, width=192, strong=True, tip=_all_days),
        Column("kind", tr("Kind"), _kind, width=86, muted=True),
        Column("amount", tr("Amount"), partial(_amount, times), sort=_comes_to, width=104, align=RIGHT),
        Column("done", tr("What happens"), _what, width=104, chip=_chip),
        Column("why", tr("Because"), _why, width=150, stretch=True, muted=True, tip=_why),
    )


def index_told(previews: Sequence[IndexPreview]) -> tuple[Sequence[IndexLine], str]:
    """Every subscription, how many prices change, and how many stay."""
    raised = sum(each.after is not None for each in previews)
    words = trn("{count} price changes.", "{count} prices change.", raised)
    left = len(previews) - raised
    stay = f" {trn('{count} stays as it is.', '{count} stay as they are.', left)}" if left else ""
    return tuple(IndexLine(each) for each in previews), f"{words}{stay}"


def raises(previews: Sequence[IndexPreview]) -> bool:
    """Whether there is a price that changes."""
    return any(each.after is not None for each in previews)


def index_columns(times: Times) -> tuple[Column[IndexLine], ...]:
    """Before and after."""
    return (
        Column("number", tr("Number"), lambda row: row.preview.number, width=92, muted=True, tip=_whole),
        Column(
            "before", tr("Before"), partial(_before, times), width=104, align=RIGHT, tip=partial(_before_whole, times)
        ),
        Column(
            "after",
            tr("After"),
            partial(_after, times),
            width=150,
            align=RIGHT,
            strong=True,
            tip=partial(_after_whole, times),
        ),
        Column("more", tr("Difference"), partial(_more, times), sort=_difference, width=92, align=RIGHT),
        Column("why", tr("Stays because"), _stays, width=140, stretch=True, muted=True, tip=_stays),
    )


def _summary(previews: Sequence[FeePreview], times: Times) -> str:
    fees = [fee for whole in previews for fee in whole.fees]
    if not fees:
        return ""
    sums: dict[str, Decimal] = {}
    for fee in fees:
        sums[fee.currency] = sums.get(fee.currency, Decimal(0)) + fee.amount
    amounts = ", ".join(money(amount, currency, times) for currency, amount in sorted(sums.items()))
    return trn("{count} fee: {amounts}", "{count} fees: {amounts}", len(fees), amounts=amounts)


def _lines(whole: FeePreview) -> Iterator[tuple[Span | None, PlannedFee | None, str]]:
    if whole.reason:
        yield None, None, whole.reason
        return
    found: list[PlannedFee | Skipped] = [*whole.fees, *whole.skipped]
    for each in sorted(found, key=_begins):
        if isinstance(each, Skipped):
            yield each.span, None, each.reason
        else:
            yield each.span, each, each.rule


def _begins(each: PlannedFee | Skipped) -> Span:
    return each.span


def _days(row: PreviewLine) -> str:
    return "" if row.span is None else period_words(row.span)


def _kind(row: PreviewLine) -> str:
    return "" if row.fee is None else row.fee.kind.label


def _all_days(row: PreviewLine) -> str:
    return "" if row.span is None else span_words(row.span)


def _amount(times: Times, row: PreviewLine) -> str:
    return "" if row.fee is None else money(row.fee.amount, row.fee.currency, times)


def _comes_to(row: PreviewLine) -> Decimal | None:
    return None if row.fee is None else row.fee.amount


def _what(row: PreviewLine) -> str:
    return _chip(row).text


def _chip(row: PreviewLine) -> Chip:
    if row.fee is None:
        return Chip(tr("skipped"), "neutral", soft=True)
    return Chip(tr("is made"), "good", soft=True)


def _why(row: PreviewLine) -> str:
    return row.reason


def _whole(row: IndexLine) -> str:
    return f"{row.preview.number} · {row.preview.name} · {row.preview.customer}"


def _before(times: Times, row: IndexLine) -> str:
    return _price(times, row.preview.before, row)


def _after(times: Times, row: IndexLine) -> str:
    return _price(times, row.preview.after, row)


def _before_whole(times: Times, row: IndexLine) -> str:
    return _rate(times, row.preview.before, row)


def _after_whole(times: Times, row: IndexLine) -> str:
    return _rate(times, row.preview.after, row)


def _price(times: Times, rate: Rate | None, row: IndexLine) -> str:
    return "" if rate is None else money(rate.price, row.preview.currency, times)


def _rate(times: Times, rate: Rate | None, row: IndexLine) -> str:
    return "" if rate is None else rate_words(rate, row.preview.currency, times)


def _more(times: Times, row: IndexLine) -> str:
    return "" if row.preview.after is None else money(row.preview.difference, row.preview.currency, times)


def _difference(row: IndexLine) -> Decimal:
    return row.preview.difference


def _stays(row: IndexLine) -> str:
    return row.preview.reason
