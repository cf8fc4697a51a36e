"""Finds who could do a job when, and says why."""
