"""Everything that speaks MQTT."""
