"""Who does which order when."""
