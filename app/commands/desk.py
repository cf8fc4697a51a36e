"""`callout desk`: the console for daily work, with a listener of its own if a broker is configured."""

import argparse
from contextlib import ExitStack

from app.commands.console import Console, open_desk
from app.commands.ending import ended_by_signals
from app.commands.logbook import logbook
from app.commands.screen import application
from app.commands.stage import start_listener
from domain.orders.defaults import ensure_defaults
from domain.planning.standard import ensure_profiles
from domain.settings import Settings


def run(settings: Settings, _words: argparse.Namespace) -> int:
    """Show the console until its last window is closed."""
    with ExitStack() as takedown:
        takedown.enter_context(logbook(settings.profile))
        running = application(headless=False)
        desk = open_desk(settings)
        desk.do(ensure_defaults)
        desk.do(ensure_profiles)
        if settings.broker is not None:
            listener = start_listener(settings.profile, settings.database, settings.broker)
            takedown.callback(listener.stop)
        console = Console(running, desk, settings.profile / "console.ini")
        takedown.callback(console.close)
        console.open()
        with ended_by_signals(running):
            running.exec()
    return 0
