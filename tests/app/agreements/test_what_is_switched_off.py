"""What an agreement names stays when it is offered no more, whatever else is changed in the form."""

from dataclasses import replace

from PySide6.QtCore import Qt

from domain.agreements.service import change_agreement
from domain.sla.clock import TargetKind
from domain.sla.draft import SlaDraft
from domain.sla.service import create_sla, switch_sla
from domain.sla.standard import make_standard_sla
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.app.agreements.agreed import Show, agreement
from tests.app.keys import CTRL, form, press, put
from tests.support.service_desk import ServiceDesk


def _gold(work: UnitOfWork) -> int:
    """An SLA beside the default one."""
    make_standard_sla(work, "DE")
    return create_sla(work, SlaDraft("Gold", 1, {(TargetKind.COMPLETION, priority): 60 for priority in Priority}))


def test_an_sla_that_is_switched_off_stays_with_its_agreement(desk: ServiceDesk, show: Show, tacit: int) -> None:
    gold, found = desk.store.run("setup", _gold), agreement(desk, tacit)
    desk.store.run("setup", change_agreement, tacit, replace(found.draft, sla_id=gold), found.version)
    desk.store.run("setup", switch_sla, gold, active=False)
    page = show()
    page.show_record(tacit)
    press(page.table, Qt.Key.Key_E)
    dialog = form(page)
    put(dialog, name="Fuller service")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert (agreement(desk, tacit).draft.name, agreement(desk, tacit).draft.sla_id) == ("Fuller service", gold)
