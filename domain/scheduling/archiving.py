"""Technicians who left: offered no more, once nobody waits for them."""

from sqlalchemy import func, select

from domain.errors import Refusal
from domain.language import trn
from domain.scheduling.model import Booking
from domain.scheduling.progress.progress import ENDED
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Technician


def switch_technician(work: UnitOfWork, technician_id: int, *, active: bool) -> None:
    """Offer a technician, or offer one no more; what was done stays under the name."""
    technician = work.get(Technician, technician_id, lock=True)
    if technician.active == active:
        return
    if not active:
        _check_nobody_waits(work, technician)
    technician.active = active
    work.note("technician.switched", technician)


def _check_nobody_waits(work: UnitOfWork, technician: Technician) -> None:
    mine = Booking.technician_id == technician.id
    ahead = select(func.count()).where(mine, Booking.finish_at > work.now, Booking.status.not_in(ENDED))
    count = work.session.scalar(ahead) or 0
    if count:
        raise Refusal(
            trn(
                "{name} still has {count} booking ahead; give it to somebody else first.",
                "{name} still has {count} bookings ahead; give them to somebody else first.",
                count,
                name=technician.name,
            ),
            field="active",
        )
