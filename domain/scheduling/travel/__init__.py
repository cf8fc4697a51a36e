"""How long the way between two places takes: estimates, own figures, learned factors, routing services."""
