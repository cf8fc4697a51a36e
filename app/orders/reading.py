"""One order as the page shows it, read in one go."""

from dataclasses import dataclass, replace

from app.shared.desk import Desk
from app.shared.times import Times
from domain.monitoring import alert_timeline
from domain.monitoring.alert_curve import AlertCurve, alert_curve
from domain.monitoring.explanation import Figures, explain
from domain.monitoring.queries import AlertDetail
from domain.orders.attachments import AttachmentRow, attachments
from domain.orders.cover_queries import KindCover, cover_for_order
from domain.orders.line_queries import LineRow, lines
from domain.orders.promise_queries import PromiseRow, promises
from domain.orders.task_queries import TaskRow, tasks
from domain.orders.timeline import Entry, tell
from domain.orders.wording import Wording
from domain.parts.needs import NeedRow, needs
from domain.repairs.queries import RepairRow, repairs
from domain.reporting import order_detail, order_history
from domain.reporting.order_choices import OrderChoices, choices
from domain.reporting.order_detail import OrderDetail
from domain.reporting.order_header import OrderHeader, header, last_posting
from domain.reporting.order_steps import StageStep, steps
from domain.store.journal import FactRow


@dataclass(frozen=True, slots=True)
class OrderView:
    """One order with all that belongs to it; `curve` belongs to the alert it came from."""

    detail: OrderDetail
    header: OrderHeader
    steps: tuple[StageStep, ...]
    promises: tuple[PromiseRow, ...]
    choices: OrderChoices
    posting_id: int | None
    lines: tuple[LineRow, ...]
    cover: tuple[KindCover, ...]
    tasks: tuple[TaskRow, ...]
    repairs: tuple[RepairRow, ...]
    needs: tuple[NeedRow, ...]
    files: tuple[AttachmentRow, ...]
    technicians: tuple[tuple[int, str], ...]
    sentences: tuple[str, ...]
    entries: tuple[Entry, ...]
    curve: AlertCurve | None


def read_order(desk: Desk, times: Times, order_id: int) -> OrderView | None:
    """Read it; None where it is not there."""
    with desk.store.read() as session:
        detail, head = order_detail.order(session, order_id), header(session, order_id)
        if detail is None or head is None:
            return None
        names = order_detail.technician_names(session)
        facts = order_history.order_facts(session, order_id)
        view = OrderView(
            detail=detail,
            header=head,
            steps=steps(session, order_id),
            promises=promises(session, order_id),
            choices=choices(session, head.customer_id, head.site_id),
            posting_id=last_posting(session, order_id),
            lines=lines(session, order_id),
            cover=cover_for_order(session, order_id, times.local(times.now()).date()),
            tasks=tasks(session, order_id),
            repairs=repairs(session, order_id),
            needs=needs(session, order_id),
            files=attachments(session, order_id),
            technicians=tuple(sorted(names.items(), key=lambda pair: pair[1].casefold())),
            sentences=_why(detail.alert),
            entries=_entries(facts, Wording(names, times.short)),
            curve=None,
        )
    _lay_out_calendars(view.promises, times)
    return replace(view, curve=_curve(desk, times, detail.alert))


def _lay_out_calendars(rows: tuple[PromiseRow, ...], times: Times) -> None:
    """Ask once what the clock strip asks every second: the years of a calendar are laid out here, off the window."""
    now = times.now()
    for row in rows:
        row.at(now)
        row.counts(now)


def _entries(facts: list[FactRow], wording: Wording) -> tuple[Entry, ...]:
    told = (Entry(fact.id, fact.at, fact.actor, _told(fact, wording)) for fact in facts)
    return tuple(entry for entry in told if entry.text)


def _curve(desk: Desk, times: Times, alert: AlertDetail | None) -> AlertCurve | None:
    if alert is None:
        return None
    with desk.telemetry.read() as connection:
        return alert_curve(connection, alert, times.now())


def _told(fact: FactRow, wording: Wording) -> str:
    if fact.subject == "alert":
        return alert_timeline.tell(fact, {}, wording.moment)
    return tell(fact, wording)


def _why(alert: AlertDetail | None) -> tuple[str, ...]:
    if alert is None:
        return ()
    row = alert.row
    return explain(alert.decision, Figures(row.count, alert.first_value, row.last_value, row.peak_value))
