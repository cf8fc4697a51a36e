"""All reports, as the page offers them."""

from collections.abc import Mapping

from app.reports.agreement_reports import agreement_report, renewal_report
from app.reports.fee_reports import fee_report, transaction_report
from app.reports.margin_report import margin_report
from app.reports.report import Kind, Report
from app.reports.rows import Ids


def reports() -> Mapping[Kind, Report]:
    """Each with ids of its own for rows that have none."""
    made = (
        margin_report(Ids()),
        transaction_report(),
        fee_report(),
        agreement_report(Ids()),
        renewal_report(Ids()),
    )
    return {each.kind: each for each in made}
