"""The section of groups of subscriptions."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from app.settings.section import Section
from app.settings.source import Loaded
from app.settings.subscription_groups.source import SOURCE
from app.shared.columns import RIGHT, Column
from app.shared.fields import ChoiceField, TextField
from app.shared.forms import Form
from app.shared.kit import Kit
from app.shared.search_choice import SearchChoiceField
from domain.language import tr
from domain.subscriptions.accrual import ALLOWED
from domain.subscriptions.periods import PeriodCode
from domain.subscriptions.settings_queries import GroupRow


def subscription_groups_section(kit: Kit) -> Section[GroupRow]:
    return Section(
        key="subscription_groups",
        title=tr("Subscription groups"),
        icon="refresh-cw",
        new_title=tr("New subscription group"),
        hint=tr("Subscriptions that are billed alike: by which period, for which article, earned over which periods."),
        source=SOURCE,
        columns=(
            Column(
                "name", tr("Name"), lambda row: row.name, width=140, stretch=True, strong=True, tip=lambda row: row.name
            ),
            Column("code", tr("Period"), lambda row: row.code.label, sort=_length, width=80),
            Column(
                "article", tr("Article"), lambda row: row.article, width=130, muted=True, tip=lambda row: row.article
            ),
            Column("accrual", tr("Earned"), _accrued, width=132, muted=True, tip=_accrued),
            Column(
                "subscriptions",
                tr("Subscriptions"),
                partial(_subscriptions, kit),
                sort=lambda row: row.subscriptions,
                width=108,
                align=RIGHT,
            ),
        ),
        fields=(
            TextField("name", tr("Name")),
            ChoiceField("code", tr("One fee for each"), [(code, code.label) for code in PeriodCode]),
            SearchChoiceField("article_id", tr("Article")),
            ChoiceField("accrual_code", tr("Revenue is earned")),
        ),
        values=_values,
        name=lambda row: row.name,
        follow=_follow,
        form_share=38,
        least={"article": 640, "accrual": 440},
    )


def _length(row: GroupRow) -> int:
    return list(PeriodCode).index(row.code)


def _accrued(row: GroupRow) -> str:
    return _over(row.accrual_code)


def _over(code: PeriodCode | None) -> str:
    return {
        None: tr("when it is invoiced"),
        PeriodCode.DAY: tr("day by day"),
        PeriodCode.WEEK: tr("week by week"),
        PeriodCode.MONTH: tr("month by month"),
        PeriodCode.QUARTER: tr("quarter by quarter"),
        PeriodCode.YEAR: tr("year by year"),
    }[code]


def _subscriptions(kit: Kit, row: GroupRow) -> str:
    return kit.times.number(row.subscriptions)


def _values(row: GroupRow | None, beside: GroupRow | None) -> Mapping[str, Any]:
    if row is None:
        article = beside.article_id if beside else None
        return {"name": "", "code": PeriodCode.MONTH, "article_id": article, "accrual_code": None}
    return {name: getattr(row, name) for name in ("name", "code", "article_id", "accrual_code")}


def _follow(form: Form, _row: GroupRow | None, _loaded: Loaded[GroupRow]) -> None:
    """Only periods that fit into that of the fees can be earned over."""
    code, accrual = form.fields["code"].value(), form.fields["accrual_code"]
    if code is not None and isinstance(accrual, ChoiceField):
        accrual.offer([(each, _over(each)) for each in (None, *ALLOWED[code])])
