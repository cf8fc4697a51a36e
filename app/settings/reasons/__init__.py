"""The reasons that are offered where one is asked for."""
