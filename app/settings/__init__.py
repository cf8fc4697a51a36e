"""What an administrator sets up: one section for each kind of record, all built the same way."""
