"""What dispatchers do with boards: make, copy, rename, share, order and delete them. Only the owner changes one."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from domain.errors import Refusal
from domain.language import tr
from domain.scheduling.board_model import Board
from domain.store.names import is_taken
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version

LONGEST_NAME = 60


def create(work: UnitOfWork, name: str, settings: Mapping[str, Any]) -> int:
    """Make a board after one's others; returns its id."""
    last = work.session.scalar(select(func.max(Board.position)).where(Board.owner == work.actor))
    board = Board(
        name=_free(work, name, None),
        owner=work.actor,
        position=0 if last is None else last + 1,
        settings=dict(settings),
    )
    return work.add(board, "board.created").id


def copy(work: UnitOfWork, board_id: int, settings: Mapping[str, Any]) -> int:
    """Make a board of one's own like that one, with the settings as one sees it now; returns its id."""
    return create(work, _name_of_copy(work, work.get(Board, board_id).name), settings)


def rename(work: UnitOfWork, board_id: int, version: int, name: str) -> None:
    """Call a board otherwise. Raises Refusal, Overtaken."""
    board = _own(work, board_id)
    check_version(board, version, board.name)
    board.name = _free(work, name, board_id)
    work.note("board.renamed", board)


def share(work: UnitOfWork, board_id: int, *, shared: bool) -> None:
    """Let everybody open a board, or only oneself."""
    board = _own(work, board_id)
    if board.shared != shared:
        board.shared = shared
        work.note("board.shared" if shared else "board.withdrawn", board)


def keep_settings(work: UnitOfWork, board_id: int, settings: Mapping[str, Any]) -> None:
    """Keep the filters and the look of a board; what was kept last holds."""
    board = _own(work, board_id)
    if board.settings != settings:
        board.settings = dict(settings)
        work.note("board.changed", board)


def reorder(work: UnitOfWork, board_ids: Sequence[int]) -> None:
    """Put one's own boards into this order; those that are not named come last, as they were."""
    mine = work.session.scalars(select(Board).where(Board.owner == work.actor).order_by(Board.position, Board.id))
    place = {board_id: at for at, board_id in enumerate(board_ids)}
    for at, board in enumerate(sorted(mine, key=lambda board: place.get(board.id, len(place)))):
        if board.position != at:
            board.position = at
            work.note("board.reordered", board)


def delete(work: UnitOfWork, board_id: int) -> None:
    """Remove a board; the orders on it are none of its business."""
    board = _own(work, board_id)
    work.session.delete(board)
    work.note("board.deleted", board)


def _own(work: UnitOfWork, board_id: int) -> Board:
    board = work.get(Board, board_id, lock=True)
    if board.owner != work.actor:
        raise Refusal(tr("“{name}” belongs to {owner}; make a copy to change it.", name=board.name, owner=board.owner))
    return board


def _free(work: UnitOfWork, entered: str, own: int | None) -> str:
    name = entered.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refusal(tr("Between 1 and {count} letters are needed here.", count=LONGEST_NAME), field="name")
    if is_taken(work.session, Board.name, name, own, Board.owner == work.actor):
        raise Refusal(tr("“{name}” is there already.", name=name), field="name")
    return name


def _name_of_copy(work: UnitOfWork, name: str) -> str:
    mine = set(work.session.scalars(select(Board.name).where(Board.owner == work.actor)))
    taken = {each.casefold() for each in mine}
    copied = tr("{name} (copy)", name=name)[:LONGEST_NAME]
    numbered = (f"{name[: LONGEST_NAME - 8]} ({count})" for count in range(2, len(taken) + 3))
    return next(each for each in (name, copied, *numbered) if each.casefold() not in taken)
