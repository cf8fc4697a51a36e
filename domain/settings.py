"""Where everything is: profile, database, broker. The command line wins, then the environment, then `callout.toml`."""

import logging
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from domain.errors import Unavailable
from domain.language import tr

FILE = "callout.toml"
_NAMES = ("database", "broker", "log_level", "language", "files", "mail", "mail_sender")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a command of the program works with. `database` and `broker` are URLs; no broker is None."""

    profile: Path
    database: str
    broker: str | None
    log_level: str
    language: str | None
    files: Path | None = None
    """A folder that the machines of one database share for what is attached to orders; without one it is found."""
    mail: str | None = None
    mail_sender: str | None = None
    """The mail server as a URL, and the address that mails come from; without a server none are sent."""


def load(given: Mapping[str, str | None], environment: Mapping[str, str], *, name: str = "callout") -> Settings:
    """Settings from the command line's words, `CALLOUT_…` variables and the profile's file. Raises Unavailable.

    `name` chooses the default profile, so that the demo has one of its own.
    """
    chosen_profile = _first(given.get("profile"), environment.get("CALLOUT_PROFILE"))
    profile = Path(chosen_profile or platformdirs.user_data_dir(name)).absolute()
    make_writable(profile)
    stored = _read(profile / FILE)
    chosen = {key: _first(given.get(key), environment.get(f"CALLOUT_{key.upper()}"), stored.get(key)) for key in _NAMES}
    return Settings(
        profile=profile,
        database=chosen["database"] or own_database(profile),
        broker=chosen["broker"],
        log_level=_level(chosen["log_level"] or "WARNING"),
        language=chosen["language"],
        files=Path(chosen["files"]).absolute() if chosen["files"] else None,
        mail=chosen["mail"],
        mail_sender=chosen["mail_sender"],
    )


def own_database(profile: Path) -> str:
    """The database of a profile that names no other."""
    return f"sqlite:///{(profile / 'callout.db').as_posix()}"


def make_writable(profile: Path) -> None:
    """Make sure that the profile is there and can be written to. Raises Unavailable."""
    try:
        profile.mkdir(parents=True, exist_ok=True)
        probe = profile / f".writable-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Unavailable(
            tr(
                "The profile {folder} cannot be written to ({why}). Choose another one with --profile.",
                folder=profile,
                why=error.strerror or error,
            )
        ) from error


def _first(*values: str | None) -> str | None:
    return next((value for value in values if value), None)


def _read(file: Path) -> dict[str, str]:
    if not file.exists():
        return {}
    try:
        content: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Unavailable(tr("{file} cannot be read: {why}", file=file, why=error)) from error
    unknown = sorted(set(content) - set(_NAMES))
    if unknown:
        raise Unavailable(tr("{file} has unknown settings: {names}.", file=file, names=", ".join(unknown)))
    wrong = sorted(name for name, value in content.items() if not isinstance(value, str))
    if wrong:
        raise Unavailable(tr("{file}: {names} must be text in quotes.", file=file, names=", ".join(wrong)))
    return content


def _level(name: str) -> str:
    level = name.upper()
    if level not in logging.getLevelNamesMapping():
        raise Unavailable(tr("“{name}” is not a log level; use debug, info, warning or error.", name=name))
    return level
