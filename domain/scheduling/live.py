"""Bookings that are made or were made: all but those that were cancelled, which only stay on record."""

from sqlalchemy import ColumnElement

from domain.scheduling.model import Booking, BookingStatus

LIVE: ColumnElement[bool] = Booking.status != BookingStatus.CANCELLED
