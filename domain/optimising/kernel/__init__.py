"""The optimiser's inner loops, compiled: a problem as arrays, its schedule, and the search over plans."""
