"""What is wished of a search for a plan, wherever one is asked for."""
