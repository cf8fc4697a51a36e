"""Goals of planning: what a plan may cost, and what it may do without being asked."""
