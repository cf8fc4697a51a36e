"""Service intervals: how often something falls due, under a name."""
