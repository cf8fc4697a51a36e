"""The panes of the dispatch page, in the order of their tabs and keys."""

from dataclasses import dataclass

from app.dispatch.assistant.pane import SlotsPane
from app.dispatch.board.board import BoardView
from app.dispatch.map.pane import MapPane
from app.dispatch.optimising.from_waiting import FromWaiting
from app.dispatch.optimising.over_board import OverBoard
from app.dispatch.optimising.pane import OptimisingPane
from app.dispatch.panes.conflicts.pane import ConflictsPane
from app.dispatch.panes.details.pane import DetailsPane
from app.dispatch.panes.dock import Place
from app.dispatch.panes.listing.pane import ListingPane
from app.dispatch.panes.pane import Pane
from app.dispatch.presenter import DispatchPresenter
from app.dispatch.waiting.panel import UnassignedPanel
from app.dispatch.whatif.pane import WhatIfPane
from app.shared.desk import Desk
from app.shared.kit import Kit


@dataclass(frozen=True)
class PaneParts:
    """What panes are made from."""

    kit: Kit
    desk: Desk
    presenter: DispatchPresenter
    waiting: UnassignedPanel
    board: BoardView


def all_panes(parts: PaneParts) -> tuple[tuple[Pane, Place], ...]:
    """Each with the place where it stands until the user moves it."""
    optimiser = OptimisingPane(parts.kit, parts.desk, parts.presenter)
    OverBoard(parts.board, optimiser)
    FromWaiting(parts.waiting.list, optimiser)
    what_if = WhatIfPane(parts.kit, parts.desk)
    what_if.proposal_made.connect(optimiser.open_proposal)
    return (
        (parts.waiting, Place.BESIDE),
        (DetailsPane(parts.kit, parts.desk), Place.BESIDE),
        (SlotsPane(parts.kit, parts.desk), Place.BESIDE),
        (MapPane(parts.kit, parts.desk), Place.BELOW),
        (ConflictsPane(parts.kit, parts.desk), Place.BELOW),
        (ListingPane(parts.kit), Place.BELOW),
        (optimiser, Place.BELOW),
        (what_if, Place.BELOW),
    )
