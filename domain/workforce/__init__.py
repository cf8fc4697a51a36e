"""Technicians, their teams, skills and working hours."""
