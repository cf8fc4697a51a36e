"""Mails over a real SMTP server, and what becomes of those that cannot be sent."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from pathlib import Path
from time import time

import keyring
import pytest

from domain.documents.mail import MailDelayed, MailRefused, is_address, parse_mail
from domain.documents.outbox import HELD, Outbox
from domain.documents.post import Post, Tried, post_of
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
    stand.refusal = "550 no such mailbox"
    with pytest.raises(MailRefused, match=r"127\.0\.0\.1 did not take it: no such mailbox"):
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


def test_a_password_that_no_server_can_be_told_is_a_sentence(stand: MailServerStand, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="plain English"):
        post(stand, tmp_path, CALLOUT_MAIL_USER="desk", CALLOUT_MAIL_PASSWORD="geheimnüß").send(mail())
    assert stand.login == ""


@pytest.mark.parametrize(
    ("answer", "kind"), [("550 no", MailRefused), ("552 full", MailRefused), ("451 later", MailDelayed)]
)
def test_no_for_good_is_told_from_no_for_now(
    stand: MailServerStand, tmp_path: Path, answer: str, kind: type[Exception]
) -> None:
    stand.refusal = answer
    with pytest.raises(kind):
        post(stand, tmp_path).send(mail())


def subject(message: EmailMessage) -> str:
    return str(message["Subject"])


def ours(message: EmailMessage) -> bool:
    return "Subject" in message


def names(kept: Post) -> list[str]:
    """What lies in the folder, by its ending."""
    return sorted(path.suffix for path in kept.folder.iterdir())


def test_what_waits_is_sent_once_in_its_order(stand: MailServerStand, tmp_path: Path) -> None:
    kept = post(stand, tmp_path)
    for each in ("first", "second"):
        kept.keep(mail(each))
    stand.refusal = "451 full"
    assert kept.send_kept(ours, subject) == Tried()
    assert names(kept) == [".eml", ".eml"]
    stand.refusal = ""
    assert kept.send_kept(ours, subject) == Tried(("first", "second"))
    assert [subject(message) for message in stand.messages] == ["first", "second"]
    assert names(kept) == []


def test_one_that_is_refused_for_good_lets_the_others_go(stand: MailServerStand, tmp_path: Path) -> None:
    kept = post(stand, tmp_path)
    for each, to in (
        ("wrong", "nobody@callout.example"),
        ("busy", "lea@callout.example"),
        ("well", "kim@callout.example"),
    ):
        message = mail(each)
        message.replace_header("To", to)
        kept.keep(message)
    stand.refusals = {"nobody@callout.example": "550 no such mailbox", "lea@callout.example": "450 busy"}
    tried = kept.send_kept(ours, subject)
    assert tried.sent == ("well",)
    assert [(sentence.partition(":")[0], "no such mailbox" in sentence) for sentence in tried.refused] == [
        ("nobody@callout.example", True)
    ]
    assert names(kept) == [".eml", ".refused"]
    assert kept.send_kept(ours, subject) == Tried()


def test_a_server_that_is_away_keeps_all(tmp_path: Path) -> None:
    away = Post(parse_mail(f"smtp://127.0.0.1:{free_port()}?tls=no", SENDER), tmp_path, {})
    away.keep(mail())
    assert away.send_kept(ours, subject) == Tried()
    assert names(away) == [".eml"]


def test_files_of_others_are_left_alone(stand: MailServerStand, tmp_path: Path) -> None:
    kept = post(stand, tmp_path)
    kept.keep(mail())
    foreign = kept.folder / "0.eml"
    foreign.write_bytes(b"\xff\x00 no mail at all")
    assert kept.send_kept(ours, subject) == Tried(("Jobs",))
    assert list(kept.folder.iterdir()) == [foreign]


def test_two_consoles_never_send_the_same(stand: MailServerStand, tmp_path: Path) -> None:
    here, there = post(stand, tmp_path), post(stand, tmp_path)
    for number in range(20):
        here.keep(mail(str(number)))
    with ThreadPoolExecutor(2) as pool:
        tried = list(pool.map(Post.send_kept, (here, there), (ours, ours), (subject, subject)))
    assert sorted((each for one in tried for each in one.sent), key=int) == [str(number) for number in range(20)]
    assert len(stand.messages) == 20


def test_what_a_console_that_died_was_sending_waits_again(stand: MailServerStand, tmp_path: Path) -> None:
    kept = post(stand, tmp_path)
    kept.keep(mail())
    outbox = Outbox(kept.folder)
    claimed = outbox.claim(outbox.waiting()[0])
    assert claimed is not None
    assert kept.send_kept(ours, subject) == Tried()
    long_ago = time() - HELD.total_seconds() - 1
    os.utime(claimed, (long_ago, long_ago))
    assert kept.send_kept(ours, subject) == Tried(("Jobs",))


def test_a_mail_waits_until_what_follows_from_it_is_done(stand: MailServerStand, tmp_path: Path) -> None:
    kept = post(stand, tmp_path)
    kept.keep(mail())

    def fails(_message: EmailMessage) -> None:
        raise Unavailable("the database is away")

    with pytest.raises(Unavailable):
        kept.send_kept(ours, fails)
    assert names(kept) == [".sending"]


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
        ("smtp://mail..example", SENDER),
        (f"smtp://{'m' * 64}.example", SENDER),
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
