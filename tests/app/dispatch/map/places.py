"""A plan whose orders, bookings and technicians have places around Hamburg."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter

from app.dispatch.map.tiles import Key
from app.dispatch.plan import Plan
from domain.scheduling.board_rows import BoardBooking, UnassignedOrder
from domain.scheduling.travel.places import Place
from tests.app.dispatch import plans

HOME = Place(53.55, 10.0)


def near(number: int) -> Place:
    """Places some kilometres from each other."""
    return Place(53.55 + 0.05 * (number % 7), 10.0 + 0.09 * (number % 5))


def booking(number: int, technician_id: int, hour: float, place: Place | None, **more: object) -> BoardBooking:
    made = plans.booking(number, technician_id, plans.at(hour), 1.0, **more)
    return replace(made, need=replace(made.need, place=place))


def order(number: int, place: Place | None) -> UnassignedOrder:
    made = plans.order(number)
    return replace(made, need=replace(made.need, place=place))


def plan(bookings: Iterable[BoardBooking] = (), orders: Iterable[UnassignedOrder] = ()) -> Plan:
    technicians = (replace(one, start=HOME, end=None) for one in plans.technicians(2))
    return Plan(plans.at(0, -7), plans.at(0, 7), tuple(technicians), tuple(bookings), tuple(orders))


def write_tiles(path: Path, keys: Iterable[Key], *, kind: str = "png") -> None:
    """An MBTiles file whose tiles are one colour."""
    picture = QImage(256, 256, QImage.Format.Format_RGB32)
    picture.fill(QColor("#336699"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("create table metadata (name text, value text)")
        file.execute("create table tiles (zoom_level int, tile_column int, tile_row int, tile_data blob)")
        file.executemany("insert into metadata values (?, ?)", [("format", kind), ("attribution", "© somebody")])
        rows = [(level, column, 2**level - 1 - row, bytes(buffer.data().data())) for level, column, row in keys]
        file.executemany("insert into tiles values (?, ?, ?, ?)", rows)
