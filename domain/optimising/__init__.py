"""Finds the best plan of a field service: a problem in numbers, its cost, and engines that lower it."""
