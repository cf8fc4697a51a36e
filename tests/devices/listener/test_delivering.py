"""Webhooks and mails of plans: signed, tried again, given up for all to see."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from devices.listener.delivering import Delivering
from devices.webhooks import signature
from domain.documents.mail import parse_mail
from domain.documents.post import Post
from domain.monitoring import deliveries
from domain.monitoring.model import Alert
from domain.monitoring.response_model import Delivery, DeliveryState
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.devices.conftest import until
from tests.support.mail_server import MailServerStand
from tests.support.small_company import FIRST_SEEN, SmallCompany
from tests.support.watches import begins
from tests.support.web_server import WebServerStand

SECRET = {"CALLOUT_WEBHOOK_SECRET": "s3cret"}
AT_ONCE = (timedelta(0),) * 3
Begin = Callable[[], Delivering]


@pytest.fixture
def server() -> Iterator[WebServerStand]:
    stand = WebServerStand()
    yield stand
    stand.close()


@pytest.fixture
def mails() -> Iterator[MailServerStand]:
    stand = MailServerStand()
    yield stand
    stand.close()


@pytest.fixture
def watching(store: Store, mails: MailServerStand, tmp_path: Path) -> Iterator[Begin]:
    post = Post(parse_mail(mails.url, "desk@example.com"), tmp_path, {})
    kind = partial(Delivering, mails=post, environment=SECRET, seconds=0.3, pauses=AT_ONCE)
    with begins(kind, store) as begin:
        yield begin


def enqueue(store: Store, target: str, body: str = '{"a": 1}') -> int:
    def do(work: UnitOfWork) -> int:
        return deliveries.enqueue(work, work.session.scalars(select(Alert)).one(), 0, target, body)

    return store.run("plans", do)


@pytest.fixture(autouse=True)
def alert(store: Store) -> None:
    def do(work: UnitOfWork) -> None:
        company = SmallCompany(work)
        company.add_alert(company.chiller, FIRST_SEEN)

    store.run("setup", do)


def state(store: Store, delivery_id: int) -> tuple[DeliveryState, int]:
    with store.read() as session:
        found = session.get_one(Delivery, delivery_id)
        return found.state, found.attempts


def told(store: Store) -> list[str]:
    with store.read() as session:
        facts = session.scalars(
            select(journal.c.after).where(journal.c.kind == "alert.delivery").order_by(journal.c.id)
        )
        return [fact["outcome"] for fact in facts]


def test_what_is_refused_twice_is_delivered_at_last(store: Store, server: WebServerStand, watching: Begin) -> None:
    server.answers = [500, 503]
    delivery = enqueue(store, server.url)
    watching()
    until(lambda: state(store, delivery) == (DeliveryState.DELIVERED, 3))
    assert told(store) == ["waiting", "waiting", "delivered"]
    assert len(server.posts) == 3
    for headers, body in server.posts:
        assert headers["X-Callout-Signature"] == signature(body, "s3cret")
        assert headers["X-Callout-Delivery"] == str(delivery)


def test_what_nobody_takes_is_given_up_for_all_to_see(store: Store, server: WebServerStand, watching: Begin) -> None:
    server.answers = [404] * 9
    delivery = enqueue(store, server.url)
    watching()
    until(lambda: state(store, delivery) == (DeliveryState.GIVEN_UP, 4))
    assert told(store)[-1] == "given_up"
    with store.read() as session:
        assert session.get_one(Delivery, delivery).last_error.endswith("answered with 404.")


def test_one_that_hangs_is_left_after_its_time_and_tried_again(
    store: Store, server: WebServerStand, watching: Begin
) -> None:
    server.answers = [None]
    hanging = enqueue(store, server.url)
    watching()
    until(lambda: len(server.posts) == 1)
    other = enqueue(store, server.url)
    until(lambda: state(store, other)[0] is DeliveryState.DELIVERED)
    until(lambda: state(store, hanging) == (DeliveryState.DELIVERED, 2))
    server.release()


def test_a_port_where_nobody_listens_is_a_sentence(store: Store, server: WebServerStand, watching: Begin) -> None:
    server.close()
    delivery = enqueue(store, server.url)
    watching()
    until(lambda: state(store, delivery)[0] is DeliveryState.GIVEN_UP)
    with store.read() as session:
        assert "cannot be reached" in session.get_one(Delivery, delivery).last_error


def test_a_mail_goes_out_with_its_number(store: Store, mails: MailServerStand, watching: Begin) -> None:
    delivery = enqueue(store, "mailto:kim@example.com", "Critical: Too warm\n\nLook")
    watching()
    until(lambda: state(store, delivery)[0] is DeliveryState.DELIVERED)
    (mail,) = mails.messages
    assert mail["Subject"] == "Critical: Too warm"
    assert mail["Message-ID"] == f"<callout-delivery-{delivery}@example.com>"


def test_the_pauses_grow() -> None:
    assert list(deliveries.PAUSES) == sorted(set(deliveries.PAUSES))
    assert deliveries.PAUSES[:3] == (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
