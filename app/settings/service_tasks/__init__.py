"""Service tasks: what is done at a visit."""
