"""Answers why something is not on the board, and mends it."""
