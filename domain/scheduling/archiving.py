"""Technicians who left: offered no more, once nobody waits for them, or removed if they never did anything here."""

from sqlalchemy import delete, func, select

from domain.errors import Refusal
from domain.language import trn
from domain.scheduling.board_model import technician_position
from domain.scheduling.model import Booking
from domain.scheduling.progress.progress import ENDED
from domain.scheduling.requirement_model import TechnicianWish, VanStock
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Technician
from domain.workforce.service import delete_technician


def switch_technician(work: UnitOfWork, technician_id: int, *, active: bool) -> None:
    """Offer a technician, or offer one no more; what was done stays under the name."""
    technician = work.get(Technician, technician_id, lock=True)
    if technician.active == active:
        return
    if not active:
        _check_nobody_waits(work, technician)
    technician.active = active
    work.note("technician.switched", technician)


def remove_technician(work: UnitOfWork, technician_id: int) -> None:
    """Remove a technician who never did anything here, with wishes, van and position. Raises Refusal."""
    technician = work.get(Technician, technician_id, lock=True)
    owned: tuple[tuple[type[TechnicianWish | VanStock], str], ...] = (
        (TechnicianWish, "technician wish.withdrawn"),
        (VanStock, "van stock.removed"),
    )
    for kind, fact in owned:
        for row in work.session.scalars(select(kind).where(kind.technician_id == technician.id)):
            work.session.delete(row)
            work.note(fact, row)
    work.session.execute(delete(technician_position).where(technician_position.c.technician_id == technician.id))
    delete_technician(work, technician.id)


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
