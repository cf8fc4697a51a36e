"""How messages of any shape are read, as people describe it."""
