"""What stands when the window opens is left alone by the garbage collector."""

import gc

import pytest

from app.commands.quick_start import quick_start


def test_nothing_is_collected_meanwhile_and_what_is_there_is_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    for name in ("disable", "freeze", "enable"):
        monkeypatch.setattr(gc, name, lambda name=name: told.append(name))
    with quick_start():
        assert told == ["disable"]
    assert told == ["disable", "freeze", "enable"]
