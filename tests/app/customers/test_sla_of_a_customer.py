"""The SLA of a customer stays when it is switched off, whatever else is changed in the form."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.customers.view import CustomersPage
from domain.parties.customer_service import change_customer
from domain.reporting.customer_detail import customer_detail
from domain.sla.clock import TargetKind
from domain.sla.draft import SlaDraft
from domain.sla.service import create_sla, switch_sla
from domain.sla.standard import make_standard_sla
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.app.keys import CTRL, form, press, put
from tests.support.in_front import in_front
from tests.support.service_desk import ServiceDesk


def switched_off(work: UnitOfWork, desk: ServiceDesk) -> int:
    """An SLA of the clinic that is offered no more."""
    make_standard_sla(work, "DE")
    targets = {(TargetKind.COMPLETION, priority): 60 for priority in Priority}
    sla = create_sla(work, SlaDraft("Gold", 1, targets))
    clinic = desk.company.clinic.id
    detail = customer_detail(work.session, clinic)
    assert detail is not None
    change_customer(work, clinic, detail.draft, replace(detail.draft, sla_id=sla))
    work.session.flush()
    switch_sla(work, sla, active=False)
    return sla


@pytest.fixture
def show(desk: ServiceDesk, qtbot: QtBot) -> Callable[[], CustomersPage]:
    return lambda: in_front(CustomersPage(desk.kit, desk.desk), desk, qtbot, 1158, 714)


def test_an_sla_that_is_switched_off_stays_when_the_name_is_changed(
    desk: ServiceDesk, show: Callable[[], CustomersPage]
) -> None:
    sla = desk.store.run("setup", switched_off, desk)
    page = show()
    press(page.table, Qt.Key.Key_E)
    dialog = form(page)
    put(dialog, name="Hill Clinic")
    press(dialog, Qt.Key.Key_Return, CTRL)
    with desk.store.read() as session:
        detail = customer_detail(session, desk.company.clinic.id)
    assert detail is not None
    assert (detail.draft.name, detail.draft.sla_id) == ("Hill Clinic", sla)
