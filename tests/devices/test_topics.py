"""The native topics."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.topics import Address, Channel, build, every, is_device_name, parse
from domain.errors import Refusal


@pytest.mark.parametrize("channel", list(Channel))
def test_what_is_built_is_parsed_back(channel: Channel) -> None:
    assert parse(build("Kühler 12", channel)) == Address("Kühler 12", channel)


@given(st.text())
def test_every_name_is_either_refused_or_survives_the_round_trip(name: str) -> None:
    if is_device_name(name):
        assert parse(build(name, Channel.TELEMETRY)) == Address(name, Channel.TELEMETRY)
    else:
        with pytest.raises(Refusal, match="cannot be the name of a device"):
            build(name, Channel.TELEMETRY)


@given(st.text(alphabet="callout/v1+#\x00 \ntelemetrystatus-é"))
def test_no_topic_makes_parsing_fail(topic: str) -> None:
    parsed = parse(topic)
    assert parsed is None or topic == f"callout/v1/{parsed.device}/{parsed.channel}"


@pytest.mark.parametrize(
    "topic",
    [
        "",
        "callout/v1",
        "callout/v1/",
        "callout/v1//telemetry",
        "callout/v1/ /telemetry",
        "callout/v1/a/b/telemetry",
        "callout/v1/a/telemetry/",
        "callout/v1/a/TELEMETRY",
        "callout/v1/a/other",
        "callout/v2/a/telemetry",
        "/callout/v1/a/telemetry",
        "callout/v1/+/telemetry",
        "callout/v1/#/telemetry",
        "callout/v1/a\x00b/telemetry",
        "callout/v1/a\nb/telemetry",
        "callout/v1/a\x7fb/telemetry",
        "callout/v1/a\x85b/telemetry",
        "callout/v1/a\u202eb/telemetry",
        "callout/v1/a\ud800b/telemetry",
        f"callout/v1/{'a' * 121}/telemetry",
        "callout/v1/zigbee2mqtt:lamp/telemetry",
        "callout/v1/sparkplug:plant/telemetry",
        "callout/v1/mapping:presses/telemetry",
    ],
)
def test_a_topic_that_is_not_ours_or_names_no_device_is_nobodys(topic: str) -> None:
    assert parse(topic) is None


def test_one_filter_subscribes_to_a_channel_of_all_devices() -> None:
    assert every(Channel.STATUS) == "callout/v1/+/status"
