"""`callout check` says whether mails could be sent."""

from dataclasses import replace
from pathlib import Path

import keyring
import pytest

from app.commands.mail_check import mail
from domain.errors import Unavailable
from domain.settings import load
from tests.support.mail_server import MailServerStand
from tests.support.ports import free_port


def nobody(_service: str, _user: str | None) -> None:
    """An empty keyring."""


def test_a_server_that_answers_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_credential", nobody)
    stand = MailServerStand()
    try:
        settings = replace(load({"profile": str(tmp_path)}, {}), mail=stand.url, mail_sender="desk@callout.example")
        assert mail(settings) == f"127.0.0.1:{stand.port}"
    finally:
        stand.close()


def test_one_that_is_away_or_not_set_up_is_told(tmp_path: Path) -> None:
    settings = load({"profile": str(tmp_path)}, {})
    assert mail(settings).startswith("none is set")
    away = replace(settings, mail=f"smtp://127.0.0.1:{free_port()}?tls=no", mail_sender="desk@callout.example")
    with pytest.raises(Unavailable):
        mail(away)
    with pytest.raises(Unavailable):
        mail(replace(away, mail_sender=None))
    with pytest.raises(Unavailable, match="is not a mail server"):
        mail(replace(away, mail="mail.example"))
