"""The values that the style sheet templates may name."""

from pathlib import Path

import msgspec
from PySide6.QtGui import QColor

from app.shared.tokens import Tokens

HALF = 0.5


def style_values(tokens: Tokens, glyphs: Path) -> dict[str, str]:
    """Every token under its name, sizes with `px`, tones as `critical_text` and so on."""
    plain = msgspec.structs.asdict(tokens)
    values = {name: value for name, value in plain.items() if isinstance(value, str)}
    values |= {name: f"{size}px" for name, size in msgspec.structs.asdict(tokens.sizes).items()}
    values["row"] = f"{tokens.row_height}px"
    for name, tone in tokens.tones.items():
        values |= {f"{name}_{part}": colour for part, colour in msgspec.structs.asdict(tone).items()}
    values["glyphs"] = glyphs.as_posix()
    values["ground"] = "dark" if tokens.dark else "light"
    values["on"] = "white" if QColor(tokens.on_accent).lightnessF() > HALF else "black"
    return values
