"""The dialog that assigns by exact entry: whom it begins with, and times far from what the board has loaded."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QDateTimeEdit, QWidget
from pytestqt.qtbot import QtBot

from app.dispatch.moving.assign import AssignDialog
from app.dispatch.moving.confirm import ConfirmDialog
from app.dispatch.moving.setting import Setting
from app.dispatch.plan import Plan
from app.shared.memory import Memory
from app.shared.moments import MomentInput
from app.shared.times import Times
from domain.scheduling import queries
from domain.scheduling.board_rows import Membership
from domain.scheduling.needs.needs import Need
from domain.scheduling.placing.free_times import first_free
from domain.scheduling.travel.ways import by_technician
from domain.workforce.model import Bookable
from tests.app.dispatch.house import House
from tests.app.dispatch.plans import NOW, at, booking, order, technicians
from tests.app.dispatch.test_page import answer

KIM, LEA = technicians(2)
CREW = replace(KIM, id=9, name="Crew", members=(Membership(LEA.id, LEA.name),))


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_a_crew_is_free_when_its_members_are() -> None:
    taken = by_technician([booking(1, LEA.id, at(9), 2), booking(2, KIM.id, at(11), 2)])
    assert first_free(CREW, taken, timedelta(hours=1), at(8.5)) == at(11)


def test_it_begins_with_somebody_who_may_do_it(parent: QWidget, times: Times) -> None:
    device = replace(KIM, kind=Bookable.EQUIPMENT)
    plan = Plan(at(-24), at(240), (device, replace(LEA, working=KIM.working)), (), ())
    dialog = AssignDialog(order(7, need=Need()), at(9), Setting(plan, times, Memory()), parent)
    assert dialog.technician.id == LEA.id


def test_an_order_is_assigned_months_ahead_and_judged_before_it_is_booked(house: House, qtbot: QtBot) -> None:
    page, far = house.window(), NOW.replace(minute=0) + timedelta(days=160)
    page.show_record(house.people.plain)
    page.bound_actions()["dispatch.assign"].trigger()
    (dialog,) = page.findChildren(AssignDialog)
    start = dialog.findChild(QDateTimeEdit, "start")
    assert isinstance(start, MomentInput)
    start.put(far)
    assert start.moment == far
    answer(qtbot, page, AssignDialog, "assign")
    answer(qtbot, page, ConfirmDialog, "confirm", "Agreed so")

    def booked() -> None:
        with house.store.read() as session:
            found = queries.bookings(session, far, far + timedelta(days=1))
        assert [(one.order_id, one.start) for one in found] == [(house.people.plain, far)]

    qtbot.waitUntil(booked)
