"""When the lines of an agreement fall due, and how its visits go together."""
