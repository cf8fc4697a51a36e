"""The pane that lists the bookings in view, for those who read rows rather than bars."""
