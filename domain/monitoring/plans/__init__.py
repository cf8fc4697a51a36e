"""Response plans: what they say, and how they go on from step to step."""
