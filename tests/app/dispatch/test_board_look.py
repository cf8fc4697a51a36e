"""How the board is looked at: groups, colours, heights, and what is painted beside the bookings."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.dispatch.board.bar_style import ink_on, style
from app.dispatch.board.board import BoardView
from app.dispatch.board.colours import TONES, board_colours
from app.dispatch.board.guest import Guest
from app.dispatch.board.load import load
from app.dispatch.board.look import BoardLook, ColourMode
from app.dispatch.board.telling import told
from app.shared.theme import Look, Theme
from app.shared.times import Times
from domain.orders.model import StageMeaning
from domain.scheduling.board_rows import BoardBooking, Span
from domain.scheduling.model import BookingStatus, Lock
from domain.scheduling.needs.needs import Need
from domain.scheduling.rules.checks import Level
from domain.workforce.rosters import Away, Break
from tests.app.dispatch import plans
from tests.app.shared.test_theme import ENOUGH, contrast

KIM, LEA = 1, 2


def painted(board: BoardView, qtbot: QtBot) -> QImage:
    """The board once every bar has its words."""
    board.viewport().grab()
    qtbot.waitUntil(lambda: board.finished)
    return board.viewport().grab().toImage()


def row_of(board: BoardView, technician_id: int) -> tuple[int, int]:
    row = board.scene.rows.of(technician_id)
    assert row is not None
    return board.scene.y(row), row.height


def differing(before: QImage, after: QImage) -> QRectF:
    """Where two pictures differ."""
    found = QRectF()
    for x in range(0, before.width(), 2):
        for y in range(before.height()):
            if before.pixel(x, y) != after.pixel(x, y):
                found = found.united(QRectF(x, y, 1, 1))
    return found


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK, Look.HIGH_CONTRAST])
def test_words_on_bars_are_readable_in_every_colour_state_and_theme(theme: Theme, look: Look) -> None:
    theme.set_look(look)
    colours = board_colours(theme.current())
    pairs: dict[tuple[str, ...], tuple[QColor, QColor]] = {}
    for tone in TONES:
        meaning = colours.tones[tone]
        pairs[tone, "badge"] = (meaning.on_fill, meaning.fill)
        for status in BookingStatus:
            dress = style(status, meaning, colours)
            pairs[tone, status, "words"] = (dress.text, dress.ground)
            pairs[tone, status, "upright"] = (ink_on(dress.small), dress.small)
            pairs[tone, status, "second line"] = (colours.muted, dress.ground)
    pairs["away", "words"] = (colours.muted, colours.away)
    found = {what: contrast(ink.name(), ground.name()) for what, (ink, ground) in pairs.items()}
    assert {what: value for what, value in found.items() if value < ENOUGH} == {}


def test_a_day_says_when_it_is_over_booked(board: BoardView) -> None:
    board.set_plan(
        plans.technicians(2), [plans.booking(1, KIM, plans.at(8), 10), plans.booking(2, LEA, plans.at(9), 1)]
    )
    day = board._column.shown_day()
    over = {track.technician.id: load(track, day).over for track in board.scene.rows.tracks}
    assert over == {KIM: True, LEA: False}


def test_cancelled_bookings_show_only_when_wanted(board: BoardView) -> None:
    board.set_plan(plans.technicians(1), [plans.booking(1, KIM, plans.at(9), 1, status=BookingStatus.CANCELLED)])
    assert board.scene.rows.bar(1) is None
    board.set_look(BoardLook(cancelled=True))
    assert board.scene.rows.bar(1) is not None


@pytest.mark.parametrize("mode", list(ColourMode))
def test_every_way_of_colouring_has_a_legend_and_paints(board: BoardView, qtbot: QtBot, mode: ColourMode) -> None:
    plan = [
        replace(
            one,
            status=list(BookingStatus)[one.id % 7],
            meaning=(meaning := list(StageMeaning)[one.id % 5]),
            stage=meaning.label,
            lock=list(Lock)[one.id % 5],
            order_type=("Repair", "Service", "")[one.id % 3],
        )
        for one in plans.bookings()
    ]
    board.set_plan(plans.technicians(), plan)
    board.set_look(BoardLook(colours=mode))
    legend = board.legend()
    assert len(legend) > 1
    assert all(words for _, words in legend)
    assert len({words for _, words in legend}) == len(legend)
    assert not painted(board, qtbot).isNull()


def with_travel(plan: BoardBooking) -> BoardBooking:
    return replace(plan, travel=40)


def with_window(plan: BoardBooking) -> BoardBooking:
    return replace(plan, need=Need(window_from=plans.at(12), window_until=plans.at(15)))


def late(plan: BoardBooking) -> BoardBooking:
    return replace(plan, need=Need(due=plans.at(12.75)))


@pytest.mark.parametrize(
    ("change", "since", "until"), [(with_travel, 12.1, 13), (with_window, 11.9, 15.1), (late, 12.5, 14.1)]
)
def test_what_belongs_to_a_booking_is_painted_around_it(
    board: BoardView, qtbot: QtBot, change: Callable[[BoardBooking], BoardBooking], since: float, until: float
) -> None:
    plain = plans.booking(1, LEA, plans.at(13), 1, need=Need(), status=BookingStatus.DISPATCHED)
    board.set_plan(plans.technicians(2), [plain], fade=False)
    before = painted(board, qtbot)
    board.set_plan(plans.technicians(2), [change(plain)], fade=False)
    found = differing(before, painted(board, qtbot))
    top, height = row_of(board, LEA)
    assert not found.isEmpty()
    assert top <= found.top() <= found.bottom() <= top + height
    assert board.scene.x(plans.at(since).timestamp()) <= found.left()
    assert found.right() <= board.scene.x(plans.at(until).timestamp())


def test_travel_breaks_and_the_load_of_days_can_be_left_out(board: BoardView, qtbot: QtBot) -> None:
    lea = replace(plans.technicians(2)[1], breaks=(Break(plans.at(11), plans.at(12), 30),))
    board.set_plan([plans.technicians(1)[0], lea], [plans.booking(1, LEA, plans.at(13), 1, travel=30)], fade=False)
    shown = [painted(board, qtbot)]
    for look in (BoardLook(travel=False), BoardLook(breaks=False), BoardLook(heat=False)):
        board.set_look(look)
        shown.append(painted(board, qtbot))
    assert all(not differing(shown[0], other).isEmpty() for other in shown[1:])


def test_words_of_a_break_give_way_to_the_way_to_a_later_job(board: BoardView, qtbot: QtBot) -> None:
    kim, lea = plans.technicians(2)
    lea = replace(lea, breaks=(Break(plans.at(10), plans.at(11.5), 30),))
    board.set_plan([kim, lea], [plans.booking(1, LEA, plans.at(12), 1)], fade=False)
    worded = painted(board, qtbot)
    board.set_plan([kim, lea], [plans.booking(1, LEA, plans.at(12), 1, travel=100)], fade=False)
    assert differing(worded, painted(board, qtbot)).left() < board.scene.x(plans.at(10.25).timestamp())


def test_absences_and_duty_are_painted_with_their_words(board: BoardView, qtbot: QtBot) -> None:
    kim, lea = plans.technicians(2)
    board.set_plan([kim, lea], [], fade=False)
    before = painted(board, qtbot)
    away = Away(plans.at(12), plans.at(15), "Training")
    asked = Away(plans.at(12), plans.at(15), "Holiday", approved=False)
    for found in (replace(lea, away=(away,)), replace(lea, away=(asked,)), replace(lea, on_call=(away_span(),))):
        board.set_plan([kim, found], [], fade=False)
        rect = differing(before, painted(board, qtbot))
        assert rect.left() == pytest.approx(board.scene.x(plans.at(12).timestamp()), abs=3)
        assert rect.right() == pytest.approx(board.scene.x(plans.at(15).timestamp()), abs=3)


def away_span() -> Span:
    return plans.at(12), plans.at(15)


def test_rows_are_tinted_while_something_is_in_the_hand_and_no_longer(board: BoardView, qtbot: QtBot) -> None:
    before = painted(board, qtbot)
    levels = {KIM: None, LEA: Level.WARNING, 3: Level.REFUSAL}
    board.tint(levels)
    after = painted(board, qtbot)
    tints = {who: colour_at(after, board, who) for who in levels}
    assert len({colour.name() for colour in tints.values()}) == 3
    assert all(tints[who] != colour_at(before, board, who) for who in levels)
    board.tint(None)
    assert painted(board, qtbot) == before


def colour_at(image: QImage, board: BoardView, technician_id: int) -> QColor:
    """Of the ground of a row, where nothing is booked."""
    top, height = row_of(board, technician_id)
    return image.pixelColor(round(board.scene.x(plans.at(18.3).timestamp())), top + height // 2)


def test_what_others_drag_shows_with_their_name_and_goes(board: BoardView, qtbot: QtBot) -> None:
    before = painted(board, qtbot)
    board.set_guests((Guest("Lea", KIM, plans.at(16.5), plans.at(18), "SO-7"),))
    rect = differing(before, painted(board, qtbot))
    top, height = row_of(board, KIM)
    assert top <= rect.top() <= rect.bottom() <= top + height
    assert rect.width() == pytest.approx(1.5 * board.scene.scale.per_hour, abs=6)
    board.set_guests(())
    assert painted(board, qtbot) == before


def test_the_rubber_band_shows_and_says_what_it_touches(board: BoardView, qtbot: QtBot) -> None:
    before = painted(board, qtbot)
    rect = board.scene.rect(*next(iter(board.scene.rows.bars(1))))
    band = rect.adjusted(-4, -4, 4, 4).translated(board.scene.left, board.scene.top)
    board.set_band(band)
    assert board.scene.bookings_in(band) == {1}
    assert not differing(before, painted(board, qtbot)).isEmpty()
    board.set_band(None)
    assert painted(board, qtbot) == before


def test_zooming_goes_in_frames_and_keeps_what_is_under_the_pointer(board: BoardView, qtbot: QtBot) -> None:
    at = board.scene.seconds(500)
    before = board.scene.scale.per_hour
    board.zoom(2.0, 500)
    assert board.zooming
    between = board.scene.scale.per_hour
    qtbot.waitUntil(lambda: not board.zooming)
    assert before < between < board.scene.scale.per_hour
    assert board.scene.scale.per_hour == pytest.approx(2 * before)
    assert board.scene.seconds(500) == pytest.approx(at, abs=2 * 3600 / board.scene.scale.per_hour)


def test_a_screenful_of_new_bars_gets_its_words_in_a_few_frames(board: BoardView, qtbot: QtBot) -> None:
    plan = [
        plans.booking(12 * number + who, who, plans.at(7 + 0.75 * number), 0.7)
        for number in range(14)
        for who in range(1, 13)
    ]
    board.set_plan(plans.technicians(), plan, fade=False)
    board.viewport().grab()
    assert not board.finished
    qtbot.waitUntil(lambda: board.finished)


def test_a_technician_who_goes_takes_the_row_along_and_nothing_else(board: BoardView, qtbot: QtBot) -> None:
    board.set_plan(plans.technicians()[1:], plans.bookings())
    assert board.scene.rows.of(KIM) is None
    assert board.scene.rows.bar(1) is None
    assert not painted(board, qtbot).isNull()
    assert board.childAt(QPoint(5, 5)) is not None


def test_a_booking_is_told_with_its_state_its_way_and_its_promises(times: Times) -> None:
    need = Need(due=plans.at(17), window_from=plans.at(9), window_until=plans.at(11))
    plain = plans.booking(1, KIM, plans.at(10), 2, need=need, lock=Lock.TIME, travel=25, note="Ring at the gate")
    lines = told(replace(plain, status=BookingStatus.ACCEPTED), "Kim", times)
    assert "Booking: Accepted" in lines
    assert "Time locked" in lines
    assert "25 min of travel before" in lines
    assert any(line.startswith("Arrival promised") for line in lines)
    assert any(line.startswith("Due") for line in lines)
    assert lines[-1] == "Ring at the gate"


def test_four_hundred_technicians_in_one_team_and_a_booking_over_the_end_of_the_year(
    board: BoardView, qtbot: QtBot
) -> None:
    kim = plans.technicians(1)[0]
    people = [replace(kim, id=number, name=f"Technician {number:03}") for number in range(1, 401)]
    year = plans.NOW.replace(month=12, day=31, hour=22)
    over = plans.booking(1, 400, year, 5)
    board.set_plan(people, [over])
    (heading,) = (row for row in board.scene.rows.rows if row.technician is None)
    assert heading.people == 400
    board.go_to_day(year)
    board.reveal(over.id)
    row, bar = board.scene.rows.bars(over.id)[0]
    assert board.viewport().rect().contains(board.scene.rect(row, bar).center().toPoint())
    assert not painted(board, qtbot).isNull()
