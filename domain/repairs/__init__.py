"""Repair lines: condition, symptom, diagnosis, resolution, and what they teach."""
