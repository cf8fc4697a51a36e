"""Service level agreements: what is promised, by when, and who is told before it breaks."""
