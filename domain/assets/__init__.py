"""The things serviced, as a tree."""
