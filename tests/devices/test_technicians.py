"""What devices of technicians may say, and how the rest is explained."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from devices.messages import Reason, Received, Rejected
from devices.technicians import PositionReport, StatusReport, decode_report
from domain.clock import to_ms
from domain.scheduling.model import BookingStatus
from domain.scheduling.travel.places import Place

NOW = to_ms(datetime(2026, 3, 4, 9, 20, tzinfo=UTC))
BOOKING = "callout/technicians/3/bookings/7"
POSITION = "callout/technicians/3/position"
HERE = {"lat": 53.5, "lon": 10}


def said(topic: str, body: Any, *, retain: bool = False) -> StatusReport | PositionReport | Rejected:
    payload = body if isinstance(body, bytes) else msgspec.json.encode(body)
    return decode_report(Received(topic, payload, 1, retain, False, 1, NOW), NOW)


def test_a_status_is_read_with_its_moment_or_that_of_its_arrival() -> None:
    found = said(BOOKING, {"status": "on_site", "at": "2026-03-04T10:00:00+01:00"})
    assert isinstance(found, StatusReport)
    assert (found.technician, found.booking, found.status) == (3, 7, BookingStatus.ON_SITE)
    assert found.at == datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    bare = said(BOOKING, {"status": "done"})
    assert isinstance(bare, StatusReport)
    assert to_ms(bare.at) == NOW


def test_a_position_is_read() -> None:
    found = said(POSITION, {**HERE, "at": NOW - 1000}, retain=True)
    assert isinstance(found, PositionReport)
    assert (found.technician, found.place, to_ms(found.at)) == (3, Place(53.5, 10.0), NOW - 1000)


@pytest.mark.parametrize(
    ("topic", "body", "reason"),
    [
        ("callout/technicians/3", HERE, Reason.BAD_TOPIC),
        ("callout/technicians/kim/position", HERE, Reason.BAD_TOPIC),
        ("callout/technicians/0/position", HERE, Reason.BAD_TOPIC),
        ("callout/technicians/99999999999999999999999999/position", HERE, Reason.BAD_TOPIC),
        (f"callout/technicians/00000000000000000001{'9' * 30}/position", HERE, Reason.BAD_TOPIC),
        (f"callout/technicians/{'9' * 5000}/position", HERE, Reason.BAD_TOPIC),
        ("callout/technicians/٣/position", HERE, Reason.BAD_TOPIC),
        ("callout/technicians/3/bookings/", {"status": "done"}, Reason.BAD_TOPIC),
        ("callout/technicians/3/bookings/7/8", {"status": "done"}, Reason.BAD_TOPIC),
        (BOOKING, b"", Reason.NOT_JSON),
        (BOOKING, b"\xff", Reason.NOT_JSON),
        (BOOKING, [1], Reason.NOT_AN_OBJECT),
        (BOOKING, {}, Reason.BAD_STATUS),
        (BOOKING, {"status": "cancelled"}, Reason.BAD_STATUS),
        (BOOKING, {"status": ["done"]}, Reason.BAD_STATUS),
        (BOOKING, {"status": "done", "at": "soon"}, Reason.BAD_TIME),
        (BOOKING, {"status": "done", "at": NOW + 3_600_000}, Reason.BAD_TIME),
        (BOOKING, b'{"status": "done", "x": "' + b"x" * 5000 + b'"}', Reason.TOO_LARGE),
        (POSITION, {"lat": 91, "lon": 0}, Reason.NOT_A_VALUE),
        (POSITION, {"lat": True, "lon": 0}, Reason.NOT_A_VALUE),
        (POSITION, {"lat": "53.5", "lon": 0}, Reason.NOT_A_VALUE),
        (POSITION, {"lat": 53.5}, Reason.NOT_A_VALUE),
    ],
)
def test_everything_else_is_rejected_with_its_reason(topic: str, body: Any, reason: Reason) -> None:
    found = said(topic, body)
    assert isinstance(found, Rejected)
    assert found.reason is reason
    assert found.detail


def test_a_retained_report_without_a_moment_may_be_of_any_age() -> None:
    found = said(BOOKING, {"status": "done"}, retain=True)
    assert isinstance(found, Rejected)
    assert found.reason is Reason.OLD_RETAINED
