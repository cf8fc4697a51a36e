"""What a rule watches for, as values: read by people, stored as JSON, evaluated by `devices.engine`."""
