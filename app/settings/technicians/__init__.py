"""Technicians: who does the work, what they are able to do, and when they work."""
