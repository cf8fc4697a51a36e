"""Light, dark or high contrast: follows the system, switched while running."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from string import Template

import msgspec
from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QIcon, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QStyleFactory

from app.shared.chosen_tones import with_chosen
from app.shared.files import resource
from app.shared.fonts import load_fonts, text_font
from app.shared.icons import tinted_icon
from app.shared.style import style_values
from app.shared.tokens import Density, Tokens, load_tokens
from domain.language import tr

ICON, GAP = 16, 4


class Look(StrEnum):
    """Which theme the user wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            Look.SYSTEM: tr("As the system"),
            Look.LIGHT: tr("Light"),
            Look.DARK: tr("Dark"),
            Look.HIGH_CONTRAST: tr("High contrast"),
        }[self]


class Theme(QObject):
    """The look of the whole program; painters read `current()`, and paint anew on `changed`."""

    changed = Signal(object)
    """The new `Tokens`."""

    def __init__(self, application: QApplication, look: Look = Look.SYSTEM, density: Density = Density.NORMAL) -> None:
        super().__init__(application)
        self._application = application
        self._look = look
        self._density = density
        self._colours: Mapping[str, str] = {}
        self._icons: dict[tuple[str, str, str], QIcon] = {}
        load_fonts(resource("fonts"))
        application.setStyle(QStyleFactory.create("Fusion"))
        self._tokens = self._chosen()
        self._dress_application()
        application.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def current(self) -> Tokens:
        return self._tokens

    @property
    def look(self) -> Look:
        """What the user chose; `current().name` is what it came to."""
        return self._look

    @property
    def density(self) -> Density:
        """The user's row height."""
        return self._density

    def set_look(self, look: Look) -> None:
        self._look = look
        self._renew()

    def set_density(self, density: Density) -> None:
        self._density = density
        self._renew()

    def set_colours(self, colours: Mapping[str, str]) -> None:
        """Show priorities, statuses and stages in colours of the service centre."""
        self._colours = colours
        self._renew()

    def of(self, look: Look) -> Tokens:
        """The tokens of another look than the user's, such as those for paper."""
        tokens = load_tokens(resource("themes", f"tokens-{look.value}.json"))
        return with_chosen(msgspec.structs.replace(tokens, row_height=self._density.row_height), self._colours)

    def icon(self, name: str, colour: str = "") -> QIcon:
        """The icon `name` in `colour`, or in that of quiet text; ask again after `changed`."""
        tokens = self._tokens
        key = (name, colour or tokens.text_muted, tokens.name)
        if key not in self._icons:
            self._icons[key] = tinted_icon(
                name, key[1], disabled=tokens.line_strong, active=colour or tokens.accent_text
            )
        return self._icons[key]

    def dress(self, target: QAbstractButton | QAction, name: str, colour: str = "text_muted") -> None:
        """Give `target` the icon `name` in the token `colour`, and keep it right through every change."""
        _Dressed(self, target, name, colour)

    def _chosen(self) -> Tokens:
        system_dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        by_system = Look.DARK if system_dark else Look.LIGHT
        look = by_system if self._look is Look.SYSTEM else self._look
        return self.of(look)

    def _renew(self) -> None:
        tokens = self._chosen()
        if tokens == self._tokens:
            return
        self._tokens = tokens
        self._dress_application()
        self.changed.emit(tokens)

    @Slot()
    def _on_system_changed(self) -> None:
        self._renew()

    def _dress_application(self) -> None:
        self._application.setFont(text_font(self._tokens.sizes.font))
        self._application.setPalette(palette(self._tokens))
        sheet = style_sheet(self._tokens, resource("themes"))
        if sheet != self._application.styleSheet():  # every widget is dressed anew, which takes its time
            self._application.setStyleSheet(sheet)


class _Dressed(QObject):
    """Renews the icon of its parent when the theme changes."""

    def __init__(self, theme: Theme, target: QAbstractButton | QAction, name: str, colour: str) -> None:
        super().__init__(target)
        self._theme = theme
        self._target = target
        self._name = name
        self._colour = colour
        if isinstance(target, QPushButton):  # Qt puts the words right beside the picture
            target.setIconSize(QSize(ICON + GAP, ICON))
        theme.changed.connect(self._renew)
        self._renew()

    @Slot()
    def _renew(self) -> None:
        colour = "" if self._colour == "text_muted" else getattr(self._theme.current(), self._colour)
        self._target.setIcon(self._theme.icon(self._name, colour))


def style_sheet(tokens: Tokens, folder: Path) -> str:
    """The style sheets of `folder`, in the order of their names, filled from `tokens`."""
    layers = [path.read_text("utf-8") for path in sorted(folder.glob("*.qss"))]
    return Template("\n".join(layers)).substitute(style_values(tokens, folder / "glyphs"))


def palette(tokens: Tokens) -> QPalette:
    """The tokens for controls that no style sheet reaches."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.canvas,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.sunken,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.text_faint,
        role.Button: tokens.raised,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.on_accent,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.ToolTipBase: tokens.tooltip,
        role.ToolTipText: tokens.tooltip_text,
        role.Link: tokens.accent_text,
        role.Mid: tokens.line_strong,
        role.Dark: tokens.line_strong,
        role.Light: tokens.line,
        role.Shadow: tokens.shadow,
    }
    made = QPalette()
    for each, colour in colours.items():
        made.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(tokens.text_faint))
    return made
