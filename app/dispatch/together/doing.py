"""What is told to the other consoles, and what the board shows of what they tell."""

from collections.abc import Iterable

from app.dispatch.board.calendar import moment
from app.dispatch.board.chart import BoardChart
from app.dispatch.board.drag import Proposal
from app.dispatch.board.guest import Guest
from app.dispatch.tabs.presenter import BoardsPresenter
from domain.scheduling.boards.guests import Carried, Doing, GuestRow


def doing(board: BoardChart, boards: BoardsPresenter) -> Doing:
    """What is selected here, and what is in the hand."""
    proposal, selected = board.scene.proposal, board.scene.selected
    booking = board.scene.rows.bookings.get(selected) if selected is not None else None
    hand = () if proposal is None else tuple(_carried(each) for each in (proposal, *proposal.mates))
    return Doing("" if boards.row is None else boards.row.name, "" if booking is None else booking.number, hand)


def ghosts(guests: Iterable[GuestRow]) -> tuple[Guest, ...]:
    """What the others have in their hands, as the board paints it."""
    return tuple(
        Guest(guest.name, each.technician_id, each.start, each.finish, each.number)
        for guest in guests
        for each in guest.doing.carried
    )


def _carried(proposal: Proposal) -> Carried:
    return Carried(proposal.cargo.number, proposal.technician.id, moment(proposal.start), moment(proposal.finish))
