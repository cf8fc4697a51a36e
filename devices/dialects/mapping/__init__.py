"""Messages of any shape, read as somebody has described it in the console."""
