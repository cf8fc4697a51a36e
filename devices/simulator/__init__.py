"""A simulated fleet: machines with believable readings that publish over real MQTT and fail now and then."""
