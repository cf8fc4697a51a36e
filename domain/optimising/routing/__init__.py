"""A planning problem in the words of a vehicle routing library, as far as it has words for it."""
