"""Rules: what is watched, how bad it is, and what follows from it."""
