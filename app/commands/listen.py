"""`callout listen`: the listener and the scheduled jobs alone, what a server runs."""

import argparse
import logging
import os
import sys
import threading

from devices.listener.runtime import listen
from devices.sharing import parse_share
from devices.stopping import stop_on_signals
from domain.documents.post import Post, post_of
from domain.errors import Unavailable
from domain.language import tr
from domain.monitoring.telemetry.shares import session_of
from domain.settings import Settings
from domain.store.exclusive import alone

_log = logging.getLogger(__name__)


def run(settings: Settings, words: argparse.Namespace) -> int:
    """Listen until told to stop."""
    if settings.broker is None:
        raise Unavailable(tr("There is no broker to listen to. Name one with --broker mqtt://host:1883."))
    share = parse_share(words.share)
    with stop_on_signals() as stop:
        if words.attached:
            threading.Thread(target=_wait_for_parent, args=(stop,), name="attached", daemon=True).start()
        # Of two listeners under one name, such as those of two desks, the second stands by for the first.
        with alone(settings.database, f"listener {session_of(words.name, share.number, share.of)}", stop) as held:
            if held:
                mails = _mails(settings)
                listen(settings.database, settings.broker, name=words.name, share=share, stop=stop, mails=mails)
    return 0


def _mails(settings: Settings) -> Post | None:
    """The post of the profile; what is wrong with it must not keep the devices from being heard."""
    try:
        return post_of(settings, os.environ)
    except Unavailable as error:
        _log.warning("Response plans send no mails: %s", error)
        return None


def _wait_for_parent(stop: threading.Event) -> None:
    """Standard input closes when the parent is gone, however it went."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    stop.set()
