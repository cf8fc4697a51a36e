"""What machines are made of, and what was replaced in them."""
