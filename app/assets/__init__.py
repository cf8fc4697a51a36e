"""Assets: where they stand, what they measure, what happens to them."""
