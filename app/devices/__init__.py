"""Devices: the fleet, what waits to be claimed, what could not be understood."""
