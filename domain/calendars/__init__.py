"""Working calendars: when a promise counts time."""
