"""The orders that wait for a technician, beside the board."""
