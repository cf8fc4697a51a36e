"""What stands on the map, in words: for tooltips and those who listen."""

from datetime import timedelta
from html import escape

from app.dispatch.board.telling import told
from app.dispatch.map.clusters import Cluster
from app.dispatch.map.marks import Job, Stand
from app.shared.times import Times, duration
from domain.language import tr, trn
from domain.scheduling.board_rows import UnassignedOrder

LISTED = 8


def told_of_job(job: Job, technician: str, times: Times) -> str:
    """All about one job, as rich text."""
    if job.booking is not None:
        lines = told(job.booking, technician, times)
    else:
        assert job.order is not None
        lines = [*_told_of_order(job.order, times)]
    return "<br/>".join(escape(line) for line in (*lines, job.state.label))


def told_of_cluster(cluster: Cluster) -> str:
    """How many, and the first of them."""
    count = trn("{count} job", "{count} jobs", len(cluster.jobs))
    waiting = trn("{count} of them waits", "{count} of them wait", cluster.waiting) if cluster.waiting else ""
    first = [
        f"{one.number} · {one.title}" for one in (job.booking or job.order for job in cluster.jobs[:LISTED]) if one
    ]
    more = ["…"] if len(cluster.jobs) > LISTED else []
    return "<br/>".join(escape(line) for line in (f"{count} {waiting}".strip(), *first, *more))


def told_of_stand(stand: Stand, times: Times) -> str:
    """Who, and since when."""
    heard = tr("begins the day here") if stand.heard is None else tr("was here {when}", when=times.ago(stand.heard))
    return "<br/>".join(escape(line) for line in (stand.technician.name, stand.technician.team, heard))


def _told_of_order(order: UnassignedOrder, times: Times) -> list[str]:
    lines = [
        f"{order.number} · {order.title}",
        " · ".join(part for part in (order.customer, order.site, order.asset) if part),
        tr("{priority} priority, {stage}", priority=order.priority.label, stage=order.stage),
        tr("takes {span}", span=duration(timedelta(minutes=order.minutes))),
    ]
    if order.due is not None:
        lines.append(tr("due {when}", when=times.short(order.due)))
    return lines
