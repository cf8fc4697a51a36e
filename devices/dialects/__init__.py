"""The formats of makers: what they publish, turned into readings, presence and announced metrics."""
