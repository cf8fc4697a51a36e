"""Vans: what technicians have with them."""
