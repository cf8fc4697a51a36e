"""Colours that a service centre chose: readable whatever they are, in every theme, and told apart or said not to be."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.dispatch.board.bar_style import style
from app.dispatch.board.colours import board_colours
from app.shared.chips import priority_chip
from app.shared.chosen_tones import ENOUGH, SEEN, chosen_tone, with_chosen
from app.shared.contrast import contrast, look_alike
from app.shared.theme import Theme
from app.shared.tokens import STANDARD_TONES, Tokens
from app.shell.colours import ChosenColours
from domain.orders.model import StageMeaning
from domain.parameters import service
from domain.parameters.colours import COLOURED
from domain.scheduling.model import BookingStatus
from domain.words import Priority
from tests.app.shared.test_theme import every_theme
from tests.support.service_desk import ServiceDesk

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
KEY = "priority.high"


@every_theme
@given(colour=colours)
def test_a_letter_on_a_colour_and_words_in_it_can_be_read(tokens: Tokens, colour: str) -> None:
    tone = msgspec.structs.asdict(chosen_tone(colour, tokens))
    fill, on_fill, text, soft = (QColor(tone[name]) for name in ("fill", "on_fill", "text", "soft"))
    assert contrast(on_fill, fill) >= ENOUGH
    assert contrast(text, soft) >= ENOUGH
    assert contrast(fill, QColor(tokens.surface)) >= SEEN


@every_theme
@given(colour=colours, status=st.sampled_from(BookingStatus))
def test_words_on_bars_of_any_colour_can_be_read(tokens: Tokens, colour: str, status: BookingStatus) -> None:
    drawn = board_colours(with_chosen(tokens, {KEY: colour}))
    dress = style(status, drawn.tones[KEY], drawn)
    assert contrast(dress.text, dress.ground) >= ENOUGH
    assert contrast(drawn.muted, dress.ground) >= ENOUGH


@every_theme
def test_what_is_seen_already_stays_as_it_was_chosen(tokens: Tokens) -> None:
    assert chosen_tone("#c65300", tokens).fill == "#c65300"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("#c65300", "#c85502", True), ("#c65300", "#0072b2", False)],
)
def test_colours_that_people_cannot_tell_apart_are_known(one: str, other: str, alike: bool) -> None:
    assert look_alike(QColor(one), QColor(other)) is alike


def test_everything_that_can_be_chosen_has_a_colour_before() -> None:
    assert set(COLOURED) == set(STANDARD_TONES)
    for kind, words in (("priority", Priority), ("status", BookingStatus), ("stage", StageMeaning)):
        assert {f"{kind}.{each.value}" for each in words} == {key for key in COLOURED if key.startswith(f"{kind}.")}


def test_a_theme_shows_chosen_colours_and_gives_them_back(theme: Theme) -> None:
    before = theme.current().tone(priority_chip(Priority.HIGH).tone)
    theme.set_colours({KEY: "#123abc"})
    assert theme.current().tone(priority_chip(Priority.HIGH).tone).fill == "#123abc"
    theme.set_colours({})
    assert theme.current().tone(priority_chip(Priority.HIGH).tone) == before


def test_a_console_shows_what_another_one_chose(desk: ServiceDesk, qtbot: QtBot) -> None:
    theme = desk.kit.theme
    colours = ChosenColours(desk.kit, desk.store, desk)
    colours.start()
    for chosen in ({KEY: "#123abc"}, {}):
        desk.store.run("ada", service.change, "colours", chosen)
        with qtbot.waitSignal(theme.changed):
            desk.tail()
        assert (theme.current().tones.get(KEY) is not None) is bool(chosen)
