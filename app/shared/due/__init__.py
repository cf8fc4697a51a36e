"""What falls due in a period, as a calendar of twelve months."""
