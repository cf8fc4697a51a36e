"""What devices tell of themselves is passed on a few at a time, gateways first, and only when it is news."""

from dataclasses import replace

from devices.listener.announcements import AT_ONCE, MOST_WAITING, Announcements
from domain.monitoring.announcing import AnnouncedDevice


def device(number: int, through: str | None = None) -> AnnouncedDevice:
    return AnnouncedDevice(f"homie:{number:05}", "homie", "pump", "", "", through, ())


def test_what_is_known_is_not_told_again() -> None:
    announcements = Announcements()
    announcements.take([device(1)])
    announcements.told(announcements.next())
    announcements.take([device(1)])
    assert announcements.next() == []
    announcements.take([replace(device(1), maker="Acme")])
    assert [each.maker for each in announcements.next()] == ["Acme"]


def test_what_changes_while_it_is_told_comes_next() -> None:
    announcements = Announcements()
    announcements.take([device(1)])
    telling = announcements.next()
    announcements.take([replace(device(1), maker="Acme")])
    announcements.told(telling)
    assert [each.maker for each in announcements.next()] == ["Acme"]


def test_gateways_come_before_those_behind_them() -> None:
    announcements = Announcements()
    announcements.take([device(1, through="homie:00002"), device(2)])
    assert [each.key for each in announcements.next()] == ["homie:00002", "homie:00001"]


def test_only_so_many_wait_and_are_told_at_once() -> None:
    announcements = Announcements()
    announcements.take(device(number) for number in range(MOST_WAITING + 5))
    assert (len(announcements.next()), announcements.overlooked) == (AT_ONCE, 5)
