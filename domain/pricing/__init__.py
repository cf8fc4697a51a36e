"""Price lists, and which of their prices holds."""
