"""Bookings made, moved and taken off: the one door that every way of placing goes through."""
