"""Searches that nobody has to ask for: at times of day, or standing behind the board for what comes."""
