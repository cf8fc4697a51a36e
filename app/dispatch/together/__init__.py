"""Several dispatchers at one board: who is here, and what they have in their hands."""
