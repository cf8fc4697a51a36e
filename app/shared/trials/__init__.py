"""Trying a rule on the past: two versions side by side, on a time line, with limits suggested by the data."""
