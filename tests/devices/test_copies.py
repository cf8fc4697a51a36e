"""Which messages of a broker are copies of others, whatever its way to deliver them."""

from collections.abc import Iterable, Sequence
from itertools import product

import paho.mqtt.client as mqtt
from hypothesis import given
from hypothesis import strategies as st
from paho.mqtt.client import topic_matches_sub
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from devices.copies import EXACT, REMEMBERED, Copies
from devices.overlaps import overlapping

LEVELS = ("a", "b", "", "$s")
TOPICS = tuple("/".join(levels) for deep in (1, 2, 3, 4) for levels in product(LEVELS, repeat=deep))
FILTERS = st.builds(
    lambda levels, end: "/".join((*levels, *end)),
    st.lists(st.sampled_from((*LEVELS, "+")), min_size=1, max_size=3),
    st.sampled_from(((), ("#",))),
) | st.just("#")
WIDE, NARROW, TOPIC = "a/#", "a/+/c", "a/b/c"


def copies(*filters: str) -> Copies:
    made = Copies()
    made.follow((), filters)
    return made


def message(payload: bytes, identifiers: Iterable[int], *, retain: bool = False) -> mqtt.MQTTMessage:
    made = mqtt.MQTTMessage()
    made.payload, made.retain = payload, retain
    made.properties = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]
    for identifier in identifiers:
        made.properties.SubscriptionIdentifier = identifier
    return made


def kept(of: Copies, deliveries: Sequence[tuple[bytes, tuple[int, ...]]], topic: str = TOPIC) -> list[bytes]:
    """The payloads of those that are no copies."""
    return [payload for payload, told in deliveries if not of.is_copy(topic, message(payload, told))]


@given(st.sets(FILTERS, max_size=5))
def test_filters_overlap_where_a_topic_fits_more_than_one(filters: set[str]) -> None:
    expected = set()
    for topic in TOPICS:
        fitting = {name for name in filters if topic_matches_sub(name, topic)}
        expected |= fitting if len(fitting) > 1 else set()
    assert overlapping(filters) >= expected
    if not any("$s" in name for name in filters):
        assert overlapping(filters) == expected


@given(st.sets(FILTERS, max_size=5), st.sampled_from(TOPICS))
def test_whatever_takes_the_same_topic_has_another_identifier(filters: set[str], topic: str) -> None:
    fitting = [name for name in filters if topic_matches_sub(name, topic)]
    identifiers = copies(*filters).identifiers
    assert len(fitting) < 2 or len({identifiers[name] for name in fitting}) == len(fitting)


@given(st.lists(st.tuples(st.sampled_from((b"1", b"2")), st.permutations((1, 2, 3))), max_size=20), st.booleans())
def test_each_message_is_kept_once_in_whatever_order_its_copies_come(
    said: list[tuple[bytes, list[int]]], at_once: bool
) -> None:
    of = copies(WIDE, NARROW, TOPIC)
    assert sorted(of.identifiers.values()) == [1, 2, 3]
    if at_once:
        deliveries = [(payload, tuple(order)) for payload, order in said]
    else:
        deliveries = [(payload, (identifier,)) for payload, order in said for identifier in order]
    assert kept(of, deliveries) == [payload for payload, _ in said]


@given(st.lists(st.tuples(st.sampled_from((b"1", b"2")), st.permutations((1, 2, 3))), max_size=20))
def test_copies_that_do_not_come_again_after_a_break_make_nothing_vanish(said: list[tuple[bytes, list[int]]]) -> None:
    of = copies(WIDE, NARROW, TOPIC)
    deliveries = [(payload, (identifier,)) for payload, order in said for identifier in order]
    first = kept(of, deliveries)
    assert sorted(kept(of, deliveries) + first) == sorted(payload for payload, _ in said * 2)


def test_filters_that_no_other_one_meets_have_no_identifier_and_topics_share_one() -> None:
    of = copies("meters/v1/+/telemetry", WIDE, TOPIC, "a/d", "other")
    assert dict(of.identifiers) == {WIDE: 2, TOPIC: EXACT, "a/d": EXACT}


def test_identifiers_stay_and_are_not_given_to_others() -> None:
    of = copies(WIDE, NARROW)
    before = dict(of.identifiers)
    assert of.follow((), (WIDE, "+/b/c", NARROW)) == ("+/b/c",)
    assert before.items() <= of.identifiers.items()
    of.follow((), ("x/#",))
    assert of.follow((), (WIDE, NARROW)) == (WIDE, NARROW)
    assert dict(of.identifiers) == before


def test_without_identifiers_or_with_unknown_ones_everything_is_kept() -> None:
    of = copies(WIDE, NARROW)
    twice = [(b"1", ()), (b"1", ()), (b"1", (77,)), (b"1", (78,))]
    assert len(kept(of, twice)) == len(twice)
    assert not of.is_copy(TOPIC, mqtt.MQTTMessage())


def test_what_only_one_subscription_takes_is_kept_whoever_took_the_like_before() -> None:
    of = copies(WIDE, NARROW)
    deliveries = [(b"1", (of.identifiers[name],)) for name in (WIDE, NARROW)]
    assert kept(of, deliveries, "a/other") == [b"1", b"1"]


def test_after_other_subscriptions_have_come_nothing_passes_for_a_copy_of_what_gone_ones_took() -> None:
    of = copies(WIDE, NARROW)
    kept(of, [(b"1", (each,)) for each in of.identifiers.values()])
    of.follow((), ("+/b/#", "+/+/c"))
    assert kept(of, [(b"1", (each,)) for each in of.identifiers.values()]) == [b"1"]


def test_what_was_kept_at_the_broker_is_no_copy() -> None:
    of = copies(WIDE, NARROW)
    found = [of.is_copy(TOPIC, message(b"1", (each,), retain=True)) for each in of.identifiers.values()]
    assert found == [False, False]


def test_no_more_is_remembered_than_can_be_on_its_way() -> None:
    of = copies(WIDE, NARROW)
    wide, narrow = of.identifiers[WIDE], of.identifiers[NARROW]
    many = [(b"%d" % number, (wide,)) for number in range(REMEMBERED + 1)]
    assert len(kept(of, many)) == len(many)
    assert kept(of, [(b"0", (narrow,)), (b"%d" % REMEMBERED, (narrow,))]) == [b"0"]


def test_our_own_topics_need_no_identifier_to_come_once() -> None:
    of, own, topic = Copies(), "callout/v1/+/telemetry", "callout/v1/tele/telemetry"
    of.follow((own,), ("+/+/tele/+", topic, "plant/+"))
    assert dict(of.identifiers) == {"+/+/tele/+": 2, topic: EXACT}
    said = [(b"1", (2,)), (b"1", ()), (b"1", (EXACT,)), (b"2", ()), (b"2", (EXACT,)), (b"2", (2,)), (b"2", ())]
    assert kept(of, said, topic) == [b"1", b"2", b"2"]
    assert kept(of, [(b"1", (2,)), (b"1", (2,))], "a/b/tele/c") == [b"1", b"1"]
    assert kept(of, [(b"3", (EXACT, 2)), (b"3", (EXACT, 2))], topic) == [b"3", b"3"]
