"""Service orders and the stages they stand in."""
