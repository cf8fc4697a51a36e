"""The telemetry store: readings, roll-ups, and what the listener must remember beside them."""
