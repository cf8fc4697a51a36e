"""Every text can be read, in every theme; the theme can be switched while running."""

import re

import msgspec
import pytest
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.shared.files import resource
from app.shared.fonts import FAMILY, text_font
from app.shared.icons import tinted
from app.shared.theme import Look, Theme, style_sheet
from app.shared.tokens import Density, Tokens, load_tokens
from domain.words import Priority, Severity

THEMES = [load_tokens(path) for path in sorted(resource("themes").glob("tokens-*.json"))]
GROUNDS = ("canvas", "surface", "raised", "sunken", "selection", "hover", "accent_soft")
INKS = ("text", "text_muted", "text_faint", "accent_text")
ENOUGH, ENOUGH_FOR_MARKS = 4.5, 3.0
every_theme = pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)


def luminance(colour: str) -> float:
    solid = QColor(colour)
    parts = (solid.redF(), solid.greenF(), solid.blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def too_weak(tokens: Tokens, pairs: list[tuple[str, str]]) -> list[tuple[str, str, float]]:
    return [(ink, ground, value) for ink, ground in pairs if (value := contrast(ink, ground)) < ENOUGH]


def test_there_are_three_themes() -> None:
    assert {tokens.name for tokens in THEMES} == {"light", "dark", "high-contrast"}


@every_theme
def test_all_text_stands_out_from_every_ground(tokens: Tokens) -> None:
    inks = [getattr(tokens, ink) for ink in INKS] + [tone.text for tone in tokens.tones.values()]
    grounds = [getattr(tokens, ground) for ground in GROUNDS]
    assert too_weak(tokens, [(ink, ground) for ink in inks for ground in grounds]) == []


@every_theme
def test_text_on_coloured_bars_can_be_read(tokens: Tokens) -> None:
    pairs = [(tone.on_fill, tone.fill) for tone in tokens.tones.values()]
    pairs += [(tone.text, tone.soft) for tone in tokens.tones.values()]
    pairs += [(tokens.on_accent, tokens.accent), (tokens.on_accent, tokens.accent_hover)]
    pairs += [(tokens.tooltip_text, tokens.tooltip)]
    assert too_weak(tokens, pairs) == []


@every_theme
def test_lines_of_a_plot_stand_out(tokens: Tokens) -> None:
    assert [colour for colour in tokens.series if contrast(colour, tokens.surface) < ENOUGH_FOR_MARKS] == []


@every_theme
def test_severities_and_priorities_have_a_tone(tokens: Tokens) -> None:
    assert {severity.value for severity in Severity} <= set(tokens.tones)


def test_severities_and_priorities_differ_by_letter() -> None:
    assert len({severity.letter for severity in Severity}) == len(Severity)
    assert len({priority.letter for priority in Priority}) == len(Priority)


@every_theme
def test_the_style_sheet_has_no_hole_and_no_missing_picture(tokens: Tokens) -> None:
    sheet = style_sheet(tokens, resource("themes"))
    assert "$" not in sheet
    assert [path for path in re.findall(r"url\(([^)]+)\)", sheet) if not resource(path).exists()] == []


def test_the_theme_switches_while_running(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    action = QAction()
    theme.dress(action, "bell")
    before = action.icon().cacheKey()
    with qtbot.waitSignal(theme.changed):
        theme.set_look(Look.DARK)
    assert theme.current().name == "dark"
    assert qapp.palette().window().color() == QColor(theme.current().canvas)
    assert action.icon().cacheKey() != before


def test_density_changes_the_height_of_rows(theme: Theme) -> None:
    heights = []
    for density in Density:
        theme.set_density(density)
        heights.append(theme.current().row_height)
    assert heights == [24, 28, 36]


def test_a_theme_with_an_unknown_word_is_refused() -> None:
    plain = msgspec.to_builtins(THEMES[0]) | {"colour_of_the_day": "#ffffff"}
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(plain, Tokens)


def test_the_letters_are_bundled(theme: Theme) -> None:
    assert text_font(13).family() == FAMILY


def test_icons_take_the_colour_asked_for(theme: Theme) -> None:
    image = tinted("plus", "#ff0000", 32).toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() == 255
    }
    assert colours == {"#ff0000"}
