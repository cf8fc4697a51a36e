"""Boards as tabs: each with filters and a look of its own, kept for its user, shared if wanted."""
