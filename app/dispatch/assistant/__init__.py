"""The best slots for what is selected, beside the board."""
