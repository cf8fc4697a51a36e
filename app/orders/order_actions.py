"""Everything that can be done with the order that is shown: in menus, with keys, in the palette."""

from functools import partial

from app.orders import next_step
from app.orders.order_clock import OrderClock
from app.orders.order_copy import OrderCopy
from app.orders.order_kin import OrderKin
from app.orders.order_money import OrderMoney
from app.orders.order_move import OrderMove
from app.orders.order_parts import OrderParts
from app.orders.order_repairs import OrderRepairs
from app.orders.order_sign import OrderSign
from app.orders.order_tasks import OrderTasks
from app.orders.order_work import OrderWork
from app.orders.papers_tab import PapersTab
from app.shared.actions import Action
from domain.documents.papers import Paper
from domain.language import tr


def stage_actions(work: OrderWork) -> tuple[Action, ...]:
    """Through the stages."""
    return (
        Action(next_step.START, tr("Start work"), work.start, "W", "play", work.can_start),
        Action(next_step.FINISH, tr("Work is done"), work.complete, "D", "check", work.can_complete),
        Action("orders_forwards", tr("Next stage"), work.forwards, "Alt+Right", "arrow-right", work.can_go_forwards),
        Action(
            "orders_backwards", tr("Previous stage"), work.backwards, "Alt+Left", "arrow-left", work.can_go_backwards
        ),
        Action("orders_stage", tr("Change the stage…"), work.choose_stage, "S", "layers", work.has_one),
    )


def content_actions(tasks: OrderTasks, repairs: OrderRepairs, parts: OrderParts) -> tuple[Action, ...]:
    """What is to be done, what was wrong, and what comes in place of what."""
    return (
        Action("orders_task", tr("Add a task…"), tasks.add, "Shift+T", "list", tasks.can_change),
        Action("orders_repair", tr("Add a repair…"), repairs.add, "Shift+F", "wrench", repairs.can_change),
        Action("orders_part", tr("Replace a part…"), parts.replace, "Shift+E", "refresh-cw", parts.can_replace),
    )


def paper_actions(papers: PapersTab, work: OrderWork) -> tuple[Action, ...]:
    """What is printed, and what is attached."""
    return (
        Action(
            "orders_work_description",
            tr("Work description"),
            partial(papers.open_paper, Paper.WORK_DESCRIPTION),
            "Ctrl+Shift+W",
            "file-text",
            work.has_one,
        ),
        Action(
            "orders_work_receipt",
            tr("Work receipt"),
            partial(papers.open_paper, Paper.WORK_RECEIPT),
            "Ctrl+Shift+E",
            "file-text",
            work.has_one,
        ),
        Action(
            "orders_paper",
            tr("Service order on paper"),
            partial(papers.open_paper, Paper.ORDER),
            "Ctrl+Shift+O",
            "file-text",
            work.has_one,
        ),
        Action("orders_attach", tr("Attach files…"), papers.ask_files, "Shift+A", "upload", work.has_one),
    )


def clock_actions(clock: OrderClock) -> tuple[Action, ...]:
    """What is promised."""
    return (
        Action(next_step.RESPOND, tr("Customer answered"), clock.respond, "R", "phone", clock.can_respond),
        Action("orders_arrive", tr("Somebody is on site"), clock.arrive, "Shift+R", "map-pin", clock.can_arrive),
        Action(
            "orders_pause",
            tr("Hold the clock"),
            clock.hold_or_go_on,
            "P",
            "pause",
            clock.runs,
            tr("Pause the clock, or let it run on"),
            checked=clock.is_held,
        ),
        Action("orders_clock_stop", tr("Stop measuring…"), clock.stop, "Ctrl+Shift+H", "timer", clock.runs),
        Action("orders_clock_reset", tr("Begin the clock anew…"), clock.reset, "Ctrl+Shift+R", "history", clock.runs),
        Action("orders_sla", tr("Choose an SLA…"), clock.choose_sla, "Ctrl+Shift+L", "gauge", clock.is_measured),
    )


def closing_actions(sign: OrderSign, money: OrderMoney) -> tuple[Action, ...]:
    """From the signature to the invoice."""
    return (
        Action(next_step.SIGN, tr("Sign off…"), sign.sign, "Shift+S", "badge-check", sign.can_sign),
        Action("orders_unsign", tr("Take the sign-off back"), sign.take_back, "Ctrl+Shift+S", "x", sign.can_take_back),
        Action(next_step.POST, tr("Post"), money.post, "Shift+P", "database", money.can_post),
        Action(
            "orders_counter_post",
            tr("Take the posting back…"),
            money.take_back,
            "Ctrl+Shift+B",
            "undo-2",
            money.can_take_back,
        ),
        Action(next_step.INVOICE, tr("Invoice…"), money.invoice, "I", "file-text", money.can_invoice),
    )


def copy_actions(copy: OrderCopy, move: OrderMove) -> tuple[Action, ...]:
    """Lines from and to elsewhere, another address, the end of an order."""
    return (
        Action("orders_copy", tr("Copy lines…"), copy.copy, "Shift+C", "copy", copy.can_change),
        Action("orders_move", tr("Move lines to another order…"), move.move, "Shift+M", "arrow-right", move.can_move),
        Action("orders_address", tr("Another address…"), copy.address, "Shift+D", "map-pin", copy.can_change),
        Action("orders_delete", tr("Delete the order…"), copy.delete, "Shift+Del", "trash-2", copy.can_delete),
    )


def kin_actions(kin: OrderKin, work: OrderWork) -> tuple[Action, ...]:
    """The order as a whole."""
    return (
        Action("orders_follow_up", tr("Follow up…"), kin.follow_up, "Shift+N", "link", work.has_one),
        Action("orders_cancel", tr("Cancel the order…"), kin.cancel, "Ctrl+Del", "ban", kin.can_cancel),
        Action("orders_revoke", tr("Take the cancelling back"), kin.revoke, "Ctrl+Shift+Del", "undo-2", kin.can_revoke),
    )


def tab_actions(work: OrderWork, titles: list[str]) -> tuple[Action, ...]:
    """To the tabs of the order, in their order."""
    return tuple(
        Action(
            f"orders_tab_{at}",
            tr("Order: {tab}", tab=title),
            partial(work.tab_asked.emit, at - 1),
            f"Ctrl+{at}",
            "",
            work.has_one,
        )
        for at, title in enumerate(titles, 1)
    )
