"""The optimiser on the board: what is asked of it, how far it is, and the plan that it proposes."""
