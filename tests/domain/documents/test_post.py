"""Mails over a real SMTP server, and what becomes of those that cannot be sent."""

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import keyring
import pytest

from domain.documents.mail import is_address, parse_mail
from domain.documents.post import Post, post_of
from domain.errors import Unavailable
from domain.settings import load
from tests.support.mail_server import MailServerStand
from tests.support.ports import free_port

SENDER = "desk@callout.example"


def nobody(_service: str, _user: str | None) -> None:
    """An empty keyring."""


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServerStand]:
    monkeypatch.setattr(keyring, "get_credential", nobody)
    made = MailServerStand()
    yield made
    made.close()


def mail(subject: str = "Jobs") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = SENDER, "kim@callout.example", subject
    message.set_content("Wednesday\n.hidden dot\n")
    return message


def post(stand: MailServerStand, folder: Path, **environment: str) -> Post:
    return Post(parse_mail(stand.url, SENDER), folder / "outbox", environment)


def test_a_mail_is_handed_in_whole(stand: MailServerStand, tmp_path: Path) -> None:
    post(stand, tmp_path).send(mail())
    (found,) = stand.messages
    assert (found["Subject"], found["To"]) == ("Jobs", "kim@callout.example")
    assert found.get_content().splitlines() == ["Wednesday", ".hidden dot"]
    assert stand.login == ""


def test_user_and_password_come_from_the_environment(stand: MailServerStand, tmp_path: Path) -> None:
    post(stand, tmp_path, CALLOUT_MAIL_USER="desk", CALLOUT_MAIL_PASSWORD="secret").send(mail())
    assert stand.login.startswith("PLAIN ")


def test_what_is_refused_is_said_in_the_words_of_the_server(stand: MailServerStand, tmp_path: Path) -> None:
    stand.refusal = "no such mailbox"
    with pytest.raises(Unavailable, match=r"127\.0\.0\.1 did not take it: no such mailbox"):
        post(stand, tmp_path).send(mail())


def test_a_server_that_is_away_is_told(tmp_path: Path) -> None:
    away = Post(parse_mail(f"smtp://127.0.0.1:{free_port()}?tls=no", SENDER), tmp_path, {})
    with pytest.raises(Unavailable, match="did not take it"):
        away.send(mail())


def test_a_password_is_never_sent_in_the_open_unless_asked_for(stand: MailServerStand, tmp_path: Path) -> None:
    secure = Post(parse_mail(f"smtp://127.0.0.1:{stand.port}", SENDER), tmp_path, {"CALLOUT_MAIL_USER": "desk"})
    with pytest.raises(Unavailable):
        secure.send(mail())
    assert (stand.login, stand.messages) == ("", [])


def test_what_waits_is_sent_once_in_its_order(stand: MailServerStand, tmp_path: Path) -> None:
    kept = post(stand, tmp_path)
    for subject in ("first", "second"):
        kept.keep(mail(subject))
    stand.refusal = "full"
    with pytest.raises(Unavailable):
        list(kept.send_kept())
    assert len(kept.kept()) == 2
    stand.refusal = ""
    assert [message["Subject"] for message in kept.send_kept()] == ["first", "second"]
    assert [message["Subject"] for message in stand.messages] == ["first", "second"]
    assert kept.kept() == ()


@pytest.mark.parametrize(
    ("url", "port", "tls", "open_way"),
    [
        ("smtps://mail.example", 465, True, False),
        ("smtp://mail.example", 587, False, False),
        ("smtp://mail.example:25?tls=no", 25, False, True),
    ],
)
def test_a_server_is_named_by_its_url(url: str, port: int, tls: bool, open_way: bool) -> None:
    found = parse_mail(url, SENDER)
    assert (found.host, found.port, found.tls, found.open_way) == ("mail.example", port, tls, open_way)


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        ("mail.example", SENDER),
        ("http://mail.example", SENDER),
        ("smtp://", SENDER),
        ("smtp://mail.example:99999", SENDER),
        ("smtp://mail.example?tls=maybe", SENDER),
        ("smtp://desk:secret@mail.example", SENDER),
        ("smtp://mail.example", ""),
        ("smtp://mail.example", "the desk"),
    ],
)
def test_what_makes_no_sense_is_refused(url: str, sender: str) -> None:
    with pytest.raises(Unavailable):
        parse_mail(url, sender)


@pytest.mark.parametrize("text", ["", "kim", "kim@", "@x", "Kim <kim@x.example>", "kim@x.example\nBcc: all@x.example"])
def test_no_mail_goes_where_there_is_no_address(text: str) -> None:
    assert not is_address(text)


def test_the_post_is_set_up_in_the_settings(tmp_path: Path) -> None:
    assert post_of(load({"profile": str(tmp_path)}, {}), {}) is None
    (tmp_path / "callout.toml").write_text(f'mail = "smtps://mail.example"\nmail_sender = "{SENDER}"\n')
    found = post_of(load({"profile": str(tmp_path)}, {}), {})
    assert found is not None
    assert (found.server.sender, found.folder) == (SENDER, tmp_path / "outbox")
