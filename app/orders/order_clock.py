"""What a desk does by hand to the clocks of an order."""

from collections.abc import Callable
from typing import Any

from app.orders.clock_words import waits_for_response
from app.orders.order_work import OrderWork
from app.shared.dialog import FormDialog
from app.shared.fields import ChoiceField
from app.shared.links import Notice
from domain.language import tr
from domain.orders import clock_service
from domain.parameters.model import ReasonFor
from domain.sla.clock import TargetKind


class OrderClock:
    """Respond, arrive, pause, resume, stop, begin anew, choose an SLA."""

    def __init__(self, work: OrderWork) -> None:
        self._work = work

    def can_respond(self) -> bool:
        view = self._work.view
        return view is not None and view.detail.is_open and any(map(waits_for_response, view.promises))

    def can_arrive(self) -> bool:
        view = self._work.view
        promised = view is not None and any(row.kind is TargetKind.ARRIVAL and row.open for row in view.promises)
        return promised and self._work.is_open()

    def runs(self) -> bool:
        """Whether there is a promise to hold."""
        view = self._work.view
        return view is not None and view.detail.is_open and any(row.open for row in view.promises)

    def is_held(self) -> bool:
        """Whether the clock stands still, by hand or by the stage."""
        view = self._work.view
        return view is not None and any(row.paused_since is not None for row in view.promises)

    def is_measured(self) -> bool:
        """Whether anything is promised at all."""
        view = self._work.view
        return view is not None and view.detail.is_open and bool(view.promises)

    def respond(self) -> None:
        """The customer has been answered."""
        order = self._work.shown.detail
        self._work.deeds.do(
            Notice(tr("{number}: the customer was answered.", number=order.number)), clock_service.respond, order.id
        )

    def arrive(self) -> None:
        """Somebody is on site."""
        order = self._work.shown.detail
        self._work.deeds.do(
            Notice(tr("{number}: somebody is on site.", number=order.number)), clock_service.arrive, order.id
        )

    def hold_or_go_on(self) -> None:
        """Pause the clock, or let it run on."""
        order = self._work.shown.detail
        if self.is_held():
            done = Notice(tr("The clock of {number} runs on.", number=order.number))
            self._work.deeds.do(done, clock_service.resume, order.id)
        else:
            done = Notice(tr("The clock of {number} stands still.", number=order.number))
            self._by_reason(
                ReasonFor.PAUSE, tr("Hold the clock of {number}: why?", number=order.number), done, clock_service.pause
            )

    def stop(self) -> None:
        """Measure the order no more."""
        order = self._work.shown.detail
        done = Notice(tr("{number} is not measured any more.", number=order.number))
        self._by_reason(
            ReasonFor.CANCEL, tr("Stop measuring {number}: why?", number=order.number), done, clock_service.stop
        )

    def reset(self) -> None:
        """Let all clocks begin anew."""
        order = self._work.shown.detail
        done = Notice(tr("The clocks of {number} begin anew.", number=order.number))
        self._by_reason(
            ReasonFor.PAUSE,
            tr("Begin the clock of {number} anew: why?", number=order.number),
            done,
            clock_service.reset,
        )

    def choose_sla(self) -> None:
        """Measure this order by an SLA of its own."""
        view = self._work.shown
        field = ChoiceField("sla", tr("SLA"), [(None, tr("as it follows from asset or agreement")), *view.choices.slas])
        dialog = self._work.dialog(
            tr("SLA of {number}", number=view.detail.number), [field], tr("Choose"), self._on_sla
        )
        dialog.begin({"sla": view.header.sla_id})

    def _on_sla(self, dialog: FormDialog, values: dict[str, Any]) -> None:
        order = self._work.shown.detail
        done = Notice(tr("The promises of {number} are reckoned anew.", number=order.number))
        self._work.deeds.do_for(
            dialog.finish, dialog.show_refusal, done, clock_service.choose_sla, order.id, values["sla"]
        )

    def _by_reason(self, reason_for: ReasonFor, title: str, done: Notice, service: Callable[..., Any]) -> None:
        order_id = self._work.shown.detail.id
        deed = self._work.deeds.service(service, order_id)
        self._work.deeds.do_with_reason(order_id, reason_for, done, deed, title=title)
