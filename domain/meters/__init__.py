"""Meters: readings of counters, their running total, and how fast they rise."""
