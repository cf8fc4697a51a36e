"""Working hours on a calendar: the week of a technician, edited with mouse and keys."""
