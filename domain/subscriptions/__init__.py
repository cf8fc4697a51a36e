"""Subscriptions: fees by the period, indexed, credited, and accrued as revenue."""
