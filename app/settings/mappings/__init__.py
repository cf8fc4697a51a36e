"""The section of mappings: how messages of any shape are read."""
