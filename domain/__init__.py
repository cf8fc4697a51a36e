"""The service business: no screen, no broker."""
