"""Order types: what an order begins with."""
