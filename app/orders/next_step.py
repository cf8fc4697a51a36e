"""The next sensible thing to do with an order. Plain rules over what the page knows."""

from app.orders.clock_words import waits_for_response
from app.orders.reading import OrderView
from domain.orders.content import LineStatus
from domain.orders.line_queries import LineRow
from domain.orders.model import Progress, StageMeaning
from domain.orders.permissions import Permission
from domain.orders.stages import Step
from domain.reporting.order_steps import StageStep

RESPOND, ASSIGN, START, SIGN, FINISH, POST, INVOICE = (
    "orders_respond",
    "orders_assign",
    "orders_start",
    "orders_sign",
    "orders_finish",
    "orders_post",
    "orders_invoice",
)


def next_step(view: OrderView) -> str:
    """The id of the action that brings the order on; empty where nothing is left to do."""
    return _while_open(view) if view.detail.is_open else _when_closed(view)


def ways_to(view: OrderView, meaning: StageMeaning) -> list[StageStep]:
    """The stages of this meaning that the order may enter, the nearest first; work that is on goes on only upwards."""
    goes_on = meaning is StageMeaning.ACTIVE and view.detail.meaning is meaning
    wanted = (Step.PREVIOUS,) if goes_on else (Step.NEXT, Step.FURTHER, Step.PREVIOUS)
    found = [each for each in view.steps if each.step in wanted and each.meaning is meaning]
    return sorted(found, key=lambda each: each.step is not Step.NEXT)


def can_post(view: OrderView) -> bool:
    """Whether there are lines to post, and the stage lets them be."""
    return Permission.POST in view.header.allowed and any(line.status is LineStatus.CREATED for line in view.lines)


def can_invoice(view: OrderView) -> bool:
    """Whether posted lines wait for an invoice."""
    return bool(waiting_for_bill(view))


def waiting_for_bill(view: OrderView) -> list[LineRow]:
    """The posted lines that are charged and on no bill yet, or only on one that was taken back."""
    posted = (line for line in view.lines if line.status is LineStatus.POSTED and line.chargeable)
    return [line for line in posted if line.id not in view.header.billed_lines]


def _while_open(view: OrderView) -> str:
    meaning = view.detail.meaning
    if meaning is StageMeaning.NEW and any(map(waits_for_response, view.promises)):
        return RESPOND
    if meaning is not StageMeaning.ACTIVE:
        return START if view.detail.visits else ASSIGN
    if not ways_to(view, StageMeaning.DONE) and ways_to(view, StageMeaning.ACTIVE):
        return START  # it waits on a branch of its own, and the work has to go on first
    return FINISH if view.header.signed_at is not None else SIGN


def _when_closed(view: OrderView) -> str:
    if view.detail.meaning is StageMeaning.CANCELLED or view.header.progress is Progress.CANCELLED:
        return ""
    if can_post(view):
        return POST
    return INVOICE if can_invoice(view) else ""
